import type { TextEdit } from "../base/text-edit.ts";
import {
  type Columns,
  hasBreak,
  isGlued,
  LINE_WIDTH,
  layoutBody,
  NO_COLUMNS,
  type Source,
  staysOnOneLine,
  valueText,
} from "./layout.ts";
import type { Body, Comment, Statement } from "./tree.ts";

/** Columns by which a nested statement is indented. */
const INDENT = 2;
/** Columns by which the further lines of a statement are indented: deeper than its body. */
const CONTINUATION = 4;

/** What is known while a block is written anew. Offsets count from the block's start. */
interface Printer {
  readonly source: Source;
  readonly eol: string;
  readonly edits: TextEdit[];
  /** Start of the block's first piece. */
  readonly first: number;
  /** End of the last piece. */
  at: number;
  /** Where the next piece would stand on the new line. */
  column: number;
  /** Index of the next comment. */
  comment: number;
  /** Start of the first piece on the new line. */
  lineFirst: number;
  /** Indentation of the new line. */
  lineIndent: number;
  /** The last piece is a comment that ends with its line. */
  mustBreak: boolean;
  /** The last piece is a block comment on a line of its own. */
  afterOwnComment: boolean;
}

/**
 * The edits (in the block's offsets) that lay out a block without errors, except for the blanks at its two ends, and
 * where its first piece starts and its last one ends.
 */
export function printBlock(
  source: Source,
  eol: string,
  columns: Columns,
): { readonly edits: readonly TextEdit[]; readonly start: number; readonly end: number } {
  const { block } = source;
  const start = Math.min(block.comments[0]?.span.start ?? block.text.length, block.statement?.span.start ?? Infinity);
  const printer: Printer = {
    source,
    eol,
    edits: [],
    first: start,
    at: start,
    column: 0,
    comment: 0,
    lineFirst: start,
    lineIndent: 0,
    mustBreak: false,
    afterOwnComment: false,
  };
  const { statement } = block;
  if (statement !== undefined) {
    printCommentLines(printer, statement.span.start, 0, true);
    const gap = statement.span.start === start ? "" : ownLine(printer, statement.span.start, 0, true);
    printStatement(printer, statement, { gap, indent: 0, inline: false, columns });
  }
  printCommentLines(printer, Number.POSITIVE_INFINITY, 0, true);
  return { edits: printer.edits, start, end: printer.at };
}

/** Writes the next piece: `gap`, then `text` for what is between `start` and `end`. */
function put(printer: Printer, start: number, end: number, text: string, gap: string): void {
  const old = printer.source.block.text;
  if (!sameGap(old.slice(printer.at, start), gap))
    printer.edits.push({ span: { start: printer.at, end: start }, text: gap });
  if (old.slice(start, end) !== text) printer.edits.push({ span: { start, end }, text });
  const gapBreak = Math.max(gap.lastIndexOf("\n"), gap.lastIndexOf("\r"));
  if (gapBreak >= 0) {
    printer.column = gap.length - gapBreak - 1;
    printer.lineIndent = printer.column;
    printer.lineFirst = start;
  } else {
    printer.column += gap.length;
  }
  const textBreak = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
  printer.column = textBreak >= 0 ? text.length - textBreak - 1 : printer.column + text.length;
  printer.at = end;
  printer.mustBreak = false;
  printer.afterOwnComment = false;
}

/** Whether two gaps differ in nothing but the kind of their line breaks. */
export function sameGap(a: string, b: string): boolean {
  return a === b || a.replace(/\r\n?/g, "\n") === b.replace(/\r\n?/g, "\n");
}

/** The text between the last piece and the one at `start`. */
function gapBefore(printer: Printer, start: number): string {
  return printer.source.block.text.slice(printer.at, start);
}

function newLine(printer: Printer, indent: number): string {
  return printer.eol + " ".repeat(indent);
}

/** The gap before a piece on a line of its own; keeps one empty line where `spaced` allows any. */
function ownLine(printer: Printer, start: number, indent: number, spaced: boolean): string {
  const gap = gapBefore(printer, start);
  if (printer.afterOwnComment && !hasBreak(gap)) return " ";
  const isSpaced = spaced && /(?:\r\n|\n|\r(?!\n))[^\S\r\n;]*[\r\n]/.test(gap.replace(/;/g, ""));
  return (isSpaced ? printer.eol : "") + newLine(printer, indent);
}

interface StatementLayout {
  readonly gap: string;
  readonly indent: number;
  /** Inside a body on one line. */
  readonly inline: boolean;
  readonly columns: Columns;
}

