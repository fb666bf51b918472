import { type Seconds, seconds } from "./quantity.ts";

/** Length of a day without daylight-saving steps, which plans do not have. */
export const DAY: Seconds = seconds(86_400);

/** Length of the week over which rates and windows repeat. */
export const WEEK: Seconds = seconds(7 * DAY);

/** Words for days in windows and instants, in the order of the week. */
export const DAY_WORDS: readonly string[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A half-open stretch of the week in seconds from Monday 00:00; 0 ≤ start < end ≤ WEEK. */
export interface WeekSpan {
  readonly start: Seconds;
  readonly end: Seconds;
}

/** An instant of the week, 0 ≤ result < WEEK, for one that may lie in an earlier or a later week. */
export function weekInstant(time: number): Seconds {
  const inWeek = time % WEEK;
  if (inWeek >= 0) return seconds(inWeek);
  // A tiny negative remainder would round up to the week's end.
  return seconds(inWeek + WEEK === WEEK ? 0 : inWeek + WEEK);
}
