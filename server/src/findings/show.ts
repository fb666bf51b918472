import type { Duration, UncertainDuration } from "../estimate/kernel/duration.ts";
import { formatDuration, formatUncertain } from "../quantity/format-quantity.ts";
import { isExact, type Uncertain } from "../quantity/uncertain.ts";

/** A duration, or the word `never`. */
export function showDuration(duration: Duration): string {
  return duration.kind === "never" ? "never" : formatDuration(duration.time);
}

/** The likely duration, with `≈` unless it is certain. */
export function showLikely({ low, likely, high }: UncertainDuration): string {
  const certain = showDuration(low) === showDuration(high);
  return certain || likely.kind === "never" ? showDuration(likely) : `≈ ${showDuration(likely)}`;
}

/** The likely duration with the range in which it lies: `≈ 26 ms (18 ms … 34 ms)`; `without end (at best 30 ms)`. `endless` is the word for what never comes. */
export function showRange({ low, likely, high }: UncertainDuration, endless = "without end"): string {
  const show = (duration: Duration) => (duration.kind === "never" ? endless : formatDuration(duration.time));
  const shown = show(likely);
  if (likely.kind === "never") return low.kind === "never" ? shown : `${shown} (at best ${show(low)})`;
  return show(low) === shown && show(high) === shown ? shown : `≈ ${shown} (${show(low)} … ${show(high)})`;
}

/** The same for a number of seconds. */
export function showTime(time: Uncertain): string {
  return isExact(time) ? formatDuration(time.likely) : `≈ ${formatUncertain(time, formatDuration)}`;
}