function printStatement(printer: Printer, statement: Statement, layout: StatementLayout): void {
  const { source } = printer;
  const { word, values, body } = statement;
  const { indent, inline, columns } = layout;
  put(printer, word.span.start, word.span.end, word.text, layout.gap);
  const wordColumn = printer.column - word.text.length;
  values.forEach((value, i) => {
    printInlineComments(printer, value.span.start, indent + CONTINUATION);
    const goesOn = printer.mustBreak || hasBreak(gapBefore(printer, value.span.start));
    const blanks = isGlued(value) ? "" : " ".repeat(blanksTo(printer, wordColumn, columns.values[i]));
    const gap = goesOn ? newLine(printer, indent + CONTINUATION) : blanks;
    put(printer, value.span.start, value.span.end, valueText(source, value), gap);
  });
  if (body === undefined) return;
  printInlineComments(printer, body.open.start, indent + CONTINUATION);
  const gap = printer.mustBreak ? newLine(printer, indent) : " ".repeat(blanksTo(printer, wordColumn, columns.open));
  put(printer, body.open.start, body.open.end, "{", gap);
  if (inline || staysOnOneLine(source, statement, indent)) printInlineBody(printer, body, indent);
  else printBodyLines(printer, body, indent);
}

function blanksTo(printer: Printer, from: number, column: number | undefined): number {
  return column === undefined ? 1 : Math.max(1, from + column - printer.column);
}

function printInlineBody(printer: Printer, body: Body, indent: number): void {
  body.statements.forEach((statement, i) => {
    printInlineComments(printer, statement.span.start, indent);
    printStatement(printer, statement, { gap: i === 0 ? " " : "; ", indent, inline: true, columns: NO_COLUMNS });
  });
  const { close } = body;
  if (close === undefined) return;
  printInlineComments(printer, close.start, indent);
  put(printer, close.start, close.end, "}", printer.at === body.open.end ? "" : " ");
}

function printBodyLines(printer: Printer, body: Body, outer: number): void {
  const { source } = printer;
  const indent = outer + INDENT;
  const split = !hasBreak(source.block.text.slice(body.open.start, body.close?.end));
  const layout = layoutBody(source, body.statements, indent, split);
  body.statements.forEach((statement, i) => {
    const { start } = statement.span;
    const columns = layout.columns[i] as Columns;
    if (layout.joined[i]) {
      printInlineComments(printer, start, indent);
      printStatement(printer, statement, { gap: "; ", indent, inline: false, columns });
      return;
    }
    printCommentLines(printer, start, indent, printer.at > body.open.end);
    const gap = ownLine(printer, start, indent, printer.at > body.open.end);
    printStatement(printer, statement, { gap, indent, inline: false, columns });
  });
  const { close } = body;
  if (close === undefined) return;
  printCommentLines(printer, close.start, indent, printer.at > body.open.end);
  put(printer, close.start, close.end, "}", newLine(printer, outer));
}

/** Takes the next comment if it starts before `before`. */
function nextComment(printer: Printer, before: number): Comment | undefined {
  const comment = printer.source.block.comments[printer.comment];
  if (comment === undefined || comment.span.start >= before) return undefined;
  printer.comment++;
  return comment;
}

function putComment(printer: Printer, comment: Comment, gap: string): void {
  const text = comment.kind === "block" ? comment.text : comment.text.trimEnd();
  put(printer, comment.span.start, comment.span.end, text, gap);
  printer.mustBreak = comment.kind !== "block";
}

/** Writes the comments before `before` that stand inside a statement. */
function printInlineComments(printer: Printer, before: number, indent: number): void {
  for (let comment = nextComment(printer, before); comment; comment = nextComment(printer, before)) {
    const goesOn = printer.mustBreak || hasBreak(gapBefore(printer, comment.span.start));
    putComment(printer, comment, goesOn ? newLine(printer, indent) : " ");
  }
}

/** Writes the comments before `before` that stand between statements: behind one, or on lines of their own. */
function printCommentLines(printer: Printer, before: number, indent: number, spaced: boolean): void {
  let maySpace = spaced;
  for (let comment = nextComment(printer, before); comment; comment = nextComment(printer, before)) {
    const { start } = comment.span;
    const gap = gapBefore(printer, start);
    const isFirst = start === printer.first;
    const own = isFirst || printer.mustBreak || printer.afterOwnComment || hasBreak(gap);
    // A `;` before it on its line keeps a `///` comment from documenting what follows.
    const kept = comment.kind === "doc" && /;[^\r\n]*$/.test(gap) && hasBreak(gap);
    if (isFirst) putComment(printer, comment, "");
    else if (kept) putComment(printer, comment, gap);
    else putComment(printer, comment, own ? ownLine(printer, start, indent, maySpace) : trailingGap(printer, start));
    printer.afterOwnComment = own && comment.kind === "block";
    maySpace = true;
  }
}

/** A comment behind a statement keeps its column, unless the line has changed or reaches it. */
function trailingGap(printer: Printer, start: number): string {
  const { text } = printer.source.block;
  let lineStart = start;
  while (lineStart > 0 && !hasBreak(text.charAt(lineStart - 1))) lineStart--;
  const indent = text.slice(lineStart).search(/\S/);
  const isNear = gapBefore(printer, start).replace(/;/g, "").length === 1;
  if (isNear || lineStart + indent !== printer.lineFirst) return " ";
  const column = start - lineStart - indent + printer.lineIndent;
  return " ".repeat(column > LINE_WIDTH ? 1 : Math.max(1, column - printer.column));
}
