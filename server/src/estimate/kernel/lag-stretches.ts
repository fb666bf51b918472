import { type Bytes, bytes, type Seconds, seconds } from "../../quantity/quantity.ts";
import { weekInstant } from "../../quantity/week.ts";

/** Stretches of time over which the lag goes linearly between `low` and `high`, for the `length` each; and time without lag. */
export interface LagStretches {
  readonly length: number[];
  readonly low: number[];
  readonly high: number[];
  idle: number;
  worst: number;
  worstAt: number;
}

/** How far the copy runs behind, over the measured time: ages of the oldest byte that is not yet there. */
export interface LagSummary {
  /** The median: half of the time the lag is no longer. */
  readonly typical: Seconds;
  /** 95 % of the time the lag is no longer. */
  readonly p95: Seconds;
  readonly worst: Seconds;
  /** The first instant of the week (seconds from Monday 00:00) at which the worst is reached; absent when nothing ever lags. */
  readonly worstAt?: Seconds;
  readonly maxBacklog: Bytes;
}

export function noStretches(): LagStretches {
  return { length: [], low: [], high: [], idle: 0, worst: 0, worstAt: 0 };
}

/** The lag goes from `before` at `start` evenly to `after` at `end`. Keeps the worst, too. */
export function addStretch(result: LagStretches, start: number, end: number, before: number, after: number): void {
  if (end <= start) return;
  result.length.push(end - start);
  result.low.push(Math.min(before, after));
  result.high.push(Math.max(before, after));
  noteWorst(result, before, start);
  noteWorst(result, after, end);
}

/** Notes a lag at an instant, in seconds from Monday 00:00 of any week, as far as the worst is concerned. */
export function noteWorst(result: LagStretches, lag: number, time: number): void {
  if (lag === 0 || lag < result.worst * (1 - SAME_LAG)) return;
  const at = weekInstant(time);
  if (lag > result.worst * (1 + SAME_LAG) || at < result.worstAt) result.worstAt = at;
  result.worst = Math.max(result.worst, lag);
}

/** Lags that differ by less, relatively, are equal for the question which instant is the first of the worst. */
const SAME_LAG = 1e-9;

/** The distribution over all that was added; `maxBacklog` is as given. */
export function summariseStretches(stretches: LagStretches, maxBacklog: number): LagSummary {
  const { length, idle, low, high } = stretches;
  const measured = length.reduce((sum, next) => sum + next, idle);
  const ends = new Float64Array(2 * length.length);
  ends.set(low);
  ends.set(high, length.length);
  ends.sort();
  return {
    typical: seconds(quantile(stretches, ends, 0.5 * measured)),
    p95: seconds(quantile(stretches, ends, 0.95 * measured)),
    worst: seconds(stretches.worst),
    ...(stretches.worst > 0 ? { worstAt: seconds(stretches.worstAt) } : {}),
    maxBacklog: bytes(maxBacklog),
  };
}

/** The smallest lag within which the flow stays for `time` in all; `ends` are the ends of the stretches, sorted. */
function quantile(stretches: LagStretches, ends: Float64Array, time: number): number {
  // Sums of lengths carry rounding errors that must not decide between two ends.
  const wanted = time * (1 - 1e-12);
  if (stretches.idle >= wanted) return 0;
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeWithin(stretches, ends[middle] as number, true) >= wanted) high = middle;
    else low = middle + 1;
  }
  const upper = ends[low] as number;
  const lower = low > 0 ? (ends[low - 1] as number) : 0;
  const belowLower = low > 0 ? timeWithin(stretches, lower, true) : stretches.idle;
  const belowUpper = timeWithin(stretches, upper, false);
  if (belowUpper <= wanted || belowUpper <= belowLower) return upper;
  return lower + ((upper - lower) * (wanted - belowLower)) / (belowUpper - belowLower);
}

/** The time during which the lag is below `lag`, or at most `lag`. */
function timeWithin({ length, low, high, idle }: LagStretches, lag: number, inclusive: boolean): number {
  let sum = idle;
  for (let i = 0; i < length.length; i++) {
    const bottom = low[i] as number;
    const top = high[i] as number;
    if (bottom === top) sum += bottom < lag || (inclusive && bottom === lag) ? (length[i] as number) : 0;
    else if (lag >= top) sum += length[i] as number;
    else if (lag > bottom) sum += ((length[i] as number) * (lag - bottom)) / (top - bottom);
  }
  return sum;
}
