import { afterBreak, BLANK, classOf, LINE_BREAK, lineEnd, nameCharacter, nameEnd } from "./characters.ts";
import type { Header } from "./parse-statement.ts";
import { isQuote, stringEnd } from "./read-string.ts";
import { commentEnd, tokenAhead } from "./read-trivia.ts";
import { type Reader, report, rewind, spanFrom } from "./reader.ts";
import type { Value } from "./tree.ts";

const LF = 10;
const CR = 13;
const COMMA = 44;
const SLASH = 47;
const SEMICOLON = 59;
const GREATER = 62;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * Whether the body of `header` ends before the line that starts at `reader.at`, though no brace says so.
 *
 * A line that opens a new block at the column of the current one or left of it shows that the current one was
 * never closed. Braces that match are always right, whatever the indentation: what the indentation says
 * inside a block counts only once its braces are known not to match (`byIndentation`).
 */
export function bodyEndsHere(reader: Reader, header: Header, innerIndent: number): boolean {
  const { text, at } = reader;
  const column = at - reader.lineStart;
  const atTop = column <= reader.topIndent;
  if (!atTop && !(reader.byIndentation && column <= header.indent)) return false;
  const wordEnd = nameCharacter(text, at, true) > 0 ? nameEnd(text, at, false) : at;
  const word = text.slice(at, wordEnd);
  const startsBlock = reader.options.blockWords.has(word);
  if (reader.anchored && atTop && (startsBlock || word === reader.topWord) && opensBlock(reader, wordEnd)) {
    reader.stopped = true;
    return true;
  }
  if (!reader.byIndentation || column > header.indent) return false;
  if (header.depth === 1) {
    if (innerIndent <= header.indent || !opensBlock(reader, wordEnd)) return false;
    reader.stopped = true;
    return true;
  }
  if (header.indent > header.outerIndent) return true;
  return (startsBlock || word === header.word?.text) && opensBlock(reader, wordEnd);
}

/** Whether the `}` at `reader.at` stands under an outer block, so that the body of `header` must have lost its own. */
export function braceClosesOuter(reader: Reader, header: Header): boolean {
  if (!reader.byIndentation || !reader.fresh || header.depth === 1) return false;
  return header.indent > header.outerIndent && reader.at - reader.lineStart <= header.outerIndent;
}

/** Whether the statement whose word ends at `at` has a body, or a text directly behind its word as `import "x"` has. */
function opensBlock(reader: Reader, from: number): boolean {
  const { text, end } = reader;
  let at = from;
  let last = 0;
  while (at < end) {
    const code = text.charCodeAt(at);
    const comment = code === SLASH ? commentEnd(reader, at) : at;
    if (comment > at) {
      at = comment;
    } else if (code === LF || code === CR) {
      const next = tokenAhead(reader, at);
      examine(reader, next + 1);
      return last === COMMA || last === GREATER || (next < end && text.charCodeAt(next) === OPEN_BRACE);
    } else if (code === OPEN_BRACE || (last === 0 && isQuote(code) && stringEnd(reader, at) !== 0)) {
      examine(reader, at + 1);
      return true;
    } else if (code === SEMICOLON || code === CLOSE_BRACE) {
      return false;
    } else {
      if (classOf(code) !== BLANK) last = code;
      at = isQuote(code) ? stringStop(reader, at) : at + 1;
    }
  }
  return false;
}

function examine(reader: Reader, to: number): void {
  reader.examined = Math.max(reader.examined, Math.min(to, reader.end));
}

/** The offset behind the string at `at`, or behind the quote when it starts none. */
function stringStop(reader: Reader, at: number): number {
  const found = stringEnd(reader, at);
  if (found === 0) return at + 1;
  return found > 0 ? found : ~found;
}

/** An empty line between two tokens. */
const GAP = /(?:\r\n|\n|\r(?!\n))[^\S\r\n]*[\r\n]/;

/**
 * Whether a statement goes on in the next line, behind the value `last`: it does behind `,` and arrows, unless that
 * line is empty or opens a block, which shows that the author was not done.
 */
