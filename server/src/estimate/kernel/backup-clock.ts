import { type Seconds, seconds } from "../../quantity/quantity.ts";
import { DAY, WEEK } from "../../quantity/week.ts";
import { profileAt, type WeeklyProfile } from "./weekly-profile.ts";

/** When backups begin, as far as a plan says. */
export interface BackupClock {
  /** A start, from Monday 00:00. */
  readonly anchor: Seconds;
  /** The start is known up to whole multiples of this: on which day, or in which week it is, is not said. */
  readonly upTo: Seconds;
}

/**
 * The starts that are possible: all that differ in how they meet what else there is, which repeats itself after
 * `others`. Nothing where these are more than `MOST_ALTERNATIVES`.
 */
export function possibleAnchors(
  { anchor, upTo }: BackupClock,
  ownPeriod: Seconds,
  others: Seconds | undefined,
): readonly Seconds[] | undefined {
  if (others === undefined) return [anchor];
  const shared = greatestDivisor(ownPeriod, others);
  const count = shared / greatestDivisor(shared, upTo);
  if (count > MOST_ALTERNATIVES) return undefined;
  return Array.from({ length: count }, (_, shift) => seconds(anchor + shift * upTo));
}

/** Four weeks of days. */
const MOST_ALTERNATIVES = 28;

/** After which all of them repeat themselves; nothing when there are none. All in whole seconds. */
export function commonPeriod(periods: readonly (Seconds | undefined)[]): Seconds | undefined {
  return periods.reduce<Seconds | undefined>((common, period) => {
    if (common === undefined || period === undefined) return common ?? period;
    return seconds((common / greatestDivisor(common, period)) * period);
  }, undefined);
}

/** After which a profile repeats itself: a day, a week, or nothing for one that never changes. */
export function periodOf(profile: WeeklyProfile): Seconds | undefined {
  if (profile.starts.length === 1) return undefined;
  const daily = profile.starts.every((start) => {
    const now = profileAt(profile, seconds(start));
    return now === profileAt(profile, seconds(start + DAY)) && now === profileAt(profile, seconds(start - DAY));
  });
  return daily ? DAY : WEEK;
}

/** Whether intervals of that length can be reckoned with: of whole seconds. */
export function isWholeSeconds(length: number): boolean {
  return Number.isSafeInteger(length) && length > 0;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
