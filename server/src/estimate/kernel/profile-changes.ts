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
  const times = new Float64Array(count);
  const targets = new Int32Array(count);
  const values = new Float64Array(count);
  let next = 0;
  profiles.forEach((profile, target) => {
    for (let i = 0; i < profile.starts.length; i++, next++) {
      times[next] = profile.starts[i] as number;
      targets[next] = target;
      values[next] = inUnits(profile.values[i] as number, unit);
    }
  });
  const order = new Uint32Array(count).map((_, i) => i);
  order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  return {
    times: Float64Array.from(order, (i) => times[i] as number),
    targets: Int32Array.from(order, (i) => targets[i] as number),
    values: Float64Array.from(order, (i) => values[i] as number),
  };
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
  const first = times.findIndex((time) => time > start);
  const split = first < 0 ? times.length : first;
  const held = new Float64Array(profiles);
  for (let i = 0; i < split; i++) held[targets[i] as number] = values[i] as number;
  // Every profile begins anew on Monday 00:00, with the value that it had there.
  const later = times.length - split;
  const count = profiles + times.length;
  const result = {
    times: new Float64Array(count),
    targets: new Int32Array(count),
    values: new Float64Array(count),
  };
  for (let i = 0; i < profiles; i++) {
    result.targets[i] = i;
    result.values[i] = held[i] as number;
  }
  for (let i = 0; i < times.length; i++) {
    const from = i < later ? split + i : i - later;
    const time = times[from] as number;
    result.times[profiles + i] = time > start ? time - start : time - start + WEEK;
    result.targets[profiles + i] = targets[from] as number;
    result.values[profiles + i] = values[from] as number;
  }
  return result;
}
