import { BLANK, classOf, LINE_BREAK, nameCharacter, nameEnd } from "./characters.ts";
import { cutText } from "./cut-text.ts";
import { commentEnd, readComment, skipTrivia, tokenAhead } from "./read-trivia.ts";
import { checkNameEnd, readValue } from "./read-value.ts";
import { type Reader, replacing, report, spanFrom } from "./reader.ts";
import {
  bodyEndsHere,
  braceClosesOuter,
  continuesBehind,
  isBraceClosed,
  leaveUnclosed,
  skipBraces,
} from "./recovery.ts";
import type { Body, Statement, Value, Word } from "./tree.ts";

const SLASH = 47;
const COLON = 58;
const SEMICOLON = 59;
const EQUALS = 61;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Deepest nesting of blocks that is read. The vocabulary needs four. */
const MAX_DEPTH = 64;

const NO_VALUES: readonly Value[] = [];
const NO_STATEMENTS: readonly Statement[] = [];

/** What stands before a body. */
export interface Header {
  readonly word: Word | undefined;
  readonly values: readonly Value[];
  readonly start: number;
  readonly end: number;
  readonly lineStart: number;
  /** Column of the first token on the statement's line. */
  readonly indent: number;
  /** The same of the statement around it; -1 at the top. */
  readonly outerIndent: number;
  /** 1 for a statement at the top. */
  readonly depth: number;
}

/**
 * Reads the statement at `reader.at`, where no `}`, `;` or trivia may stand.
 * Nothing when it has no word, which is then reported.
 */
export function parseStatement(reader: Reader, depth: number, outerIndent: number): Statement | undefined {
  const { doc, at: start, lineStart } = reader;
  if (reader.fresh) reader.indent = start - lineStart;
  const { indent } = reader;
  reader.fresh = false;
  const word = readWord(reader);
  const firstValue = reader.values.length;
  readValues(reader, word, indent);
  const values = cut(reader.values, firstValue, NO_VALUES);
  if (word === undefined) reportWordless(reader, start, values);

  let body: Body | undefined;
  if (reader.at < reader.end && reader.text.charCodeAt(reader.at) === OPEN_BRACE) {
    body = parseBody(reader, { word, values, start, end: reader.lastEnd, lineStart, indent, outerIndent, depth });
  }
  if (word === undefined) return undefined;
  const end = reader.lastEnd;
  const span = end - reader.base === word.span.end ? word.span : spanFrom(reader, start, end);
  if (body === undefined) return doc === undefined ? { word, values, span } : { word, values, span, doc };
  return doc === undefined ? { word, values, body, span } : { word, values, body, span, doc };
}

/** Takes what was pushed on a stack since `from` as an array of its own. */
function cut<T>(stack: T[], from: number, none: readonly T[]): readonly T[] {
  const length = stack.length - from;
  if (length === 0) return none;
  if (length === 1) return [stack.pop() as T];
  const taken = stack.slice(from);
  for (let i = 0; i < length; i++) stack.pop();
  return taken;
}

function readWord(reader: Reader): Word | undefined {
  const { text, at } = reader;
  reader.lastEnd = at;
  if (nameCharacter(text, at, true) === 0) return undefined;
  const end = nameEnd(text, at, false);
  reader.at = end;
  checkNameEnd(reader, end);
  reader.lastEnd = reader.at;
  return { text: cutText(text, at, end), span: spanFrom(reader, at, end) };
}

/** Reads values up to the end of the statement or the `{` of its body, and pushes them. */
function readValues(reader: Reader, word: Word | undefined, indent: number): void {
  const { text, end, values } = reader;
  const first = values.length;
  let equals = -1;
  let last: Value | undefined;
  for (;;) {
    let at = reader.at;
    let code = 0;
    while (at < end) {
      code = text.charCodeAt(at);
      if (code !== 32 && classOf(code) !== BLANK) break;
      at++;
    }
    reader.at = at;
    if (at >= end || code === OPEN_BRACE || code === SEMICOLON || code === CLOSE_BRACE) break;
    if (code === SLASH && skipInlineComment(reader)) continue;
    if (classOf(code) === LINE_BREAK || (code === SLASH && commentEnd(reader, at) > at)) {
      if (!goesOnBehindBreak(reader, last, indent)) break;
    } else if ((code === EQUALS || code === COLON) && equals < 0) {
      equals = at;
      reader.at = at + 1;
      reader.lastEnd = at + 1;
    } else {
      const value = readValue(reader);
      reader.lastEnd = reader.at;
      if (value === undefined) continue;
      values.push(value);
      last = value;
    }
  }
  if (equals >= 0) reportEquals(reader, word, equals, first);
  if (last !== undefined && last.kind === "symbol") reportMissing(reader, last);
}

