import { type Bytes, type Rate, type Seconds, seconds } from "../../quantity/quantity.ts";
import { isExact, type Uncertain } from "../../quantity/uncertain.ts";
import { WEEK, weekInstant } from "../../quantity/week.ts";
import { copyTime, drainProfile, timeToDrain } from "./copy-time.ts";
import { after, type Duration, exactDuration, longer, never, type UncertainDuration } from "./duration.ts";
import { pieceAt, profileMean, type UncertainProfile, type WeeklyProfile } from "./weekly-profile.ts";

/**
 * `copyTime` for a start that is not known: `low` for the best instant of the week to begin, `high` for the worst, and
 * as `likely` the size divided by the mean of what is drained, which lies between them.
 */
export function copyTimeAnyStart(
  size: Bytes,
  service: WeeklyProfile<Rate>,
  demand: WeeklyProfile<Rate>,
): UncertainDuration {
  if (size <= 0) return { low: after(0), likely: after(0), high: after(0) };
  const drain = drainProfile(service, demand);
  const mean = profileMean(drain);
  if (drain.starts.length === 1) return exactDuration(mean > 0 ? after(size / mean) : NEVER);
  const low = durationOrNever(quickest(drain, size));
  const likely = longer(mean > 0 ? after(size / mean) : NEVER, low);
  return { low, likely, high: longer(mean > 0 ? durationOrNever(slowest(drain, size)) : NEVER, likely) };
}

/** One case of `copyTimeAnyStart` by itself. */
export function copyTimeInCase(
  of: keyof Uncertain,
  size: Bytes,
  service: WeeklyProfile<Rate>,
  demand: WeeklyProfile<Rate>,
): Duration {
  if (size <= 0) return after(0);
  const drain = drainProfile(service, demand);
  if (of === "low" && drain.starts.length > 1) return durationOrNever(quickest(drain, size));
  const mean = profileMean(drain);
  if (mean <= 0) return NEVER;
  const likely = after(size / mean);
  return of === "high" && drain.starts.length > 1 ? longer(durationOrNever(slowest(drain, size)), likely) : likely;
}

/** The same with uncertain inputs; at a `start` that is known, or at any. */
export function uncertainCopyTime(
  size: Uncertain<Bytes>,
  service: UncertainProfile<Rate>,
  demand: UncertainProfile<Rate>,
  start?: Seconds,
): UncertainDuration {
  if (isExact(size) && service.low === service.high && demand.low === demand.high) {
    return start === undefined
      ? copyTimeAnyStart(size.likely, service.likely, demand.likely)
      : exactDuration(copyTime(size.likely, service.likely, demand.likely, start));
  }
  const time = (of: keyof Uncertain, served: keyof Uncertain): Duration =>
    start === undefined
      ? copyTimeInCase(of, size[of], service[served], demand[of])
      : copyTime(size[of], service[served], demand[of], start);
  const low = time("low", "high");
  const likely = longer(time("likely", "likely"), low);
  return { low, likely, high: longer(time("high", "low"), likely) };
}

const NEVER: Duration = never("no-capacity");

function durationOrNever(time: number | undefined): Duration {
  return time === undefined ? NEVER : after(time);
}

/**
 * The time drained per second of later start is constant as long as neither start nor end passes a breakpoint: the
 * quickest copy starts or ends at one. One that ends there is found by running the week backwards.
 */
function quickest(drain: WeeklyProfile, size: number): number | undefined {
  let least: number | undefined;
  for (const way of [drain, reversed(drain)]) {
    for (const start of way.starts) {
      const time = timeToDrain(way, size, seconds(start));
      if (time !== undefined && (least === undefined || time < least)) least = time;
    }
  }
  return least;
}

/**
 * The slowest, likewise; for a positive mean. Where starting an instant later or earlier leaves a little more to drain, a
 * copy that ends just in time would miss a stretch: the limit of such starts counts.
 */
function slowest(drain: WeeklyProfile, size: number): number | undefined {
  let worst = 0;
  for (const start of slowStarts(drain, size)) {
    const time = timeToDrain(drain, size, start);
    const missed = missesAround(drain, start) ? timeToDrain(drain, size * (1 + BARELY), start) : time;
    if (time === undefined || missed === undefined) return undefined;
    worst = Math.max(worst, missed > time * (1 + JUMP) ? missed : time);
  }
  return worst;
}

/** Relative excess of the size that stands for an instant's difference of the start. */
const BARELY = 1e-11;

/** A relative difference of times that the excess alone does not explain. */
const JUMP = 1e-8;

function missesAround(drain: WeeklyProfile, start: Seconds): boolean {
  const piece = pieceAt(drain, start);
  const before = drain.starts[piece] === start ? (piece || drain.starts.length) - 1 : piece;
  return (drain.values[piece] as number) > 0 || (drain.values[before] as number) < 0;
}

/** All breakpoints, and the starts from which the copy ends at one. */
function slowStarts(drain: WeeklyProfile, size: number): Seconds[] {
  const weekly = profileMean(drain) * WEEK;
  const rest = size % weekly;
  const starts: Seconds[] = [];
  for (const breakpoint of drain.starts) {
    const at = seconds(breakpoint);
    starts.push(at);
    // What a whole number of weeks does not drain, the time between such a start and the breakpoint does.
    const fromBreakpoint = timeToDrain(drain, weekly - rest, at);
    if (fromBreakpoint !== undefined) starts.push(weekInstant(at + fromBreakpoint));
    starts.push(...growingPast(drain, at, size));
  }
  return starts;
}

/** Instants in the week before `end`, on stretches where work grows, from which exactly `size` is left to drain until `end`. */
function growingPast(drain: WeeklyProfile, end: Seconds, size: number): Seconds[] {
  const found: Seconds[] = [];
  const count = drain.starts.length;
  const last = drain.starts.indexOf(end);
  let drained = 0;
  for (let k = 1; k <= count; k++) {
    const i = (last - k + count) % count;
    const start = drain.starts[i] as number;
    const length = (drain.starts[i + 1] ?? WEEK) - start;
    const speed = drain.values[i] as number;
    const before = drained + speed * length;
    if (speed < 0 && drained > size && before <= size) found.push(weekInstant(start + (size - before) / -speed));
    drained = before;
  }
  return found;
}

function reversed(profile: WeeklyProfile): WeeklyProfile {
  const ends = [...profile.starts.slice(1), WEEK];
  return { starts: ends.map((end) => WEEK - end).reverse(), values: [...profile.values].reverse() };
}
