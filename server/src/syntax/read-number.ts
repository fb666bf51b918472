import { shift } from "../base/span.ts";
import { applyEdits } from "../base/text-edit.ts";
import { findUnit, isUnit } from "../quantity/units.ts";
import { classOf, DIGIT, LETTER, NAME_PART, nameCharacter, skipBlanks } from "./characters.ts";
import { cutText } from "./cut-text.ts";
import { readDate, readTime } from "./read-time.ts";
import { type Reader, replacing, report, spanFrom } from "./reader.ts";
import type { Value } from "./tree.ts";

const PERCENT = 37;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const UNDERSCORE = 95;
const DEGREE = 0xb0;
const PLUS_MINUS = 0xb1;
const TIMES = 0xd7;

function digitAt(text: string, at: number): boolean {
  return at < text.length && classOf(text.charCodeAt(at)) === DIGIT;
}

/** Whether a number starts at `at`, with or without a sign; `.5` counts, as a mistake. */
export function startsNumber(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const from = code === MINUS || code === PLUS ? at + 1 : at;
  return digitAt(text, text.charCodeAt(from) === DOT ? from + 1 : from);
}

/** The end of the digits and `_` at `at`. */
export function digitsEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code !== UNDERSCORE && classOf(code) !== DIGIT) break;
    i++;
  }
  return i;
}

/** Reads the quantity, date, time or interval at `reader.at`. */
export function readNumber(reader: Reader): Value {
  const { text, at } = reader;
  const first = digitsEnd(text, at);
  const code = text.charCodeAt(first);
  if (code === MINUS && first === at + 4 && digitAt(text, first + 1)) return readDate(reader, at);
  if (code === COLON && first > at && first <= at + 2 && digitAt(text, first + 1)) return readTime(reader, at);
  return readQuantity(reader, at);
}

function readQuantity(reader: Reader, start: number): Value {
  const { text } = reader;
  const errorsBefore = reader.errors.length;
  let end = numberEnd(reader, start);
  let unit = unitStart(text, end);
  if (unit >= 0) end = unitEnd(text, unit);
  const next = skipBlanks(text, end);
  if (next < text.length && continues(text.charCodeAt(next))) {
    const upper = rangeEnd(reader, end);
    // In `8..12 ms` the unit of the upper end is that of both.
    if (unit < 0 && upper > end) unit = lastUnitStart(text, end, upper);
    end = toleranceEnd(reader, upper > end ? upper : durationEnd(text, unit, end));
  }
  reader.at = end;

  const written = cutText(text, start, end);
  const meant = reader.errors.length === errorsBefore ? written : repaired(reader, start, written, errorsBefore);
  const span = spanFrom(reader, start, end);
  if (unit < 0) return { kind: "quantity", text: meant, span };
  return { kind: "quantity", text: meant, span, unit: spanFrom(reader, unit, unitEnd(text, unit)) };
}

/** What was meant: a slip in a number must cost its author one message, not two. */
function repaired(reader: Reader, start: number, written: string, errorsBefore: number): string {
  const by = reader.base - start;
  const edits = reader.errors.slice(errorsBefore).flatMap((error) => error.repair?.edits ?? []);
  return applyEdits(
    written,
    edits.map((edit) => ({ span: shift(edit.span, by), text: edit.text })),
  );
}

/** Whether this may continue a quantity: a further part, a range or a tolerance. */
function continues(code: number): boolean {
  return code === DOT || code === PLUS || code === PLUS_MINUS || classOf(code) === DIGIT;
}

/** The end of the further parts of a duration (`30 min` in `1 h 30 min`) whose first unit is from `unit` to `end`. */
function durationEnd(text: string, unit: number, end: number): number {
  let at = end;
  let last = unit;
  for (;;) {
    const next = skipBlanks(text, at);
    if (!digitAt(text, next) || !isDuration(text, last, at)) return at;
    last = unitStart(text, plainNumberEnd(text, next));
    if (last < 0 || !isDuration(text, last, unitEnd(text, last))) return at;
    at = unitEnd(text, last);
  }
}

