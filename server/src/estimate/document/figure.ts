import type { Uncertain } from "../../quantity/uncertain.ts";
import type { Duration, NeverReason, UncertainDuration } from "../kernel/duration.ts";
import type { Verdict } from "../kernel/within-limit.ts";

/** A figure with the range in which it lies; `never` is more than every number, and `reason` says why. */
export interface T {
  readonly low: number | "never";
  readonly likely: number | "never";
  readonly high: number | "never";
  readonly reason?: NeverReason;
}

/** A figure; null where it does not apply or is not known. */
export function figure(value: Uncertain | undefined): T | null {
  return value ? { low: value.low, likely: value.likely, high: value.high } : null;
}

/** A time as a figure; null where it does not apply or is not known. */
export function time(value: UncertainDuration | undefined): T | null {
  return value ? durations(value) : null;
}

export function durations({ low, likely, high }: UncertainDuration): T {
  const reason = [low, likely, high].find((bound) => bound.kind === "never");
  return {
    low: duration(low),
    likely: duration(likely),
    high: duration(high),
    ...(reason?.kind === "never" ? { reason: reason.because } : {}),
  };
}

export function duration(bound: Duration): number | "never" {
  return bound.kind === "never" ? "never" : bound.time;
}

/** Whether something works: in all cases, depending on what was assumed, or not even in the best case. */
export type Feasible = "yes" | "at-risk" | "no";

export const FEASIBLE: Readonly<Record<Verdict, Feasible>> = {
  met: "yes",
  "at-risk": "at-risk",
  missed: "no",
};
