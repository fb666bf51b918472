import { type Bytes, type Rate, type Seconds, seconds } from "../../quantity/quantity.ts";
import { WEEK, weekInstant } from "../../quantity/week.ts";
import { type AgeStretch, ageQuantile } from "./age-distribution.ts";
import { timeToDrain } from "./copy-time.ts";
import type { NeverReason } from "./duration.ts";
import { pieceAt, profileIntegral, profileMax, profileMean, type WeeklyProfile } from "./weekly-profile.ts";

/** What is written, and what of it a cycle sends. */
export interface CyclePart {
  readonly change: WeeklyProfile<Rate>;
  /** What a cycle sends, in bytes on the wire, of `written` bytes written over `length`. Never falls when either rises. */
  readonly carried: (written: Bytes, length: Seconds) => Bytes;
}

/** A copy that is refreshed in cycles: each sends what changed since the one before began. */
export interface Cycles extends CyclePart {
  /** What the same cycles send besides, of others in one consistency group. */
  readonly together?: readonly CyclePart[];
  readonly service: WeeklyProfile<Rate>;
  /** Time between the starts of two cycles, or, with `isAge`, the greatest age that the copy shall have. Above 0. */
  readonly every: Seconds;
  /** Whether the setting is an age: cycles then start early enough to end in time. */
  readonly isAge: boolean;
}

/** How old the copy is over the week; or that it gets older and older, for each cycle has more to send than the one before. */
export type CycleAges = CycleSummary | { readonly kind: "unbounded"; readonly because: NeverReason };

export interface CycleSummary {
  readonly kind: "steady";
  /** Median age. */
  readonly typical: Seconds;
  readonly p95: Seconds;
  /** From the start of a cycle to the end of the next: what is lost when the source fails just before that end. */
  readonly worst: Seconds;
  /** When the worst is reached, seconds from Monday 00:00. */
  readonly worstAt: Seconds;
  /** The longest that a cycle takes to send its data. */
  readonly longest: Seconds;
  /** Most that a cycle sends. */
  readonly most: Bytes;
  /** Whether every cycle ends before the next is due. */
  readonly fits: boolean;
}

/** Ages of the copy over one week, after a week to settle. */
export function cycleAges(cycles: Cycles): CycleAges {
  if (profileMax(cycles.service) <= 0) return { kind: "unbounded", because: "no-capacity" };
  const length = steadyLength(cycles);
  return length === undefined ? { kind: "unbounded", because: "unbounded-lag" } : new Run(cycles, length).ages();
}

/** How long cycles last in the mean once they no longer grow: the interval, or what a cycle needs that overruns it. */
function steadyLength(cycles: Cycles): Seconds | undefined {
  const { service, every } = cycles;
  const parts = partsOf(cycles).map(({ change, carried }) => ({ mean: profileMean(change), carried }));
  const sent = profileMean(service);
  let length: number = every;
  for (let round = 0; round < MOST_CYCLES; round++) {
    const bytes = parts.reduce((sum, { mean, carried }) => sum + carried((mean * length) as Bytes, seconds(length)), 0);
    const needed = Math.max(every, bytes / sent);
    if (!(needed < LONGEST_CYCLE)) return undefined;
    if (needed <= length * (1 + SAME)) return seconds(length);
    length = needed;
  }
  return seconds(length);
}

function partsOf(cycles: Cycles): readonly CyclePart[] {
  return cycles.together ? [cycles, ...cycles.together] : [cycles];
}

/** A cycle that would take longer has no end, seconds: a century. */
const LONGEST_CYCLE = 100 * 365.25 * 86_400;

/** Most cycles that are looked at one by one; two years of hourly ones. Beyond it the ages found so far stand. */
const MOST_CYCLES = 20_000;

class Run {
  private readonly stretches: AgeStretch[] = [];
  private worst = 0;
  private worstAt = 0;
  private longest = 0;
  private most = 0;
  private fits = true;
  private readonly parts: readonly CyclePart[];

  constructor(
    private readonly cycles: Cycles,
    private readonly length: Seconds,
  ) {
    this.parts = partsOf(cycles);
  }

