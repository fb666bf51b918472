import { type Seconds, seconds } from "../../quantity/quantity.ts";

/** A copy's age that grows evenly from `from` to `to`, as it does between two refreshes; `times` such stretches in the measured time. */
export interface AgeStretch {
  readonly from: number;
  readonly to: number;
  readonly times: number;
}

/**
 * The age below which the copy is for a share of the time (0.5 for the median), over all stretches. Every stretch lasts
 * as long as the age grows in it. Exact but for `PRECISION`; 0 if there are no stretches.
 */
export function ageQuantile(stretches: readonly AgeStretch[], share: number): Seconds {
  const whole = stretches.reduce((sum, { from, to, times }) => sum + (to - from) * times, 0);
  let below = Math.min(...stretches.map(({ from }) => from));
  let above = Math.max(...stretches.map(({ to }) => to));
  if (whole <= 0) return seconds(stretches.length > 0 ? above : 0);
  while (above - below > PRECISION * above) {
    const middle = (below + above) / 2;
    if (timeBelow(stretches, middle) < share * whole) below = middle;
    else above = middle;
  }
  return seconds(above);
}

/** Relative precision of a quantile: finer than anything that is shown. */
const PRECISION = 1e-7;

function timeBelow(stretches: readonly AgeStretch[], age: number): number {
  let time = 0;
  for (const { from, to, times } of stretches) time += Math.max(0, Math.min(age, to) - from) * times;
  return time;
}
