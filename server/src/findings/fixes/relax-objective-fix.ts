import type { UncertainDuration } from "../../estimate/kernel/duration.ts";
import { roundedUp } from "../../estimate/round-sizes.ts";
import { lookUp } from "../../model/plan.ts";
import type { Tier } from "../../model/tier.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { DAY } from "../../quantity/week.ts";
import type { MissedOutcome } from "../missed-outcome.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { setAttributes } from "../statement-edit.ts";

export type TierObjective = "rpo" | "rto" | "mtd" | "corruption-rpo" | "corruption-rto";

const NAMES: Readonly<Record<TierObjective, string>> = {
  rpo: "RPO",
  rto: "RTO",
  mtd: "MTD",
  "corruption-rpo": "RPO after corruption",
  "corruption-rto": "RTO after corruption",
};

/** Relaxes an objective of a tier to what is reached at worst, else likely: for people who can live with it. */
export function relaxObjectiveFix(
  tier: Tier | undefined,
  what: TierObjective,
  objective: Seconds,
  reached: UncertainDuration,
  { plan }: FixContext,
): readonly FixCandidate[] {
  const relaxed = relaxedTo(reached);
  if (!tier || !relaxed || relaxed.seconds <= objective) return [];
  return [
    {
      edits: setAttributes(lookUp(plan, tier.name), { [what]: relaxed.text }),
      title: () =>
        `Relax the ${NAMES[what]} of tier '${tier.name}' from ${formatDuration(objective)} to ${relaxed.text}`,
    },
  ];
}

/** The same for what a workload misses in a scenario. */
export function relaxMissFix(
  { outcome, objective, reached }: MissedOutcome,
  what: TierObjective,
  context: FixContext,
): readonly FixCandidate[] {
  return relaxObjectiveFix(outcome.workload.tier, what, objective, reached, context);
}

/** A round duration that what is reached keeps, as a plan writes it: whole days above a week, nothing above a year. */
export function relaxedTo({ likely, high }: UncertainDuration): ReturnType<typeof roundedUp> {
  const reached = high.kind === "after" ? high : likely;
  if (reached.kind === "never" || reached.time > MOST_DAYS * DAY) return undefined;
  const days = Math.ceil(reached.time / DAY);
  return roundedUp(reached.time) ?? { seconds: days * DAY, text: `${days} d` };
}

/** Nobody promises to be back later than this. */
const MOST_DAYS = 365;
