import { DAY, WEEK } from "../../quantity/week.ts";
import type { ProfileChanges } from "./profile-changes.ts";

/**
 * For each day from the start of the week: whether it goes as the one before, with the same values at its start and
 * the same changes at the same times after it. Most weeks have five like each other and two more. The first never does.
 */
export function repeatingDays({ times, targets, values }: ProfileChanges, profiles: number): readonly boolean[] {
  const held = new Float64Array(profiles);
  const repeats: boolean[] = [];
  let start = held.slice();
  let before: readonly number[] = [];
  let i = 0;
  for (let day = 0; day * DAY < WEEK; day++) {
    for (; (times[i] ?? WEEK) <= day * DAY; i++) held[targets[i] as number] = values[i] as number;
    const begins = held.slice();
    const changes: number[] = [];
    for (; (times[i] ?? WEEK) < (day + 1) * DAY; i++) {
      const target = targets[i] as number;
      if (held[target] === values[i]) continue;
      held[target] = values[i] as number;
      changes.push((times[i] as number) - day * DAY, target, values[i] as number);
    }
    repeats.push(day > 0 && sameNumbers(begins, start) && sameNumbers(changes, before));
    start = begins;
    before = changes;
  }
  return repeats;
}

/** Whether two lists hold the same numbers in the same order. */
export function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