export function continuesBehind(reader: Reader, last: Value, indent: number): boolean {
  if (last.kind !== "symbol" || last.text === "<=") return false;
  const { text, at: from } = reader;
  const next = tokenAhead(reader, from);
  if (next >= reader.end) return false;
  const code = text.charCodeAt(next);
  if (code === CLOSE_BRACE || code === OPEN_BRACE || code === SEMICOLON || GAP.test(text.slice(from, next)))
    return false;
  let lineStart = next;
  while (lineStart > from && classOf(text.charCodeAt(lineStart - 1)) !== LINE_BREAK) lineStart--;
  if (next - lineStart > indent || nameCharacter(text, next, true) === 0) return true;
  const wordEnd = nameEnd(text, next, false);
  return !(reader.options.blockWords.has(text.slice(next, wordEnd)) && opensBlock(reader, wordEnd));
}

/** Ends a body without a `}`. The first time, the block is only marked for another reading, by indentation. */
export function leaveUnclosed(reader: Reader, header: Header, open: number): void {
  reader.broken = true;
  if (!reader.byIndentation) {
    reader.stopped = true;
    return;
  }
  rewind(reader, reader.lastEnd);
  const { text, lastEnd } = reader;
  const { word, values, start, end } = header;
  const ownLine = lastEnd === open + 1 || /[\r\n]/.test(text.slice(open, lastEnd));
  const at = ownLine ? insertionLineEnd(text, lastEnd) : lastEnd;
  const margin = text.slice(header.lineStart, header.lineStart + header.indent).replace(/\S/g, " ");
  const insert = ownLine ? `${lineBreak(text, reader.base, at)}${margin}}` : " }";
  const name = values.find(({ kind, text: word }) => kind === "string" || (kind === "name" && word !== "for"));
  const shown = word === undefined ? "This block" : shownWord(reader, word.text, start);
  const message = `${shown}${name === undefined ? "" : ` '${name.text}'`} is never closed: missing '}'`;
  const edits = [{ span: spanFrom(reader, at, at), text: insert }];
  report(reader, "missing-brace", message, start, Math.max(end, start + 1), { title: "Insert the missing '}'", edits });
}

/** A word that begins a sentence; one that is no block is only quoted. */
function shownWord({ options, base }: Reader, word: string, start: number): string {
  return start > base || options.blockWords.has(word) ? word.charAt(0).toUpperCase() + word.slice(1) : `'${word}'`;
}

/** The end of the line that `at` is on, unless a comment of several lines starts there. */
function insertionLineEnd(text: string, at: number): number {
  const end = lineEnd(text, at);
  return text.slice(at, end).includes("/*") ? at : end;
}

/** The line break that the block uses. */
function lineBreak(text: string, from: number, to: number): string {
  const at = lineEnd(text, from);
  return at < text.length && at <= to && afterBreak(text, at) === at + 2 ? "\r\n" : "\n";
}

/** Whether the `{` at `open` has its `}`, whatever stands between. */
export function isBraceClosed(reader: Reader, open: number): boolean {
  if (reader.unmatchedFrom < 0 || open < reader.unmatchedFrom) {
    const stack = unmatchedBraces(reader, open);
    if (stack.length === 0) return true;
    reader.unmatchedFrom = open;
    reader.unmatched = new Set(stack);
  }
  if (!reader.unmatched.has(open)) return true;
  reader.examined = reader.end;
  return false;
}

/** The braces left open from the `{` at `open` to the end of the text; none as soon as that one is closed. */
function unmatchedBraces(reader: Reader, open: number): readonly number[] {
  const { text, end } = reader;
  const stack: number[] = [];
  let at = open;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === OPEN_BRACE) {
      stack.push(at++);
    } else if (code === CLOSE_BRACE) {
      stack.pop();
      at++;
      if (stack.length === 0) return stack;
    } else if (code === SLASH) {
      at = Math.max(commentEnd(reader, at), at + 1);
    } else {
      at = isQuote(code) ? stringStop(reader, at) : at + 1;
    }
  }
  return stack;
}

/** Skips a body nested too deeply to be read. */
export function skipBraces(reader: Reader): void {
  const { text, at: open } = reader;
  report(reader, "unexpected-brace", "Blocks are nested too deeply", open, open + 1);
  reader.broken = true;
  if (!reader.byIndentation) {
    reader.stopped = true;
    return;
  }
  let depth = 0;
  let at = open;
  do {
    const code = text.charCodeAt(at);
    const comment = code === SLASH ? commentEnd(reader, at) : at;
    if (code === OPEN_BRACE) depth++;
    if (code === CLOSE_BRACE) depth--;
    at = comment > at ? comment : isQuote(code) ? stringStop(reader, at) : at + 1;
  } while (depth > 0 && at < reader.end);
  if (depth > 0) reader.examined = reader.end;
  reader.at = at;
  reader.lastEnd = at;
  reader.fresh = false;
}
