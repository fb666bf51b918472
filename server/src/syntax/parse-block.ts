import { afterBreak, BLANK, classOf, LINE_BREAK, lineEnd, nameCharacter, nameEnd, skipBlanks } from "./characters.ts";
import { parseStatement } from "./parse-statement.ts";
import { commentEnd, readComment, skipTrivia } from "./read-trivia.ts";
import { type Reader, replacing, report, rewind } from "./reader.ts";
import type { Comment, ParseError, Statement } from "./tree.ts";

const SLASH = 47;
const SEMICOLON = 59;
const CLOSE_BRACE = 125;

const NO_COMMENTS: readonly Comment[] = [];
const NO_ERRORS: readonly ParseError[] = [];

/** A block before its text is cut off. */
export interface ParsedBlock {
  readonly statement: Statement | undefined;
  readonly comments: readonly Comment[];
  readonly errors: readonly ParseError[];
}

/**
 * Reads the block that starts at `reader.at`, and moves behind it: behind the line that its statement ends on, or,
 * when another statement follows on that line, directly behind the statement. A block that is never closed also takes
 * the blank lines and comments behind it that are indented deeper than itself: somebody is writing there.
 *
 * What a block is depends on the text from its start on and on nothing before; and on nothing behind the next block's
 * `{`, unless `reader.examined` then says how far.
 */
export function parseBlock(reader: Reader): ParsedBlock {
  const start = reader.at;
  begin(reader, start, false);
  skipTrivia(reader);
  let statement: Statement | undefined;
  if (reader.at < reader.end) {
    if (reader.text.charCodeAt(reader.at) === CLOSE_BRACE) {
      takeStrayBraces(reader);
    } else {
      statement = parseTop(reader);
      if (reader.broken && !reader.byIndentation) {
        begin(reader, start, true);
        skipTrivia(reader);
        statement = parseTop(reader);
      }
    }
    finishLine(reader);
    if (statement?.body !== undefined && statement.body.close === undefined) takeDeeperLines(reader);
  }
  return { statement, comments: taken(reader.comments, NO_COMMENTS), errors: taken(reader.errors, NO_ERRORS) };
}

function begin(reader: Reader, start: number, byIndentation: boolean): void {
  reader.at = start;
  reader.base = start;
  reader.lineStart = start;
  reader.fresh = true;
  reader.indent = 0;
  reader.lastEnd = start;
  reader.byIndentation = byIndentation;
  reader.anchored = true;
  reader.broken = false;
  reader.stopped = false;
  if (!byIndentation) reader.examined = 0;
  reader.comments.length = 0;
  if (reader.errors.length > 0) reader.errors = [];
}

function taken<T>(list: readonly T[], none: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}

function parseTop(reader: Reader): Statement | undefined {
  const { text, at } = reader;
  reader.topIndent = at - reader.lineStart;
  reader.topWord = nameCharacter(text, at, true) > 0 ? text.slice(at, nameEnd(text, at, false)) : "";
  return parseStatement(reader, 1, -1);
}

/** Takes the `}` at `reader.at`, which close nothing. */
function takeStrayBraces(reader: Reader): void {
  const { text, at: start } = reader;
  let at = start;
  let end = start;
  while (at < reader.end) {
    const code = text.charCodeAt(at);
    if (code === CLOSE_BRACE) end = at + 1;
    else if (classOf(code) !== BLANK) break;
    at++;
  }
  reader.at = end;
  reader.lastEnd = end;
  const message = end === start + 1 ? "This '}' closes nothing" : "These '}' close nothing";
  report(reader, "unexpected-brace", message, start, end, replacing(reader, start, end, "", "Remove it"));
}

/** Moves to the end of the line if only comments follow there, else to the end of the statement. */
function finishLine(reader: Reader): void {
  const { text, end } = reader;
  let at = reader.lastEnd;
  let statementEnd = at;
  rewind(reader, at);
  while (at < end) {
    const code = text.charCodeAt(at);
    const found = classOf(code);
    if (found === LINE_BREAK) {
      reader.at = afterBreak(text, at);
      return;
    }
    if (code === SEMICOLON) {
      at++;
      statementEnd = at;
    } else if (found === BLANK) {
      at++;
    } else {
      const comment = code === SLASH ? commentEnd(reader, at) : at;
      if (comment === at || /[\r\n]/.test(text.slice(at, comment))) break;
      readComment(reader, at);
      at = comment;
    }
  }
  if (at < end) rewind(reader, statementEnd);
  reader.at = at < end ? statementEnd : end;
}

/** Moves over the lines that hold nothing but deeper indentation and comments, up to the last of them. */
function takeDeeperLines(reader: Reader): void {
  const { text, end } = reader;
  let lineStart = reader.at;
  while (lineStart < end) {
    const start = skipBlanks(text, lineStart);
    let at = start;
    if (at < end && text.charCodeAt(at) === SLASH) {
      at = skipBlanks(text, commentEnd(reader, at));
      if (/[\r\n]/.test(text.slice(start, at))) return;
    }
    if (at < end && classOf(text.charCodeAt(at)) !== LINE_BREAK) return;
    const next = at < end ? afterBreak(text, at) : end;
    if (start - lineStart > reader.topIndent) {
      for (let comment = reader.at; comment < start; comment = nextLine(text, comment)) {
        readComment(reader, skipBlanks(text, comment));
      }
      reader.at = next;
    }
    lineStart = next;
  }
}

function nextLine(text: string, at: number): number {
  return afterBreak(text, lineEnd(text, at));
}
