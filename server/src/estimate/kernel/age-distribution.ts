import { type Seconds, seconds } from "../../quantity/quantity.ts";

/** A copy's age that grows evenly from `from` to `to`, as it does between two refreshes; `times` such stretches in the measured time. */
export interface AgeStretch {
  readonly from: number;
  readonly to: number;
  readonly times: number;
}

/**
 * The age below which the copy is for a share of the time (0.5 for the median), over all stretches. Every stretch lasts
 * as long as the age grows in it. 0 if there are no stretches.
 */
export function ageQuantile(stretches: readonly AgeStretch[], share: number): Seconds {
  if (stretches.length === 0) return seconds(0);
  const ends = new Float64Array(2 * stretches.length);
  let whole = 0;
  stretches.forEach(({ from, to, times }, index) => {
    ends[2 * index] = from;
    ends[2 * index + 1] = to;
    whole += (to - from) * times;
  });
  ends.sort();
  if (whole <= 0) return seconds(ends[ends.length - 1] as number);
  const wanted = share * whole;
  // Between two ends the time below grows evenly with the age.
  let low = 0;
  let high = ends.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (timeBelow(stretches, ends[middle] as number) < wanted) low = middle;
    else high = middle;
  }
  const [younger, older] = [ends[low] as number, ends[high] as number];
  const [less, more] = [timeBelow(stretches, younger), timeBelow(stretches, older)];
  return seconds(more <= less ? older : younger + ((older - younger) * (wanted - less)) / (more - less));
}

function timeBelow(stretches: readonly AgeStretch[], age: number): number {
  let time = 0;
  for (const { from, to, times } of stretches) time += Math.max(0, Math.min(age, to) - from) * times;
  return time;
}
