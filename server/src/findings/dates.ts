import type { Seconds } from "../quantity/quantity.ts";
import { DAY } from "../quantity/week.ts";

/** Days from one date to a later one, both as `2026-09-14`; nothing when one is no date. */
export function daysBetween(from: string, to: string): number | undefined {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return Number.isNaN(start) || Number.isNaN(end) ? undefined : (end - start) / 1000 / DAY;
}

/** Whether more time has passed from a date to another than may, with a day's grace. */
export function isLongerAgo(from: string, to: string, most: Seconds): boolean {
  return (daysBetween(from, to) ?? 0) > most / DAY + 1;
}

/** How often plans are reviewed and tested unless they say otherwise, seconds: a year. Source: NIST SP 800-34 Rev. 1; DORA, Art. 11(6). */
export const YEARLY = (366 * DAY) as Seconds;
