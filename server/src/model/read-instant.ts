import { type Seconds, seconds } from "../quantity/quantity.ts";
import { parseTimeOfDay } from "../quantity/time-of-day.ts";
import { DAY, DAY_WORDS } from "../quantity/week.ts";

/** A time of day, of every day or of one day of the week. */
export interface Instant {
  /** Seconds since midnight. */
  readonly time: Seconds;
  /** 0 is Monday; absent: every day. */
  readonly day: number | undefined;
}

/** `09:00` or `sun 09:00`; nothing when the text is absent or neither (the vocabulary has said so then). */
export function readInstant(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const [first = "", second] = text.trim().split(/\s+/);
  const time = parseTimeOfDay(second ?? first);
  if (time === undefined) return undefined;
  if (second === undefined) return { time, day: undefined };
  const day = DAY_WORDS.indexOf(first.toLowerCase());
  return day < 0 ? undefined : { time, day };
}

/** The instant in seconds from Monday 00:00; one without a day falls on Monday. */
export function secondsOfWeek({ time, day }: Instant): Seconds {
  return seconds((day ?? 0) * DAY + time);
}
