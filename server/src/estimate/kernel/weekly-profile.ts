import { type Rate, type Seconds, seconds } from "../../quantity/quantity.ts";
import { isExact, type Uncertain } from "../../quantity/uncertain.ts";
import { WEEK, type WeekSpan, weekInstant } from "../../quantity/week.ts";

/**
 * A quantity that repeats every week and is constant between breakpoints. Piece `i` holds `values[i]` from `starts[i]`
 * up to, without, `starts[i + 1]` or the week's end, in seconds from Monday 00:00. `starts[0]` is 0, starts rise, and
 * neighbours within the week differ.
 */
export interface WeeklyProfile<T extends number = number> {
  readonly starts: readonly number[];
  readonly values: readonly T[];
}

/** Three profiles with low ≤ likely ≤ high at every instant. */
export interface UncertainProfile<T extends number = number> {
  readonly low: WeeklyProfile<T>;
  readonly likely: WeeklyProfile<T>;
  readonly high: WeeklyProfile<T>;
}

/** A value that replaces what holds otherwise, in some windows of the week. */
export interface Overlay<T extends number = number> {
  readonly windows: readonly WeekSpan[];
  readonly value: T;
}

export function constantProfile<T extends number>(value: T): WeeklyProfile<T> {
  return { starts: [0], values: [value] };
}

/** `base` wherever no window lies; where windows overlap, the later overlay wins. */
export function weeklyProfile<T extends number>(base: T, overlays: readonly Overlay<T>[]): WeeklyProfile<T> {
  const cuts = new Set([0]);
  for (const { windows } of overlays) {
    for (const window of windows) {
      cuts.add(window.start);
      if (window.end < WEEK) cuts.add(window.end);
    }
  }
  const starts = [...cuts].sort((a, b) => a - b);
  return joined(
    starts,
    starts.map((start) => overlays.findLast((overlay) => covers(overlay, start))?.value ?? base),
  );
}

/** The same with uncertain values. Of exact ones the three profiles are one object, which spares solving it thrice. */
export function uncertainProfile<T extends number>(
  base: Uncertain<T>,
  overlays: readonly { readonly windows: readonly WeekSpan[]; readonly value: Uncertain<T> }[],
): UncertainProfile<T> {
  const layOut = (bound: keyof Uncertain) =>
    weeklyProfile(
      base[bound],
      overlays.map(({ windows, value }) => ({ windows, value: value[bound] })),
    );
  const likely = layOut("likely");
  if (isExact(base) && overlays.every(({ value }) => isExact(value))) return exactProfile(likely);
  return { low: layOut("low"), likely, high: layOut("high") };
}

export function exactProfile<T extends number>(profile: WeeklyProfile<T>): UncertainProfile<T> {
  return { low: profile, likely: profile, high: profile };
}

/** Nothing, at any time. */
export const NO_RATES: UncertainProfile<Rate> = exactProfile(constantProfile(0 as Rate));

/** Whether two profiles hold the same values at every instant. */
export function sameProfile(a: WeeklyProfile, b: WeeklyProfile): boolean {
  const same = (x: readonly number[], y: readonly number[]) => x.every((value, index) => value === y[index]);
  return a === b || (a.starts.length === b.starts.length && same(a.starts, b.starts) && same(a.values, b.values));
}

/** The same of uncertain ones. */
export function sameRates(a: UncertainProfile, b: UncertainProfile): boolean {
  return a === b || (sameProfile(a.low, b.low) && sameProfile(a.likely, b.likely) && sameProfile(a.high, b.high));
}

/** The profile of `f` of both values at every instant. */
export function combineProfiles<A extends number, B extends number, C extends number>(
  a: WeeklyProfile<A>,
  b: WeeklyProfile<B>,
  f: (a: A, b: B) => C,
): WeeklyProfile<C> {
  let before = f(a.values[0] as A, b.values[0] as B);
  const starts = [0];
  const values = [before];
  let i = 0;
  let j = 0;
  let nextA = a.starts[1] ?? WEEK;
  let nextB = b.starts[1] ?? WEEK;
  for (;;) {
    const start = Math.min(nextA, nextB);
    if (start >= WEEK) return { starts, values };
    if (nextA === start) nextA = a.starts[++i + 1] ?? WEEK;
    if (nextB === start) nextB = b.starts[++j + 1] ?? WEEK;
    const value = f(a.values[i] as A, b.values[j] as B);
    if (value === before) continue;
    starts.push(start);
    values.push(value);
    before = value;
  }
}

