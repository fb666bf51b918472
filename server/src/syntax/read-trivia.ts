import { afterBreak, BLANK, classOf, lineEnd } from "./characters.ts";
import { type Reader, replacing, report, spanFrom } from "./reader.ts";
import type { Comment } from "./tree.ts";

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const STAR = 42;
const SLASH = 47;
const SEMICOLON = 59;

/** Skips blanks, line breaks, comments and `;` before a statement. Leaves the text of `///` comments directly above in `doc`. */
export function skipTrivia(reader: Reader): void {
  const { text, end } = reader;
  let at = reader.at;
  let breaks = 0;
  reader.doc = undefined;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === TAB) {
      at++;
    } else if (code === LF || code === CR) {
      at = afterBreak(text, at);
      reader.lineStart = at;
      reader.fresh = true;
      if (++breaks > 1) reader.doc = undefined;
    } else if (code === SEMICOLON) {
      if (reader.fresh) reader.indent = at - reader.lineStart;
      reader.fresh = false;
      at++;
    } else if (code === SLASH) {
      const comment = readComment(reader, at);
      if (comment === undefined) break;
      if (comment.kind === "doc" && reader.fresh) {
        const line = comment.text.slice(comment.text.charCodeAt(3) === SPACE ? 4 : 3).trimEnd();
        reader.doc = reader.doc === undefined ? line : `${reader.doc}\n${line}`;
      }
      if (comment.kind === "block") startLineInside(reader, at, comment);
      at = reader.base + comment.span.end;
      breaks = 0;
    } else if (code >= 128 && classOf(code) === BLANK) {
      at++;
    } else {
      break;
    }
  }
  reader.at = at;
}

/** A comment of several lines ends on another line than it started on. */
function startLineInside(reader: Reader, at: number, { text }: Comment): void {
  const last = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
  if (last < 0) return;
  reader.lineStart = at + last + 1;
  reader.fresh = true;
}

/** Notes the comment at `at`, if there is one, and complains when it is never closed. */
export function readComment(reader: Reader, at: number): Comment | undefined {
  const { text } = reader;
  const end = commentEnd(reader, at);
  if (end === at) return undefined;
  const written = text.slice(at, end);
  const span = spanFrom(reader, at, end);
  const comment: Comment = { text: written, kind: commentKind(written), span };
  reader.comments.push(comment);
  if (comment.kind === "block" && !isClosed(written)) {
    const repair = replacing(reader, end, end, written.endsWith(" ") ? "*/" : " */", "Close the comment");
    report(reader, "unclosed-comment", "This comment is never closed: missing '*/'", at, end, repair);
  }
  return comment;
}

function commentKind(written: string): Comment["kind"] {
  if (written.charCodeAt(1) === STAR) return "block";
  return written.startsWith("///") && !written.startsWith("////") ? "doc" : "line";
}

function isClosed(written: string): boolean {
  return written.length >= 4 && written.endsWith("*/");
}

/**
 * The end of the comment at `at`; `at` itself when there is none.
 * A `/*` that nothing closes, or behind which another comment opens a line first, ends with its line:
 * half a comment must not swallow the plan.
 */
export function commentEnd(reader: Reader, at: number): number {
  const { text } = reader;
  if (text.charCodeAt(at) !== SLASH || at + 1 >= reader.end) return at;
  const second = text.charCodeAt(at + 1);
  if (second === SLASH) return lineEnd(text, at + 2);
  if (second !== STAR) return at;
  const close = nextClose(reader, at + 2);
  const line = lineEnd(text, at + 2);
  if (close < line) return close + 2;
  const open = nextOpen(reader, line);
  if (close < open) return close + 2;
  reader.examined = Math.max(reader.examined, open === reader.end ? open : open + 2);
  return line;
}

/** The first comment end from `from` on. */
function nextClose(reader: Reader, from: number): number {
  if (from < reader.closeFrom || from > reader.closeAt) {
    const found = reader.text.indexOf("*/", from);
    reader.closeFrom = from;
    reader.closeAt = found === -1 ? reader.end : found;
  }
  return reader.closeAt;
}

/** The first block comment from `from` on that starts a line. */
function nextOpen(reader: Reader, from: number): number {
  if (from < reader.openFrom || from > reader.openAt) {
    reader.openFrom = from;
    reader.openAt = findOpen(reader.text, from);
  }
  return reader.openAt;
}

function findOpen(text: string, from: number): number {
  for (let at = text.indexOf("/*", from); at !== -1; at = text.indexOf("/*", at + 2)) {
    let before = at - 1;
    while (before >= from && classOf(text.charCodeAt(before)) === BLANK) before--;
    const code = before >= 0 ? text.charCodeAt(before) : LF;
    if (before < from || code === LF || code === CR) return at;
  }
  return text.length;
}

/** The offset of the first token from `from` on, behind blanks, line breaks and comments; nothing moves. */
export function tokenAhead(reader: Reader, from: number): number {
  const { text, end } = reader;
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === LF || code === TAB || code === CR) {
      at++;
    } else if (code === SLASH) {
      const behind = commentEnd(reader, at);
      if (behind === at) break;
      at = behind;
    } else if (code >= 128 && classOf(code) === BLANK) {
      at++;
    } else {
      break;
    }
  }
  return at;
}
