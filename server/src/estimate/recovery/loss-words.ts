import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Duration, NeverReason, UncertainDuration } from "../kernel/duration.ts";

/** What one loses where no time bounds it: `all data`, or `more and more` where a copy falls behind without end. */
export function endlessLoss(because: NeverReason): string {
  return because === "unbounded-lag" ? "more and more" : lossFigure(because);
}

/** The same as a figure: `all data`, `without end`. */
export function lossFigure(because: NeverReason): string {
  if (because === "unbounded-lag") return "without end";
  return because === "not-known" ? "an unknown amount" : "all data";
}

/** The likely loss as a figure, and the range when there is one: `≈ 1 h (30 min … all data)`; `all data (at best 15 min)`. */
export function lossSpan({ low, likely, high }: UncertainDuration): string {
  const show = (loss: Duration) => shown(loss, lossFigure);
  const middle = show(likely);
  if (likely.kind === "never") return low.kind === "never" ? middle : `${middle} (at best ${show(low)})`;
  return show(low) === middle && show(high) === middle ? middle : `≈ ${middle} (${show(low)} … ${show(high)})`;
}

/** What one likely loses, and the best where that alone is bounded: `15 min`; `all data (at best 15 min)`. */
export function likelyLoss({ low, likely }: UncertainDuration): string {
  const middle = shown(likely, endlessLoss);
  return likely.kind === "never" && low.kind === "after" ? `${middle} (at best ${formatDuration(low.time)})` : middle;
}

function shown(loss: Duration, endless: (because: NeverReason) => string): string {
  return loss.kind === "never" ? endless(loss.because) : formatDuration(loss.time);
}