/** The end of the range whose lower end is before `end`; `end` when there is no `..`. */
function rangeEnd(reader: Reader, end: number): number {
  const { text } = reader;
  const dots = skipBlanks(text, end);
  if (!text.startsWith("..", dots)) return end;
  let behind = dots + 2;
  while (text.charCodeAt(behind) === DOT) behind++;
  const errorsBefore = reader.errors.length;
  const upper = boundEnd(reader, end, behind, "This range has no upper end");
  if (behind > dots + 2 && reader.errors.length === errorsBefore) {
    const repair = replacing(reader, dots + 2, behind, "", "Write two dots");
    report(reader, "bad-number", "A range has two dots", dots, behind, repair);
  }
  return upper;
}

/** The end of the tolerance behind `end`; `end` when there is none. */
function toleranceEnd(reader: Reader, end: number): number {
  const at = skipBlanks(reader.text, end);
  const length = toleranceSign(reader.text, at);
  return length === 0 ? end : boundEnd(reader, end, at + length, "This tolerance has no number");
}

/** Where the unit starts that ends a range at `end`, or -1. */
function lastUnitStart(text: string, from: number, end: number): number {
  let start = end;
  while (start > from && isUnitCharacter(text, start - 1)) start--;
  return start < end ? start : -1;
}

function isDuration(text: string, from: number, end: number): boolean {
  const unit = from < 0 ? undefined : findUnit(cutText(text, from, end));
  return unit !== undefined && "dimension" in unit && unit.dimension === "duration";
}

/** Length of the `±`, `+-` or `+/-` at `at`. */
function toleranceSign(text: string, at: number): number {
  if (text.charCodeAt(at) === PLUS_MINUS) return 1;
  if (text.startsWith("+-", at)) return 2;
  return text.startsWith("+/-", at) ? 3 : 0;
}

/** The end of the number and unit behind `..` or `±`, or a complaint that there is none. */
function boundEnd(reader: Reader, before: number, behind: number, missing: string): number {
  const { text } = reader;
  const start = skipBlanks(text, behind);
  if (!startsNumber(text, start)) {
    report(reader, "bad-number", missing, before, behind, replacing(reader, before, behind, "", "Remove it"));
    return behind;
  }
  const end = numberEnd(reader, start);
  const unit = unitStart(text, end);
  return unit < 0 ? end : unitEnd(text, unit);
}

/** The end of a number as it should be written. */
function plainNumberEnd(text: string, at: number): number {
  const whole = digitsEnd(text, at);
  return text.charCodeAt(whole) === DOT && digitAt(text, whole + 1) ? digitsEnd(text, whole + 1) : whole;
}

/** The end of the number at `at`; complains about what is wrong with it. */
function numberEnd(reader: Reader, at: number): number {
  const { text } = reader;
  const code = text.charCodeAt(at);
  const from = code === MINUS || code === PLUS ? at + 1 : at;
  if (code === PLUS) {
    report(reader, "bad-number", "Numbers take no '+'", at, from, replacing(reader, at, from, "", "Remove '+'"));
  }
  if (text.charCodeAt(from) === DOT) {
    const repair = replacing(reader, from, from, "0", "Write '0' before the dot");
    report(reader, "bad-number", "A number does not start with a dot", from, digitsEnd(text, from + 1), repair);
  }
  const end = plainNumberEnd(text, from);
  const next = text.charCodeAt(end);
  if (next === DOT && text.charCodeAt(end + 1) !== DOT) return badDots(reader, at, end);
  if (next === COMMA && digitAt(text, end + 1)) return commaEnd(reader, at, end);
  if (text.charCodeAt(end - 1) === UNDERSCORE) {
    const repair = replacing(reader, end - 1, end, "", "Remove '_'");
    report(reader, "bad-number", "A number does not end with '_'", at, end, repair);
  }
  return end;
}

/** A number with a dot at its end, or with several. */
function badDots(reader: Reader, start: number, dot: number): number {
  const { text } = reader;
  if (!digitAt(text, dot + 1)) {
    const repair = replacing(reader, dot, dot + 1, "", "Remove the dot");
    report(reader, "bad-number", "A number does not end with a dot", start, dot + 1, repair);
    return dot + 1;
  }
  let end = dot;
  while (text.charCodeAt(end) === DOT && digitAt(text, end + 1)) end = digitsEnd(text, end + 1);
  report(reader, "bad-number", `'${text.slice(start, end)}' has more than one dot`, start, end);
  return end;
}

