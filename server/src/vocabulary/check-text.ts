import { parseWindow } from "../quantity/parse-window.ts";
import { parseTimeOfDay } from "../quantity/time-of-day.ts";
import { DAY_WORDS } from "../quantity/week.ts";
import type { TextFormat } from "./definitions.ts";

/** A text in one of the notations that are no quantities. Called by the generated validators. */
export function isText(value: unknown, format: TextFormat): value is string {
  return typeof value === "string" && CHECKS[format](value);
}

/** What nearly all names are, and several times faster to tell. */
const ASCII_NAME = /^[A-Za-z_](?:[\w-]*\w)?$/;
const NAME = /^[\p{L}_](?:[\p{L}\p{M}\p{Nd}_.-]*[\p{L}\p{M}\p{Nd}_])?$/u;
const COORDINATES = /^([+-]?\d[\d_]*(?:\.\d+)?)\s*°?\s*([NS])?\s*,\s*([+-]?\d[\d_]*(?:\.\d+)?)\s*°?\s*([EW])?$/i;
/** Latitude is at most 90 degrees, longitude at most 180. */
const LIMITS = { latitude: 90, longitude: 180 };

const CHECKS: Readonly<Record<TextFormat, (text: string) => boolean>> = {
  name: (text) => ASCII_NAME.test(text) || NAME.test(text),
  place: isPlace,
  window: isWindow,
  moment: isMoment,
  date: isDate,
  path: (text) => text.trim() !== "",
  currency: (text) => /^[A-Z]{3}$/.test(text),
};

/** Latitude and longitude as the language writes them, whether or not they lie on Earth. */
export function isCoordinates(text: string): boolean {
  return COORDINATES.test(text);
}

function isPlace(text: string): boolean {
  const match = COORDINATES.exec(text);
  if (!match) return /\p{L}/u.test(text) && !text.includes(",,");
  const [latitude, longitude] = [Number(match[1]), Number(match[3])].map(Math.abs);
  return (
    latitude !== undefined && latitude <= LIMITS.latitude && longitude !== undefined && longitude <= LIMITS.longitude
  );
}

/** Windows by text: a plan has a handful of them, and reading one costs more than all else in its statement. */
const windows = new Map<string, boolean>();
const WINDOWS_KEPT = 512;

function isWindow(text: string): boolean {
  let known = windows.get(text);
  if (known === undefined) {
    if (windows.size >= WINDOWS_KEPT) windows.clear();
    known = parseWindow(text).ok;
    windows.set(text, known);
  }
  return known;
}

/** `09:00`, `mon 09:00`. */
function isMoment(text: string): boolean {
  const [first = "", second, ...rest] = text.split(" ");
  if (rest.length > 0) return false;
  if (second === undefined) return parseTimeOfDay(first) !== undefined;
  return (DAY_WORDS as readonly string[]).includes(first) && parseTimeOfDay(second) !== undefined;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
