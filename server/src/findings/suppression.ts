import type { Span } from "../base/span.ts";
import type { Block, Comment, Statement } from "../syntax/tree.ts";

/**
 * A comment that accepts findings: `// drplan-ignore rule, rule until 2027-01-31: "reason"`, on a line of its own.
 * It covers the statements that start on the next line which holds one; above a block that is the whole block, and
 * `drplan-ignore-file` covers the file. Spans count from the block's start.
 */
export interface Suppression {
  readonly scope: "statement" | "file";
  readonly codes: readonly SuppressedCode[];
  /** The last day on which it holds, `2027-01-31`. */
  readonly until: string | undefined;
  readonly reason: string | undefined;
  /** The comment. */
  readonly span: Span;
  /** What it covers of its block; nothing for a file's, and where no statement follows. */
  readonly covers: Span | undefined;
  /** Why it has no effect, or lacks something. */
  readonly faults: readonly SuppressionFault[];
  /** False when a fault leaves it without effect. */
  readonly isSound: boolean;
}

export interface SuppressedCode {
  readonly code: string;
  readonly span: Span;
}

export interface SuppressionFault {
  readonly kind: "word" | "no-codes" | "no-reason" | "no-quotes" | "placeholder" | "bad-date" | "behind-code";
  readonly span: Span;
  /** The word or date that is at fault; the reason where only its quotes lack. */
  readonly text: string;
}

/** What the editor writes for the author to replace. */
export const PLACEHOLDER = "why this is accepted";

const NONE: readonly Suppression[] = [];
const known = new WeakMap<Block, readonly Suppression[]>();

/** The suppressions in a block's comments, in the order of the text; the same object for the same block. */
export function suppressionsIn(block: Block): readonly Suppression[] {
  if (block.comments.length === 0) return NONE;
  let found = known.get(block);
  if (!found) {
    const meant = block.comments.filter(({ kind, text }) => kind === "line" && MEANT.test(text));
    found = meant.length === 0 ? NONE : meant.map((comment) => readSuppression(comment, block));
    known.set(block, found);
  }
  return found;
}

const MEANT = /^\/\/[ \t]*drplan-ignore/;
/** Word, codes with `until`, and from the colon on the reason. */
const PARTS = /^(\/\/[ \t]*)(drplan-ignore[\w-]*)([^:]*)(?::[ \t]*(.*?))?[ \t]*$/s;
const QUOTED = /^"((?:[^"\\]|\\.)*)"$/;

function readSuppression({ text, span }: Comment, block: Block): Suppression {
  const [, slashes = "", word = "", head = "", written] = PARTS.exec(text) ?? [];
  const scope = word === "drplan-ignore-file" ? "file" : "statement";
  const faults: SuppressionFault[] = [];
  const at = (start: number, length: number): Span => ({ start: span.start + start, end: span.start + start + length });
  const fault = (kind: SuppressionFault["kind"], where: Span, about = "") =>
    faults.push({ kind, span: where, text: about });

  if (scope === "statement" && word !== "drplan-ignore") fault("word", at(slashes.length, word.length), word);
  const headStart = slashes.length + word.length;
  const limit = /(?:^|[ \t])until\b[ \t]*(.*?)[ \t]*$/.exec(head);
  const listed = limit ? head.slice(0, limit.index) : head;
  const codes = [...listed.matchAll(/[^\s,]+/g)].map((found): SuppressedCode => {
    return { code: found[0], span: at(headStart + found.index, found[0].length) };
  });
  if (codes.length === 0) fault("no-codes", at(slashes.length, word.length));
  const until = limit?.[1];
  if (until !== undefined && !isDate(until)) {
    fault(
      "bad-date",
      at(headStart + head.lastIndexOf("until"), head.trimEnd().length - head.lastIndexOf("until")),
      until,
    );
  }
  const reason = written === undefined ? undefined : QUOTED.exec(written)?.[1]?.trim();
  if (!reason) {
    if (written && reason === undefined) fault("no-quotes", at(text.lastIndexOf(written), written.length), written);
    else fault("no-reason", span);
  } else if (reason === PLACEHOLDER) {
    fault("placeholder", at(text.lastIndexOf(reason), reason.length));
  }
  if (!startsLine(block.text, span.start)) fault("behind-code", span);
  // In the wrong place or with another word, nothing else of it matters.
  const first = faults.find(({ kind }) => kind === "word" || kind === "behind-code");
  const isSound = faults.every(({ kind }) => kind === "placeholder");
  const covers = scope === "file" ? undefined : coveredBy(span.end, block);
  return {
    scope,
    codes,
    until,
    reason: reason || undefined,
    span,
    covers,
    faults: first ? [first] : faults,
    isSound,
  };
}

/** A day of the calendar: `2027-02-30` is none. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function startsLine(text: string, offset: number): boolean {
  return /(?:^|[\r\n])[ \t\uFEFF]*$/.test(text.slice(0, offset));
}

/** From the first statement behind an offset to the end of all that start on its line. */
function coveredBy(offset: number, { text, statement }: Block): Span | undefined {
  if (!statement) return undefined;
  const first = firstBehind([statement], offset);
  if (!first) return undefined;
  const lineEnd = text.slice(first.span.start).search(/[\r\n]/);
  const limit = lineEnd < 0 ? text.length : first.span.start + lineEnd;
  return { start: first.span.start, end: lastEnd([statement], first.span.start, limit) };
}

function firstBehind(statements: readonly Statement[], offset: number): Statement | undefined {
  for (const statement of statements) {
    if (statement.span.start >= offset) return statement;
    if (statement.span.end <= offset) continue;
    const inside = firstBehind(statement.body?.statements ?? [], offset);
    // Behind the last statement of a block there is nothing to cover: what follows the block is not meant.
    return inside;
  }
  return undefined;
}

function lastEnd(statements: readonly Statement[], from: number, limit: number): number {
  let end = from;
  for (const { span, body } of statements) {
    if (span.start >= from && span.start < limit) end = Math.max(end, span.end);
    else if (span.start < from && span.end > from) end = Math.max(end, lastEnd(body?.statements ?? [], from, limit));
  }
  return end;
}
