import type { Money } from "../model/money.ts";
import type { Workload } from "../model/workload.ts";
import type { Duration, NeverReason, UncertainDuration } from "./kernel/duration.ts";

/** What one event costs the business, beside the plan itself; never where data or service never come back. */
export interface Penalty {
  /** Absent when outage and loss are priced in different currencies: then there is no sum. */
  readonly currency: string;
  readonly low: number | "never";
  readonly likely: number | "never";
  readonly high: number | "never";
  /** Why it is never. */
  readonly because: NeverReason | undefined;
}

/**
 * Expected penalty per event: time of recovery × cost of an outage + age of the data × cost of loss, of all copies that
 * `count` says. Nothing when the workload prices neither, what it prices is not estimated, or the currencies differ.
 */
export function penaltyOf(
  { outageCost, lossCost, count }: Pick<Workload, "outageCost" | "lossCost" | "count">,
  rpo: UncertainDuration | undefined,
  rto: UncertainDuration | undefined,
): Penalty | undefined {
  const currency = (outageCost ?? lossCost)?.currency;
  if (currency === undefined || (outageCost && lossCost && outageCost.currency !== lossCost.currency)) return undefined;
  if ((outageCost && !rto) || (lossCost && !rpo)) return undefined;
  const at = (bound: keyof UncertainDuration) => {
    const outage = priced(rto?.[bound], outageCost, bound);
    const loss = priced(rpo?.[bound], lossCost, bound);
    return outage === "never" || loss === "never" ? "never" : (outage + loss) * count;
  };
  const parts = [outageCost && rto?.high, lossCost && rpo?.high];
  const endless = parts.find((duration) => duration?.kind === "never");
  return {
    currency,
    low: at("low"),
    likely: at("likely"),
    high: at("high"),
    because: endless?.kind === "never" ? endless.because : undefined,
  };
}

function priced(
  duration: Duration | undefined,
  cost: Money | undefined,
  bound: keyof UncertainDuration,
): number | "never" {
  if (!cost || !duration) return 0;
  return duration.kind === "never" ? "never" : duration.time * cost.amount[bound];
}
