import { type Bytes, bytes, type Seconds, seconds } from "../../quantity/quantity.ts";
import { weekInstant } from "../../quantity/week.ts";

/**
 * What passed through one first-in-first-out flow: `n` intervals of constant rates between `n + 1` rising instants
 * (seconds from Monday 00:00 of the first week; they may run on into later weeks).
 * `backlog[i]` is what waits at `times[i]`; the first is 0, and an interval ends wherever the backlog becomes 0.
 * Rates and backlog are in any unit of size, the same for all, per second.
 */
export interface FlowTrace {
  readonly times: readonly number[];
  readonly arriving: readonly number[];
  readonly departing: readonly number[];
  readonly backlog: readonly number[];
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

/**
 * The exact distribution of lag(t) = t − A⁻¹(D(t)) from `from` (one of the trace's instants) to the end of the trace.
 *
 * Cumulative arrivals A and departures D are linear between events, so the lag is too: it changes slope where either
 * rate changes, and drops where the next byte came after a pause. Times are exact; the backlog is in the trace's unit.
 */
export function summariseLag(trace: FlowTrace, from: number = trace.times[0] ?? 0): LagSummary {
  const stretches = lagStretches(trace, from);
  const { length, idle, low, high } = stretches;
  const measured = length.reduce((sum, next) => sum + next, idle);
  const ends = new Float64Array(2 * length.length);
  ends.set(low);
  ends.set(high, length.length);
  ends.sort();
  let maxBacklog = 0;
  for (let i = 0; i < trace.times.length; i++) {
    if ((trace.times[i] as number) >= from) maxBacklog = Math.max(maxBacklog, trace.backlog[i] as number);
  }
  return {
    typical: seconds(quantile(stretches, ends, 0.5 * measured)),
    p95: seconds(quantile(stretches, ends, 0.95 * measured)),
    worst: seconds(stretches.worst),
    ...(stretches.worst > 0 ? { worstAt: seconds(stretches.worstAt) } : {}),
    maxBacklog: bytes(maxBacklog),
  };
}

/** Stretches of time over which the lag goes linearly between `low` and `high`, for the `length` each; and time without lag. */
interface LagStretches {
  readonly length: number[];
  readonly low: number[];
  readonly high: number[];
  idle: number;
  worst: number;
  worstAt: number;
}

/** Lags that differ by less, relatively, are equal for the question which instant is the first of the worst. */
const SAME_LAG = 1e-9;

function lagStretches({ times, arriving, departing, backlog }: FlowTrace, from: number): LagStretches {
  const result: LagStretches = { length: [], low: [], high: [], idle: 0, worst: 0, worstAt: 0 };
  let oldest = times[0] as number;
  let j = 0;
  for (let i = 0; i + 1 < times.length; i++) {
    const end = times[i + 1] as number;
    let t = times[i] as number;
    if (backlog[i] === 0) {
      oldest = t;
      j = i;
      if (backlog[i + 1] === 0) {
        addIdle(result, t, end, from);
        continue;
      }
    }
    const leaving = departing[i] as number;
    while (t < end) {
      // What waits did not come while nothing arrived.
      while (j < i && arriving[j] === 0) oldest = times[++j] as number;
      const before = Math.max(0, t - oldest);
      const chunkEnd = times[j + 1] as number;
      const timeForChunk = leaving > 0 ? ((chunkEnd - oldest) * (arriving[j] as number)) / leaving : Number.MAX_VALUE;
      if (timeForChunk < end - t && j < i) {
        addStretch(result, t, t + timeForChunk, before, t + timeForChunk - chunkEnd, from);
        t += timeForChunk;
        oldest = chunkEnd;
        j++;
      } else {
        if (leaving > 0) oldest = Math.min(end, oldest + ((end - t) * leaving) / (arriving[j] as number));
        addStretch(result, t, end, before, end - oldest, from);
        t = end;
      }
    }
  }
  return result;
}

function addIdle(result: LagStretches, start: number, end: number, from: number): void {
  if (end > from) result.idle += end - Math.max(start, from);
}

function addStretch(result: LagStretches, start: number, end: number, first: number, last: number, from: number): void {
  if (end <= from || end <= start) return;
  const after = Math.max(0, last);
  const begin = Math.max(start, from);
  const before = begin === start ? first : first + ((after - first) * (begin - start)) / (end - start);
  result.length.push(end - begin);
  result.low.push(Math.min(before, after));
  result.high.push(Math.max(before, after));
  noteWorst(result, before, begin);
  noteWorst(result, after, end);
}

function noteWorst(result: LagStretches, lag: number, time: number): void {
  if (lag === 0 || lag < result.worst * (1 - SAME_LAG)) return;
  const at = weekInstant(time);
  if (lag > result.worst * (1 + SAME_LAG) || at < result.worstAt) result.worstAt = at;
  result.worst = Math.max(result.worst, lag);
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
