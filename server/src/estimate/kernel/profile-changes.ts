import { WEEK } from "../../quantity/week.ts";
import type { WeeklyProfile } from "./weekly-profile.ts";

/** All changes of several profiles within a week, in order of time. */
export interface ProfileChanges {
  /** Seconds from Monday 00:00; of every profile one at 0. */
  readonly times: Float64Array;
  /** The profile that changes, by its position among those given. */
  readonly targets: Int32Array;
  readonly values: Float64Array;
}

/** The changes of the profiles, with every value divided by `unit`. */
export function profileChanges(profiles: readonly WeeklyProfile[], unit: number): ProfileChanges {
  const count = profiles.reduce((sum, { starts }) => sum + starts.length, 0);
  const { times, targets, values } = emptyChanges(count);
  let next = 0;
  profiles.forEach((profile, target) => {
    for (let i = 0; i < profile.starts.length; i++, next++) {
      times[next] = profile.starts[i] as number;
      targets[next] = target;
      values[next] = inUnits(profile.values[i] as number, unit);
    }
  });
  return inOrder({ times, targets, values });
}

/** Sorted by time, without changing the order of what happens at one time: many profiles change together. */
function inOrder({ times, targets, values }: ProfileChanges): ProfileChanges {
  const distinct = Float64Array.from(new Set(times)).sort();
  const ranks = new Map<number, number>();
  distinct.forEach((time, rank) => {
    ranks.set(time, rank);
  });
  const places = new Uint32Array(distinct.length + 1);
  for (const time of times) {
    const after = (ranks.get(time) as number) + 1;
    places[after] = (places[after] as number) + 1;
  }
  for (let rank = 1; rank < places.length; rank++)
    places[rank] = (places[rank] as number) + (places[rank - 1] as number);
  const sorted = emptyChanges(times.length);
  for (let i = 0; i < times.length; i++) {
    const rank = ranks.get(times[i] as number) as number;
    const place = places[rank] as number;
    places[rank] = place + 1;
    sorted.times[place] = times[i] as number;
    sorted.targets[place] = targets[i] as number;
    sorted.values[place] = values[i] as number;
  }
  return sorted;
}

function emptyChanges(count: number): ProfileChanges {
  return { times: new Float64Array(count), targets: new Int32Array(count), values: new Float64Array(count) };
}

/** The value divided by the unit, if that is a number; beyond `PLENTY` more makes no difference. */
export function inUnits(value: number, unit: number): number {
  return Math.min(value / unit, PLENTY);
}

/** No sum of demands comes near so many times the highest of them. */
const PLENTY = 1e100;

/**
 * The same week seen from another instant: times count from `start`, from 0 to less than a week, and what holds at
 * `start` stands as a change at 0 before all others.
 */
export function changesFrom(changes: ProfileChanges, start: number, profiles: number): ProfileChanges {
  const { times, targets, values } = changes;
  const held = new Float64Array(profiles);
  let earlier = 0;
  while (earlier < times.length && (times[earlier] as number) < start) earlier++;
  let later = earlier;
  while (later < times.length && (times[later] as number) === start) later++;
  for (let i = 0; i < later; i++) held[targets[i] as number] = values[i] as number;
  const result = emptyChanges(profiles + times.length - later + earlier);
  for (let i = 0; i < profiles; i++) result.targets[i] = i;
  result.values.set(held);
  copyFrom(later, times.length, profiles, -start);
  // Every profile begins anew on Monday 00:00, with the value that it had there.
  copyFrom(0, earlier, profiles + times.length - later, WEEK - start);
  return result;

  function copyFrom(from: number, to: number, place: number, shift: number): void {
    result.times.set(
      times.subarray(from, to).map((time) => time + shift),
      place,
    );
    result.targets.set(targets.subarray(from, to), place);
    result.values.set(values.subarray(from, to), place);
  }
}
