import { WEEK } from "../../quantity/week.ts";
import type { LevelLog } from "./flow-week.ts";
import { addStretch, type LagStretches, noStretches, noteWorst } from "./lag-stretches.ts";

/** The arrivals of one flow from the start of a week on, which is not Monday 00:00 in general. */
export interface FlowArrivals {
  /** Rising, the first 0, all below a week. */
  readonly starts: readonly number[];
  readonly rates: readonly number[];
}

export interface FlowWaits {
  /** When the flow began to wait, and when it had caught up, in turn; the last may be missing. */
  readonly times: readonly number[];
  /** What waited at the start of the week. */
  readonly backlog: number;
}

/**
 * The lag of one flow over a week that repeats itself: lag(t) = t − A⁻¹(D(t)), as for a flow of its own. `begin` is the
 * start of the week in seconds from Monday 00:00; `log` that of the flow's group.
 *
 * What departs follows the group, so many flows that share make many changes of slope in each of them. Stretches are
 * joined where a straight line keeps within `STRAIGHT_WITHIN` of them; the worst is exact.
 */
export function flowAges(arrivals: FlowArrivals, waits: FlowWaits, log: LevelLog, begin: number): LagStretches {
  const ages = noStretches();
  const line = new Line(ages, begin);
  const { times, backlog } = waits;
  ages.idle = WEEK;
  for (let i = 0; i < times.length; i += 2) {
    const start = times[i] as number;
    const end = times[i + 1] ?? WEEK;
    if (end <= start) continue;
    ages.idle -= end - start;
    const oldest = i === 0 && backlog > 0 ? arrivalBack(arrivals, backlog) : arrivalAt(arrivals, start);
    followWait(arrivals, oldest, log, start, end, line);
  }
  ages.idle = Math.max(0, ages.idle);
  return ages;
}

/** An instant, and the piece of the arrivals in which it lies; `week` is when that piece's week starts. */
interface Instant {
  time: number;
  piece: number;
  week: number;
}

function followWait(
  { starts, rates }: FlowArrivals,
  oldest: Instant,
  { times, levels }: LevelLog,
  start: number,
  end: number,
  line: Line,
): void {
  let { time: age, piece, week } = oldest;
  let at = lastAtOrBefore(times, start);
  let now = start;
  let pieceEnd = week + (starts[piece + 1] ?? WEEK);
  line.begin(now, now - age);
  while (now < end) {
    leaveEmptyPieces();
    const next = Math.min(times[at + 1] ?? WEEK, end);
    const arriving = rates[piece] as number;
    if (arriving === 0) {
      // All has left but for rounding errors, until more arrives or the wait ends.
      now = Math.min(next, pieceEnd);
      line.to(now, now - age);
      if (now === next) at++;
      continue;
    }
    const perSecond = (levels[at] as number) / arriving;
    // The last of the piece leaves, which cannot be before it came.
    const pieceLeft = Math.max(pieceEnd, now + (pieceEnd - age) / perSecond);
    if (pieceLeft < next) {
      now = pieceLeft;
      age = pieceEnd;
      line.to(now, now - age);
      nextPiece();
    } else {
      age = Math.min(next, pieceEnd, age + (next - now) * perSecond);
      now = next;
      line.to(now, now - age);
      at++;
    }
  }
  line.end();

  /** What waits did not come while nothing arrived. */
  function leaveEmptyPieces(): void {
    if (rates[piece] !== 0) return;
    while (rates[piece] === 0 && pieceEnd <= now) nextPiece();
    if (rates[piece] === 0) return;
    age = week + (starts[piece] as number);
    line.begin(now, now - age);
  }

  function nextPiece(): void {
    piece++;
    if (piece === starts.length) {
      piece = 0;
      week += WEEK;
    }
    pieceEnd = week + (starts[piece + 1] ?? WEEK);
  }
}

function arrivalAt({ starts }: FlowArrivals, time: number): Instant {
  return { time, piece: lastAtOrBefore(starts, time), week: 0 };
}

/** When the oldest came of the last `amount` before the start of the week, in this week or those before. */
function arrivalBack({ starts, rates }: FlowArrivals, amount: number): Instant {
  const perWeek = rates.reduce((sum, rate, i) => sum + rate * ((starts[i + 1] ?? WEEK) - (starts[i] as number)), 0);
  const weeks = Math.floor(amount / perWeek);
  let left = amount - weeks * perWeek;
  const week = -(weeks + 1) * WEEK;
  for (let piece = starts.length - 1; piece > 0; piece--) {
    const end = starts[piece + 1] ?? WEEK;
    const came = (rates[piece] as number) * (end - (starts[piece] as number));
    if (came > 0 && came >= left) return { time: week + end - left / (rates[piece] as number), piece, week };
    left -= came;
  }
  const end = starts[1] ?? WEEK;
  const first = rates[0] as number;
  return { time: week + (first > 0 ? Math.max(0, end - left / first) : end), piece: 0, week };
}

/** The position of the last of rising numbers that is no more than `value`; 0 if none is. */
function lastAtOrBefore(rising: readonly number[], value: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rising[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A straight line may miss a lag by this share of it. */
const STRAIGHT_WITHIN = 5e-5;

/** … or by this, seconds, where that is more. */
const STRAIGHT_SECONDS = 1e-3;

/** Joins points of a lag to straight lines, each from one of the points to another, that pass all points between closely. */
class Line {
  private fromTime = 0;
  private fromLag = 0;
  private lastTime = 0;
  private lastLag = 0;
  private steepest = 0;
  private flattest = 0;

  constructor(
    private readonly ages: LagStretches,
    private readonly weekStart: number,
  ) {}

  begin(time: number, lag: number): void {
    this.end();
    this.startAt(time, Math.max(0, lag));
  }

  to(time: number, age: number): void {
    const lag = Math.max(0, age);
    if (time <= this.lastTime) return;
    noteWorst(this.ages, lag, this.weekStart + time);
    const slope = (lag - this.fromLag) / (time - this.fromTime);
    if (slope > this.steepest || slope < this.flattest) {
      this.end();
    }
    const passed = time - this.fromTime;
    const miss = Math.max(STRAIGHT_SECONDS, STRAIGHT_WITHIN * lag);
    this.steepest = Math.min(this.steepest, (lag - this.fromLag + miss) / passed);
    this.flattest = Math.max(this.flattest, (lag - this.fromLag - miss) / passed);
    this.lastTime = time;
    this.lastLag = lag;
  }

  end(): void {
    const { ages, weekStart } = this;
    addStretch(ages, weekStart + this.fromTime, weekStart + this.lastTime, this.fromLag, this.lastLag);
    this.startAt(this.lastTime, this.lastLag);
  }

  private startAt(time: number, lag: number): void {
    this.fromTime = time;
    this.fromLag = lag;
    this.lastTime = time;
    this.lastLag = lag;
    this.steepest = Number.POSITIVE_INFINITY;
    this.flattest = Number.NEGATIVE_INFINITY;
  }
}
