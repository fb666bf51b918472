import { classOf, DIGIT, skipBlanks } from "./characters.ts";
import { type Reader, replacing, report, spanFrom } from "./reader.ts";
import type { Value } from "./tree.ts";

/** Dashes that may stand between two times; only the first is right. */
const DASHES = "-–—−";

/** The end of the digits and `mark` characters at `at`. */
function runEnd(text: string, at: number, mark: string): number {
  let end = at;
  while (end < text.length && (classOf(text.charCodeAt(end)) === DIGIT || text[end] === mark)) end++;
  return end;
}

/** Reads a date: four digits, `-`, and whatever digits and `-` follow. */
export function readDate(reader: Reader, start: number): Value {
  const { text } = reader;
  let end = runEnd(text, start, "-");
  while (text[end - 1] === "-") end--;
  const written = text.slice(start, end);
  reader.at = end;
  let meant = written;
  if (!/^\d{4}-\d\d-\d\d$/.test(written)) {
    const parts = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(written);
    if (parts !== null)
      meant = parts
        .slice(1)
        .map((part) => part.padStart(2, "0"))
        .join("-");
    const repair = parts === null ? undefined : replacing(reader, start, end, meant, `Write ${meant}`);
    report(reader, "bad-number", "A date is written like 2026-09-14: year, month, day", start, end, repair);
  }
  return { kind: "date", text: meant, span: spanFrom(reader, start, end) };
}

/** Reads a time, or the interval between two. */
export function readTime(reader: Reader, start: number): Value {
  const { text } = reader;
  const first = runEnd(text, start, ":");
  const from = clock(reader, start, first);
  const dash = skipBlanks(text, first);
  const second = skipBlanks(text, dash + 1);
  const hasDash = dash < text.length && DASHES.includes(text.charAt(dash));
  if (!hasDash || !startsTime(text, second)) {
    reader.at = first;
    if (hasDash && dash === first && text[dash] === "-" && text[dash + 1] !== ">")
      reportOpenEnd(reader, start, dash + 1);
    return { kind: "time", text: from, span: spanFrom(reader, start, first) };
  }
  if (second !== first + 1 || text[dash] !== "-") {
    const repair = replacing(reader, first, second, "-", "Write '-' between the times");
    report(reader, "bad-number", "A window is written like 09:00-17:00, without blanks", start, second, repair);
  }
  const end = runEnd(text, second, ":");
  const to = clock(reader, second, end);
  reader.at = end;
  return { kind: "interval", text: `${from}-${to}`, span: spanFrom(reader, start, end) };
}

function startsTime(text: string, at: number): boolean {
  const colon = text[at + 1] === ":" ? at + 1 : at + 2;
  return text[colon] === ":" && runEnd(text, at, "") >= colon && runEnd(text, colon + 1, "") > colon + 1;
}

function reportOpenEnd(reader: Reader, start: number, end: number): void {
  reader.at = end;
  report(reader, "bad-number", "This window has no end: write it like 09:00-17:00", start, end);
}

/** The time from `start` to `end` as it should be written. */
function clock(reader: Reader, start: number, end: number): string {
  const written = reader.text.slice(start, end);
  if (/^\d\d:\d\d$/.test(written)) return written;
  const meant = /^\d:\d\d$/.test(written) ? `0${written}` : undefined;
  const repair = meant === undefined ? undefined : replacing(reader, start, end, meant, `Write ${meant}`);
  report(reader, "bad-number", "A time is written like 09:00", start, end, repair);
  return meant ?? written;
}