/** Notes and skips a comment between two values of one line. */
function skipInlineComment(reader: Reader): boolean {
  const { text, at } = reader;
  const end = commentEnd(reader, at);
  if (end === at || text.charCodeAt(at + 1) === SLASH || /[\r\n]/.test(text.slice(at, end))) return false;
  readComment(reader, at);
  reader.at = end;
  return true;
}

/** Moves over a line break that does not end the statement: behind `,` and arrows, and before `{`. */
function goesOnBehindBreak(reader: Reader, last: Value | undefined, indent: number): boolean {
  const goesOn = last !== undefined && continuesBehind(reader, last, indent);
  if (!goesOn) {
    const next = tokenAhead(reader, reader.at);
    if (next >= reader.end || reader.text.charCodeAt(next) !== OPEN_BRACE) return false;
  }
  skipTrivia(reader);
  reader.fresh = false;
  return true;
}

/** Reads the body at `reader.at`. */
function parseBody(reader: Reader, header: Header): Body | undefined {
  const { text, end, at: open } = reader;
  const { depth } = header;
  if (depth > MAX_DEPTH) {
    skipBraces(reader);
    return undefined;
  }
  if (depth === 1 && reader.options.containerWords.has(reader.topWord)) {
    if (isBraceClosed(reader, open)) reader.anchored = false;
    else reader.byIndentation = true;
  }
  reader.at = open + 1;
  reader.lastEnd = open + 1;
  const firstStatement = reader.statements.length;
  let close = -1;
  let innerIndent = -1;
  while (!reader.stopped) {
    skipTrivia(reader);
    if (reader.at >= end) {
      reader.examined = end;
      break;
    }
    if (text.charCodeAt(reader.at) === CLOSE_BRACE) {
      if (braceClosesOuter(reader, header)) break;
      close = reader.at;
      takeBrace(reader);
      break;
    }
    if (reader.fresh) {
      if (bodyEndsHere(reader, header, innerIndent)) break;
      if (innerIndent < 0) innerIndent = reader.at - reader.lineStart;
    }
    const statement = parseStatement(reader, depth + 1, header.indent);
    if (statement !== undefined) reader.statements.push(statement);
  }
  const statements = cut(reader.statements, firstStatement, NO_STATEMENTS);
  if (close < 0) leaveUnclosed(reader, header, open);
  const openSpan = spanFrom(reader, open, open + 1);
  const span = spanFrom(reader, open, reader.lastEnd);
  if (close < 0) return { open: openSpan, statements, span };
  return { open: openSpan, close: spanFrom(reader, close, close + 1), statements, span };
}

function takeBrace(reader: Reader): void {
  if (reader.fresh) reader.indent = reader.at - reader.lineStart;
  reader.fresh = false;
  reader.at++;
  reader.lastEnd = reader.at;
}

function reportWordless(reader: Reader, start: number, values: readonly Value[]): void {
  const value = values[0];
  const end = Math.max(reader.lastEnd, start + 1);
  if (value !== undefined) {
    const from = reader.base + value.span.start;
    const written = reader.text.slice(from, reader.base + value.span.end);
    report(reader, "unexpected-value", `A statement starts with a word, not with ${written}`, from, end);
  } else if (reader.text.charCodeAt(start) === OPEN_BRACE) {
    report(reader, "unexpected-brace", "A block needs a word before its '{'", start, start + 1);
  }
}

/** Longest statement that the message repeats, in code units. */
const REPEATED = 60;

/** `=` or `:` between a word and its value, as other languages have it. */
function reportEquals(reader: Reader, word: Word | undefined, equals: number, firstValue: number): void {
  const { text, base, values } = reader;
  const sign = text.charAt(equals);
  const next = values.slice(firstValue).find((value) => base + value.span.start > equals);
  const before = text.slice(base, equals).trimEnd().length + base;
  const behind = next === undefined ? equals + 1 : base + next.span.start;
  const isFirst = word !== undefined && base + word.span.end === before;
  const statement = `${word?.text} ${text.slice(behind, reader.lastEnd)}`;
  const message =
    isFirst && next !== undefined && statement.length <= REPEATED && !/[\r\n]/.test(statement)
      ? `Write '${statement}', without '${sign}'`
      : `Values follow their word without '${sign}'`;
  const title = `Remove '${sign}'`;
  const repair = /[\r\n/]/.test(text.slice(before, behind))
    ? replacing(reader, equals, equals + 1, " ", title)
    : replacing(reader, before, behind, " ", title);
  report(reader, "unexpected-character", message, equals, equals + 1, repair);
}

function reportMissing(reader: Reader, symbol: Value): void {
  const start = reader.base + symbol.span.start;
  const end = reader.base + symbol.span.end;
  const repair = symbol.text === "," ? replacing(reader, start, end, "", "Remove the comma") : undefined;
  report(reader, "missing-value", `Nothing follows '${symbol.text}'`, start, end, repair);
}