/** Groups of three digits behind the first that one number may have: a byte count up to a zettabyte. */
const MAX_GROUPS = 7;

/** A number behind which a comma and digits follow: a list or coordinates, unless a unit shows that one number is meant. */
function commaEnd(reader: Reader, start: number, comma: number): number {
  const { text } = reader;
  const whole = text.slice(start, comma);
  if (whole.includes(".")) return comma;
  const groups = [comma];
  let end = digitsEnd(text, comma + 1);
  while (
    end === (groups[groups.length - 1] as number) + 4 &&
    text.charCodeAt(end) === COMMA &&
    digitAt(text, end + 1)
  ) {
    if (groups.length === MAX_GROUPS) return comma;
    groups.push(end);
    end = digitsEnd(text, end + 1);
  }
  const lastGroup = end;
  end = plainNumberEnd(text, (groups[groups.length - 1] as number) + 1);
  if (unitStart(text, end) < 0) return comma;
  const thousands = groups.length > 1 || end > lastGroup || (lastGroup === comma + 4 && !/^-?0/.test(whole));
  const mark = thousands ? "_" : ".";
  const meant = text.slice(start, lastGroup).replaceAll(",", mark) + text.slice(lastGroup, end);
  const message = thousands
    ? `Write thousands as ${meant}, or a decimal point instead of the comma`
    : `Write a decimal point: ${meant}`;
  const edits = groups.map((at) => ({ span: spanFrom(reader, at, at + 1), text: mark }));
  report(reader, "bad-number", message, start, end, { title: `Write ${meant}`, edits });
  return end;
}

/**
 * Where the unit of the number that ends at `end` starts, or -1. What is glued to the number is its unit, right or
 * wrong (`155Mbsp`); behind blanks it must be one that exists.
 */
export function unitStart(text: string, end: number): number {
  if (end >= text.length) return -1;
  if (isUnitCharacter(text, end)) return end;
  const start = skipBlanks(text, end);
  if (start === end || start >= text.length || !isUnitCharacter(text, start)) return -1;
  const stop = unitEnd(text, start);
  const spelled = cutText(text, start, stop);
  // What no name can hold is a unit, if a wrong one: `5 m/s`.
  return !nameGoesOn(text, stop) && (isUnit(spelled) || /[/%×]/.test(spelled)) ? start : -1;
}

function isUnitCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (classOf(code) === LETTER || code === PERCENT || code === TIMES || code === DEGREE) return true;
  return code === SLASH && at + 1 < text.length && classOf(text.charCodeAt(at + 1)) === LETTER;
}

export function unitEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isUnitCharacter(text, end)) end++;
  return end;
}

/** Whether the word that ends at `at` is only the beginning of a name. */
function nameGoesOn(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const code = text.charCodeAt(at);
  if (classOf(code) <= NAME_PART) return true;
  if (code === MINUS || code === DOT) return nameCharacter(text, at + 1, false) > 0;
  return code === COLON;
}

/** Digits of other widths and scripts, as an input method leaves them. */
export function readForeignDigits(reader: Reader): Value {
  const { text, at } = reader;
  let stop = at;
  while (stop < text.length && (classOf(text.charCodeAt(stop)) === NAME_PART || /[\d._．]/.test(text.charAt(stop))))
    stop++;
  const meant = text.slice(at, stop).normalize("NFKC");
  const repair = /^\d+(\.\d+)?$/.test(meant) ? replacing(reader, at, stop, meant, `Write ${meant}`) : undefined;
  report(reader, "bad-number", "Write numbers with the digits 0 to 9", at, stop, repair);
  const unit = unitStart(text, stop);
  const end = unit < 0 ? stop : unitEnd(text, unit);
  reader.at = end;
  const value = { kind: "quantity", text: meant + text.slice(stop, end), span: spanFrom(reader, at, end) } as const;
  return unit < 0 ? value : { ...value, unit: spanFrom(reader, unit, end) };
}
