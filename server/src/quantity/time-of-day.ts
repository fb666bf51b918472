import { type Seconds, seconds } from "./quantity.ts";
import { DAY, DAY_WORDS, weekInstant } from "./week.ts";

const TIME = /^(\d{1,2}):(\d{2})$/;

/** Seconds since midnight of `09:00`, from 0 to a whole day (`24:00`, the end of a day); undefined if it is no time. */
export function parseTimeOfDay(text: string): Seconds | undefined {
  const [, hours, minutes] = TIME.exec(text) ?? [];
  if (hours === undefined || minutes === undefined || Number(minutes) > 59) return undefined;
  const time = Number(hours) * 3600 + Number(minutes) * 60;
  return time <= DAY ? seconds(time) : undefined;
}

/** `09:00` for seconds since midnight, to the nearest minute; a whole day is `24:00`. */
export function formatTimeOfDay(time: Seconds): string {
  const minutes = Math.round(time / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** `mon 17:00` for an instant of the week in seconds from Monday 00:00, to the nearest minute. */
export function formatWeekdayTime(instant: Seconds): string {
  const rounded = weekInstant(Math.round(instant / 60) * 60);
  const day = Math.floor(rounded / DAY);
  return `${DAY_WORDS[day]} ${formatTimeOfDay(seconds(rounded - day * DAY))}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