export function mapProfile<A extends number, B extends number>(
  profile: WeeklyProfile<A>,
  f: (value: A) => B,
): WeeklyProfile<B> {
  let before = f(profile.values[0] as A);
  const starts = [0];
  const values = [before];
  for (let i = 1; i < profile.starts.length; i++) {
    const value = f(profile.values[i] as A);
    if (value === before) continue;
    starts.push(profile.starts[i] as number);
    values.push(value);
    before = value;
  }
  return { starts, values };
}

/** The sum of the profiles at every instant; zero of none. */
export function sumProfiles<T extends number>(profiles: readonly WeeklyProfile<T>[]): WeeklyProfile<T> {
  return profiles.length === 0
    ? constantProfile(0 as T)
    : profiles.reduce((sum, next) => combineProfiles(sum, next, plus));
}

function plus<T extends number>(a: T, b: T): T {
  return (a + b) as T;
}

/** The smaller of both at every instant. */
export function lowerProfile<T extends number>(a: WeeklyProfile<T>, b: WeeklyProfile<T>): WeeklyProfile<T> {
  return a === b ? a : combineProfiles(a, b, lower);
}

function lower<T extends number>(a: T, b: T): T {
  return a < b ? a : b;
}

/** The profile inside the windows, and `outside` elsewhere. */
export function onlyWithin<T extends number>(
  profile: WeeklyProfile<T>,
  windows: readonly WeekSpan[],
  outside: T,
): WeeklyProfile<T> {
  const inside = weeklyProfile(0, [{ windows, value: 1 }]);
  return combineProfiles(profile, inside, (value, within) => (within === 1 ? value : outside));
}

export function profileMin<T extends number>(profile: WeeklyProfile<T>): T {
  let least = profile.values[0] as T;
  for (const value of profile.values) if (value < least) least = value;
  return least;
}

export function profileMax<T extends number>(profile: WeeklyProfile<T>): T {
  let most = profile.values[0] as T;
  for (const value of profile.values) if (value > most) most = value;
  return most;
}

/** The mean over the week, by time. */
export function profileMean<T extends number>(profile: WeeklyProfile<T>): T {
  if (profile.values.length === 1) return profile.values[0] as T;
  let sum = 0;
  // Shares of the week rather than a division at the end: huge values do not overflow.
  for (let i = 0; i < profile.values.length; i++)
    sum += pieceLength(profile, i) * (1 / WEEK) * (profile.values[i] as T);
  return sum as T;
}

/** The value at an instant, which may lie in any week. */
export function profileAt<T extends number>(profile: WeeklyProfile<T>, instant: Seconds): T {
  return profile.values[pieceAt(profile, weekInstant(instant))] as T;
}

/** The integral from an instant on: of a rate in B/s, the bytes of that time. */
export function profileIntegral(profile: WeeklyProfile, from: Seconds, length: Seconds): number {
  const wholeWeeks = Math.floor(length / WEEK);
  let sum = wholeWeeks === 0 ? 0 : wholeWeeks * (profileMean(profile) * WEEK);
  let left = length - wholeWeeks * WEEK;
  let at = weekInstant(from);
  for (let i = pieceAt(profile, at); left > 0; i = (i + 1) % profile.starts.length) {
    const stretch = Math.min(left, (profile.starts[i + 1] ?? WEEK) - at);
    sum += stretch * (profile.values[i] as number);
    left -= stretch;
    at = seconds(profile.starts[i + 1] ?? 0);
  }
  return sum;
}

/** The index of the piece that holds at an instant of the week. */
export function pieceAt(profile: WeeklyProfile, instant: Seconds): number {
  const { starts } = profile;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

function pieceLength(profile: WeeklyProfile, i: number): number {
  return (profile.starts[i + 1] ?? WEEK) - (profile.starts[i] as number);
}

function covers(overlay: Overlay, instant: number): boolean {
  return overlay.windows.some((window) => window.start <= instant && instant < window.end);
}

function joined<T extends number>(starts: readonly number[], values: readonly T[]): WeeklyProfile<T> {
  const keptStarts: number[] = [];
  const keptValues: T[] = [];
  for (let i = 0; i < starts.length; i++) {
    const value = values[i] as T;
    if (i > 0 && value === keptValues[keptValues.length - 1]) continue;
    keptStarts.push(starts[i] as number);
    keptValues.push(value);
  }
  return { starts: keptStarts, values: keptValues };
}
