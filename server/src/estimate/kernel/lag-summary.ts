import { addStretch, type LagStretches, type LagSummary, noStretches, summariseStretches } from "./lag-stretches.ts";

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

/**
 * The exact distribution of lag(t) = t − A⁻¹(D(t)) from `from` (one of the trace's instants) to the end of the trace.
 *
 * Cumulative arrivals A and departures D are linear between events, so the lag is too: it changes slope where either
 * rate changes, and drops where the next byte came after a pause. Times are exact; the backlog is in the trace's unit.
 */
export function summariseLag(trace: FlowTrace, from: number = trace.times[0] ?? 0): LagSummary {
  let maxBacklog = 0;
  for (let i = 0; i < trace.times.length; i++) {
    if ((trace.times[i] as number) >= from) maxBacklog = Math.max(maxBacklog, trace.backlog[i] as number);
  }
  return summariseStretches(lagStretches(trace, from), maxBacklog);
}

function lagStretches({ times, arriving, departing, backlog }: FlowTrace, from: number): LagStretches {
  const result = noStretches();
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
        addFrom(result, t, t + timeForChunk, before, t + timeForChunk - chunkEnd, from);
        t += timeForChunk;
        oldest = chunkEnd;
        j++;
      } else {
        if (leaving > 0) oldest = Math.min(end, oldest + ((end - t) * leaving) / (arriving[j] as number));
        addFrom(result, t, end, before, end - oldest, from);
        t = end;
      }
    }
  }
  return result;
}

function addIdle(result: LagStretches, start: number, end: number, from: number): void {
  if (end > from) result.idle += end - Math.max(start, from);
}

function addFrom(result: LagStretches, start: number, end: number, first: number, last: number, from: number): void {
  if (end <= from || end <= start) return;
  const after = Math.max(0, last);
  const begin = Math.max(start, from);
  const before = begin === start ? first : first + ((after - first) * (begin - start)) / (end - start);
  addStretch(result, begin, end, before, after);
}
