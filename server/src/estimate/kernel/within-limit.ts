import type { Uncertain } from "../../quantity/uncertain.ts";
import type { UncertainDuration } from "./duration.ts";

/** Met in all cases, missed even in the best, or dependent on what is not known. */
export type Verdict = "met" | "at-risk" | "missed";

/**
 * A most that a value may reach. An `open` one is already too much itself: "less than 10 km". Where it depends on
 * something unknown, up to `sure` the value is right in any case.
 */
export interface Limit<T extends number = number> {
  readonly most: T;
  readonly sure?: T;
  readonly open?: boolean;
}

export function withinLimit(value: Uncertain, limit: Limit): Verdict {
  if (fits(value.high, { ...limit, most: limit.sure ?? limit.most })) return "met";
  return fits(value.low, limit) ? "at-risk" : "missed";
}

/** The same for a duration; what never happens exceeds every limit. */
export function durationWithinLimit(duration: UncertainDuration, limit: Limit): Verdict {
  if (duration.high.kind === "after" && fits(duration.high.time, limit)) return "met";
  return duration.low.kind === "after" && fits(duration.low.time, limit) ? "at-risk" : "missed";
}

/** The worst of several; met if there are none. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("missed")) return "missed";
  return verdicts.includes("at-risk") ? "at-risk" : "met";
}

/** Relative excess over a limit that is rounding, such as that of a converted unit. */
const ROUNDING = 1e-9;

function fits(value: number, { most, open }: Limit): boolean {
  return open ? value < most * (1 - ROUNDING) : value <= most * (1 + ROUNDING);
}
