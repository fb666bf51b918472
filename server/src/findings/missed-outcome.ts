import type { Estimates } from "../estimate/estimates.ts";
import {
  compareDurations,
  durationOf,
  plus,
  risingDurations,
  type UncertainDuration,
} from "../estimate/kernel/duration.ts";
import { durationWithinLimit, type Verdict } from "../estimate/kernel/within-limit.ts";
import type { Objectives, ScenarioEstimate, WorkloadOutcome } from "../estimate/recovery/workload-outcome.ts";
import type { Seconds } from "../quantity/quantity.ts";
import { outcomesOf } from "./outcomes-of.ts";

/** An objective that a workload does not reach, in the worst of the scenarios in which that is so. */
export interface MissedOutcome {
  readonly estimate: ScenarioEstimate;
  readonly outcome: WorkloadOutcome;
  readonly what: keyof Objectives;
  readonly objective: Seconds;
  readonly reached: UncertainDuration;
  readonly verdict: Exclude<Verdict, "met">;
  /** In how many scenarios more it is not reached. */
  readonly others: number;
}

/**
 * The worst of the scenarios in which a workload does not reach an objective: missed before at risk, then by how far.
 * `counts` says which outcomes are looked at. What nothing brings back, or what only waits for something that nothing
 * brings back, is not told here; neither is what cannot be estimated yet.
 */
export function worstMiss(
  estimates: Estimates,
  workload: string,
  what: keyof Objectives,
  counts: (outcome: WorkloadOutcome) => boolean,
): MissedOutcome | undefined {
  let worst: MissedOutcome | undefined;
  let count = 0;
  for (const { estimate, outcome } of outcomesOf(estimates, workload)) {
    const missed = counts(outcome) ? missOf(estimate, outcome, what) : undefined;
    if (!missed) continue;
    count++;
    if (!worst || isWorse(missed, worst)) worst = missed;
  }
  return worst && { ...worst, others: count - 1 };
}

/** What an outcome misses of one objective; nothing where that is told elsewhere. */
export function missOf(
  estimate: ScenarioEstimate,
  outcome: WorkloadOutcome,
  what: keyof Objectives,
): MissedOutcome | undefined {
  const objective = outcome.judged[what];
  if (objective === undefined || !outcome.chosen || !outcome.missed.includes(what)) return undefined;
  const reached = reachedOf(outcome, what);
  if (isToldElsewhere(reached)) return undefined;
  const verdict = durationWithinLimit(reached, { most: objective });
  return verdict === "met" ? undefined : { estimate, outcome, what, objective, reached, verdict, others: 0 };
}

/** What counts against an objective: to the longest outage, the work that was lost must be caught up as well. */
export function reachedOf({ rpo, rto, workload }: WorkloadOutcome, what: keyof Objectives): UncertainDuration {
  if (what === "rpo") return rpo;
  return what === "mtd" && workload.tier ? risingDurations(rto, durationOf(workload.tier.workRecovery), plus) : rto;
}

/** It waits for what nothing brings back, or is not known well enough. */
function isToldElsewhere({ low, high }: UncertainDuration): boolean {
  if (low.kind === "never") return low.because !== "no-capacity" && low.because !== "unbounded-lag";
  return high.kind === "never" && high.because === "not-known";
}

function isWorse(a: MissedOutcome, b: MissedOutcome): boolean {
  if (a.verdict !== b.verdict) return a.verdict === "missed";
  const likely = compareDurations(a.reached.likely, b.reached.likely);
  return likely !== 0 ? likely > 0 : compareDurations(a.reached.high, b.reached.high) > 0;
}
