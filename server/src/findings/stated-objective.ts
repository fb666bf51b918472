import type { Severity } from "../base/severity.ts";
import { lookUp, type Plan } from "../model/plan.ts";
import type { MissedOutcome } from "./missed-outcome.ts";

/** Whether the tier of a missed outcome says what holds after corruption, or its usual objectives stand in. */
export function isStated(plan: Plan, { outcome }: MissedOutcome, attribute: string): boolean {
  const { tier } = outcome.workload;
  return tier !== undefined && lookUp(plan, tier.name)?.document.spans.at(`/${attribute}`) !== undefined;
}

/** A promise that nobody made is only worth mentioning. */
export function severityOf({ verdict }: MissedOutcome, stated: boolean): Severity {
  if (!stated) return "info";
  return verdict === "missed" ? "error" : "warning";
}
