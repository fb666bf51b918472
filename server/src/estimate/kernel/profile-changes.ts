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
  const held = new Float64Array(profiles);
  let later = 0;
  for (; later < times.length && (times[later] as number) <= start; later++) {
    held[targets[later] as number] = values[later] as number;
  }
  // Every profile begins anew on Monday 00:00, with the value that it had there.
  const earlier = times.findIndex((time) => time >= start);
  const order = [...range(later, times.length), ...range(0, earlier < 0 ? times.length : earlier)];
  const since = (time: number) => (time > start ? time - start : time - start + WEEK);
  return {
    times: Float64Array.from([...held.map(() => 0), ...order.map((i) => since(times[i] as number))]),
    targets: Int32Array.from([...held.keys(), ...order.map((i) => targets[i] as number)]),
    values: Float64Array.from([...held, ...order.map((i) => values[i] as number)]),
  };
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