  ages(): CycleAges {
    const { every } = this.cycles;
    let before: number = -this.length;
    let start = 0;
    const settled = Math.max(WEEK, 2 * this.length);
    const until = settled + Math.max(WEEK, 2 * this.length);
    let sent = this.send(before, start);
    for (let count = 0; count < MOST_CYCLES && start < until; count++) {
      const repeats = this.repeats(before, start, sent.time, start < settled ? settled : until);
      const end = start + sent.time;
      const next = this.nextStart(start, end);
      const following = repeats > 0 ? sent : this.send(start, next);
      if (start >= settled) this.note(start, end, next + following.time, Math.max(1, repeats), sent);
      const skipped = repeats > 1 ? (repeats - 1) * every : 0;
      before = start + skipped;
      start = next + skipped;
      sent = following;
    }
    return {
      kind: "steady",
      typical: ageQuantile(this.stretches, 0.5),
      p95: ageQuantile(this.stretches, 0.95),
      worst: seconds(this.worst),
      worstAt: weekInstant(this.worstAt),
      longest: seconds(this.longest),
      most: this.most as Bytes,
      fits: this.fits,
    };
  }

  private note(start: number, end: number, nextEnd: number, times: number, sent: Sent): void {
    this.stretches.push({ from: end - start, to: nextEnd - start, times });
    if (nextEnd - start > this.worst * (1 + SAME)) {
      this.worst = nextEnd - start;
      this.worstAt = nextEnd;
    }
    this.longest = Math.max(this.longest, sent.time);
    this.most = Math.max(this.most, sent.bytes);
    if (sent.time > this.cycles.every * (1 + SAME)) this.fits = false;
  }

  /** What a cycle sends that begins at `start` after one that began at `before`. */
  private send(before: number, start: number): Sent {
    const { service } = this.cycles;
    const length = seconds(start - before);
    const from = weekInstant(before);
    let bytes = 0;
    for (const { change, carried } of this.parts) {
      bytes += carried(profileIntegral(change, from, length) as Bytes, length);
    }
    // A service that is not always 0 sends anything in the end.
    return { bytes: bytes as Bytes, time: timeToDrain(service, bytes, weekInstant(start)) ?? 0 };
  }

  /** On schedule, or when the one before is done: one late start does not move the schedule. Cycles that keep an age start as early as they must. */
  private nextStart(start: number, end: number): number {
    const { every, isAge } = this.cycles;
    if (!isAge) return Math.max((Math.floor(start / every + SAME) + 1) * every, end);
    // The later it starts, the more there is to send and the later it ends: between these it ends just in time.
    let early = Math.max(end, start + every * LEAST_SPACING);
    let late = start + every;
    let next = late;
    for (let round = 1; round <= ROUNDS && early < late; round++) {
      const excess = next + this.send(start, next).time - (start + every);
      if (Math.abs(excess) <= every * SAME) return next;
      if (excess > 0) late = next;
      else early = next;
      const step = next - excess;
      // Steps alone come nearer slowly where a cycle grows nearly as fast as its start is put off.
      next = step > early && step < late && round % 3 > 0 ? step : (early + late) / 2;
    }
    return early;
  }

  /** How many cycles like this one follow each other before either profile changes, or the time is over: they need not be looked at one by one. */
  private repeats(before: number, start: number, time: number, until: number): number {
    const { service, every, isAge } = this.cycles;
    if (isAge || time > every || Math.abs(start - before - every) > every * SAME) return 0;
    let quiet = Math.min(untilChange(service, before), until - before);
    for (const { change } of this.parts) quiet = Math.min(quiet, untilChange(change, before));
    return Math.max(0, Math.floor((quiet - every - time) / every));
  }
}

interface Sent {
  readonly bytes: Bytes;
  readonly time: number;
}

/** Times that differ by less, relatively, are equal. */
const SAME = 1e-9;

/** Most rounds in which the start of a cycle that keeps an age is found; each third halves what is open. */
const ROUNDS = 90;

/** A cycle that keeps an age follows the one before after at least this share of it: a guard against cycles without length. */
const LEAST_SPACING = 0.01;

/** Seconds from an instant until the profile takes another value; without end if it never does. */
function untilChange(profile: WeeklyProfile, from: number): number {
  if (profile.starts.length === 1) return Number.MAX_SAFE_INTEGER;
  const at = weekInstant(from);
  return (profile.starts[pieceAt(profile, at) + 1] ?? WEEK) - at;
}
