import { type Span, span } from "../base/span.ts";
import { type Seconds, seconds } from "./quantity.ts";
import { formatTimeOfDay, parseTimeOfDay } from "./time-of-day.ts";
import { DAY, DAY_WORDS, WEEK, type WeekSpan } from "./week.ts";

/** Why a text is no window. `span` counts from the start of the text; `suggestion` may stand in its place. */
export interface WindowProblem {
  readonly kind: "empty-window" | "unknown-day" | "bad-time" | "bad-window";
  readonly message: string;
  readonly span: Span;
  readonly suggestion?: string;
}

/** `spans` rise and neither touch nor overlap. `canonical` is the window as the formatter writes it. */
export type WindowResult =
  | { readonly ok: true; readonly spans: readonly WeekSpan[]; readonly canonical: string }
  | { readonly ok: false; readonly problem: WindowProblem };

/**
 * Reads a weekly window: days (`mon-fri`, `sat,sun`, `fri-mon`), times (`09:00-17:00`), or days and then times.
 * Without days it holds every day, without times the whole of its days. Times that end before they start run past
 * midnight and belong to the day on which they start.
 */
export function parseWindow(text: string): WindowResult {
  if (text.trim() === "") {
    return failure("empty-window", "A window needs days or times: 'mon-fri 09:00-17:00'.", span(0, text.length));
  }
  const digit = text.search(/\d/);
  const timesAt = digit < 0 ? text.length : digit;
  const days = text.slice(0, timesAt).trim() === "" ? EVERY_DAY : readDays(text.slice(0, timesAt));
  if ("ok" in days) return days;
  const times = digit < 0 ? ALL_DAY : readTimes(text, timesAt);
  if ("ok" in times) return times;
  const spans = merge([...days.days].flatMap((day) => spansOf(day, times)));
  return { ok: true, spans, canonical: [days.canonical, times.canonical].filter((part) => part !== "").join(" ") };
}

interface Days {
  readonly days: ReadonlySet<number>;
  readonly canonical: string;
}

interface Times {
  readonly from: Seconds;
  readonly to: Seconds;
  readonly canonical: string;
}

type Failure = Extract<WindowResult, { ok: false }>;

const EVERY_DAY: Days = { days: new Set(DAY_WORDS.keys()), canonical: "" };
const ALL_DAY: Times = { from: seconds(0), to: DAY, canonical: "" };

function readDays(text: string): Days | Failure {
  const days = new Set<number>();
  const items: string[] = [];
  let at = 0;
  for (const item of text.split(",")) {
    const read = readDayRange(item, at);
    if ("ok" in read) return read;
    for (let day = read.first; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === read.last) break;
    }
    items.push(read.canonical);
    at += item.length + 1;
  }
  return { days, canonical: items.join(",") };
}

function readDayRange(item: string, at: number): { first: number; last: number; canonical: string } | Failure {
  const ends: number[] = [];
  let wordAt = at;
  for (const part of item.split("-")) {
    const word = part.trim();
    const start = wordAt + part.length - part.trimStart().length;
    const day = DAY_WORDS.indexOf(word.toLowerCase());
    if (day < 0) return unknownDay(word, span(start, start + word.length));
    ends.push(day);
    wordAt += part.length + 1;
  }
  const [first = 0, last = first] = ends;
  if (ends.length > 2) {
    const where = trimmedSpan(item, at);
    return failure("bad-window", "A range of days has one first and one last day: 'mon-fri'.", where);
  }
  const canonical = first === last ? `${DAY_WORDS[first]}` : `${DAY_WORDS[first]}-${DAY_WORDS[last]}`;
  return { first, last, canonical };
}

function unknownDay(word: string, where: Span): Failure {
  if (word === "") return failure("unknown-day", `A day is missing: one of ${DAY_WORDS.join(", ")}.`, where);
  const near = DAY_WORDS.find((known) => word.toLowerCase().startsWith(known.slice(0, 2)));
  const hint = near === undefined ? `Days are ${DAY_WORDS.join(", ")}.` : `Did you mean '${near}'?`;
  return failure("unknown-day", `'${word}' is not a day. ${hint}`, where, near);
}

function readTimes(text: string, at: number): Times | Failure {
  const source = text.slice(at);
  const where = trimmedSpan(source, at);
  const parts = source.split("-");
  const [fromText = "", toText = ""] = parts;
  if (parts.length !== 2) {
    return failure("bad-window", "Times of a window are a start and an end: '09:00-17:00'.", where);
  }
  const from = parseTimeOfDay(fromText.trim());
  if (from === undefined || from === DAY) return badTime(fromText.trim(), trimmedSpan(fromText, at));
  const to = parseTimeOfDay(toText.trim());
  if (to === undefined) return badTime(toText.trim(), trimmedSpan(toText, at + fromText.length + 1));
  if (from === to) {
    const message = "The window starts and ends at the same time. Write 00:00-24:00 for a whole day.";
    return failure("empty-window", message, where, "00:00-24:00");
  }
  return { from, to, canonical: `${formatTimeOfDay(from)}-${formatTimeOfDay(to)}` };
}

function badTime(word: string, where: Span): Failure {
  const message = word === "" ? "A time is missing, as in '09:00-17:00'." : `'${word}' is not a time of day, as 09:00.`;
  return failure("bad-time", message, where);
}

function spansOf(day: number, { from, to }: Times): WeekSpan[] {
  const start = day * DAY + from;
  const end = to > from ? day * DAY + to : (day + 1) * DAY + to;
  if (end <= WEEK) return [{ start: seconds(start), end: seconds(end) }];
  return [
    { start: seconds(0), end: seconds(end - WEEK) },
    { start: seconds(start), end: WEEK },
  ].filter((piece) => piece.start < piece.end);
}

function merge(spans: WeekSpan[]): WeekSpan[] {
  spans.sort((a, b) => a.start - b.start);
  const merged: WeekSpan[] = [];
  for (const next of spans) {
    const last = merged.at(-1);
    if (last === undefined || last.end < next.start) merged.push(next);
    else if (last.end < next.end) merged[merged.length - 1] = { start: last.start, end: next.end };
  }
  return merged;
}

function trimmedSpan(text: string, at: number): Span {
  const start = at + text.length - text.trimStart().length;
  return span(start, start + text.trim().length);
}

function failure(kind: WindowProblem["kind"], message: string, where: Span, suggestion?: string): Failure {
  return { ok: false, problem: { kind, message, span: where, ...(suggestion === undefined ? {} : { suggestion }) } };
}
