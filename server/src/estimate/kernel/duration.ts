import { type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";

/** Why something never happens; the keys of `reason` in the estimate document. */
export type NeverReason =
  | "no-copy"
  | "no-capacity"
  | "no-route"
  | "no-place"
  | "unbounded-lag"
  | "does-not-converge"
  | "journal-overflow"
  | "corrupted-everywhere"
  /** Not impossible, but nothing that is known bounds it. */
  | "not-known";

/** A duration that may have no end; `never` always says why, and is longer than every time. */
export type Duration =
  | { readonly kind: "after"; readonly time: Seconds }
  | { readonly kind: "never"; readonly because: NeverReason };

/** A duration known to lie between `low` and `high`, either of which may be never. Always low ≤ likely ≤ high. */
export interface UncertainDuration {
  readonly low: Duration;
  readonly likely: Duration;
  readonly high: Duration;
}

/** A time that does not fit a number any more (more than 1e308 s) is never, for want of capacity. */
export function after(time: number): Duration {
  return Number.isFinite(time) ? { kind: "after", time: seconds(time) } : never("no-capacity");
}

export function never(because: NeverReason): Duration {
  return { kind: "never", because };
}

/** Negative if `a` is shorter, positive if it is longer; all that never happens is equally long. */
export function compareDurations(a: Duration, b: Duration): number {
  if (a.kind === "never") return b.kind === "never" ? 0 : 1;
  return b.kind === "never" ? -1 : a.time - b.time;
}

/** The longer of both; of two that never happen the first, with its reason. */
export function longer(a: Duration, b: Duration): Duration {
  return compareDurations(a, b) >= 0 ? a : b;
}

/** One after the other; never if either is, with the reason of the first that is. */
export function plus(a: Duration, b: Duration): Duration {
  if (a.kind === "never") return a;
  return b.kind === "never" ? b : after(a.time + b.time);
}

/** Throws a RangeError unless low ≤ likely ≤ high. */
export function uncertainDuration(low: Duration, likely: Duration, high: Duration): UncertainDuration {
  if (compareDurations(low, likely) > 0 || compareDurations(likely, high) > 0) {
    throw new RangeError(`Not ordered: ${describe(low)} ≤ ${describe(likely)} ≤ ${describe(high)}.`);
  }
  return { low, likely, high };
}

export function exactDuration(duration: Duration): UncertainDuration {
  return { low: duration, likely: duration, high: duration };
}

export function durationOf(time: Uncertain<Seconds>): UncertainDuration {
  return { low: after(time.low), likely: after(time.likely), high: after(time.high) };
}

/** Applies a function such as `plus` or `longer`, which never falls when either of its inputs rises. */
export function risingDurations(
  a: UncertainDuration,
  b: UncertainDuration,
  f: (a: Duration, b: Duration) => Duration,
): UncertainDuration {
  return uncertainDuration(f(a.low, b.low), f(a.likely, b.likely), f(a.high, b.high));
}

function describe(duration: Duration): string {
  return duration.kind === "never" ? "never" : `${duration.time} s`;
}
