import type { Block, Comment, Statement, Value } from "./tree.ts";

/** Longest line that a block written on one line may fill, in columns. */
export const LINE_WIDTH = 120;

/** A block to lay out, and how its quantities are spelled. */
export interface Source {
  readonly block: Block;
  readonly canonicalQuantity: (text: string) => string;
}

/** Where the values of a statement start, counted from its word; undefined: one blank behind what is before. */
export interface Columns {
  readonly values: readonly (number | undefined)[];
  /** The same for the `{` of the body. */
  readonly open: number | undefined;
}

export const NO_COLUMNS: Columns = { values: [], open: undefined };

export function hasBreak(text: string): boolean {
  return /[\r\n]/.test(text);
}

/** How a value is written. */
export function valueText(source: Source, value: Value): string {
  if (value.kind === "quantity") return source.canonicalQuantity(value.text);
  return source.block.text.slice(value.span.start, value.span.end);
}

/** Whether a value stands directly behind the one before. */
export function isGlued(value: Value): boolean {
  return value.kind === "symbol" && value.text === ",";
}

/** Width of a statement on one line, without comments and alignment. */
export function inlineWidth(source: Source, statement: Statement): number {
  let width = statement.word.text.length;
  for (const value of statement.values) width += valueText(source, value).length + (isGlued(value) ? 0 : 1);
  const { body } = statement;
  if (body === undefined) return width;
  if (body.statements.length === 0) return width + " {}".length;
  for (const inner of body.statements) width += inlineWidth(source, inner) + "; ".length;
  return width + " { ".length;
}

/** Whether a statement's body is written on one line and fits there. */
export function staysOnOneLine(source: Source, statement: Statement, indent: number): boolean {
  const { block } = source;
  const { body, span } = statement;
  if (body === undefined || hasBreak(block.text.slice(body.open.start, span.end))) return false;
  let width = indent + inlineWidth(source, statement);
  for (const comment of commentsIn(block, span.start, span.end)) width += comment.text.length + 1;
  return width <= LINE_WIDTH;
}

/** How the statements of a body stand on lines of their own. */
export interface BodyLayout {
  /** Stays behind the statement before, on its line. */
  readonly joined: readonly boolean[];
  readonly columns: readonly Columns[];
}

/**
 * Lays out the statements of a body with lines of its own: short ones that the author put on one line stay there; the
 * values of the others stand in a column. `split`: the whole body was on one line and is too long for it.
 */
export function layoutBody(
  source: Source,
  statements: readonly Statement[],
  indent: number,
  split: boolean,
): BodyLayout {
  const joined = joinedLines(source, statements, indent, split);
  const columns: Columns[] = statements.map(() => NO_COLUMNS);
  let group: number[] = [];
  const endGroup = (): void => {
    const aligned = alignedValue(group.map((i) => statements[i] as Statement));
    for (const i of group) columns[i] = aligned;
    group = [];
  };
  statements.forEach((statement, i) => {
    if (i > 0 && /(?:\r\n|\n|\r(?!\n))[^\S\r\n]*[\r\n]/.test(between(source, statements, i))) endGroup();
    if (statement.body !== undefined || joined[i] || joined[i + 1]) endGroup();
    else if (statement.values.length > 0 && !hasBreak(textOf(source, statement)) && !isCommented(source, statement)) {
      group.push(i);
    }
  });
  endGroup();
  alignHeaders(source, statements, indent, columns);
  return { joined, columns };
}

function textOf(source: Source, statement: Statement): string {
  return source.block.text.slice(statement.span.start, statement.span.end);
}

/** The text between statement `i` and the one before. */
function between(source: Source, statements: readonly Statement[], i: number): string {
  const before = statements[i - 1] as Statement;
  return source.block.text.slice(before.span.end, (statements[i] as Statement).span.start);
}

function joinedLines(source: Source, statements: readonly Statement[], indent: number, split: boolean): boolean[] {
  const joined = statements.map(
    (statement, i) =>
      i > 0 &&
      !split &&
      statement.body === undefined &&
      statements[i - 1]?.body === undefined &&
      !hasBreak(source.block.text.slice(statements[i - 1]?.span.start, statement.span.end)),
  );
  let start = 0;
  for (let i = 1; i <= statements.length; i++) {
    if (joined[i]) continue;
    let width = indent;
    for (let j = start; j < i; j++) width += inlineWidth(source, statements[j] as Statement) + "; ".length;
    if (width - "; ".length > LINE_WIDTH) joined.fill(false, start, i);
    start = i;
  }
  return joined;
}

/** The column of the first value: that which all have already, else the next one behind the longest word. */
function alignedValue(group: readonly Statement[]): Columns {
  if (group.length < 2) return NO_COLUMNS;
  const nearest = Math.max(...group.map((statement) => statement.word.text.length)) + 1;
  const current = group.map((statement) => (statement.values[0] as Value).span.start - statement.word.span.start);
  const same = current.every((column) => column === current[0]) && (current[0] as number) >= nearest;
  return { values: [same ? (current[0] as number) : nearest], open: undefined };
}

/** Finds nested blocks of one kind on consecutive lines, and keeps their headers aligned. */
function alignHeaders(source: Source, statements: readonly Statement[], indent: number, columns: Columns[]): void {
  let start = 0;
  for (let i = 1; i <= statements.length; i++) {
    const goesOn =
      i < statements.length &&
      isRow(source, statements[i] as Statement, indent) &&
      isRow(source, statements[i - 1] as Statement, indent) &&
      statements[i]?.word.text === statements[i - 1]?.word.text &&
      /^[^\r\n]*(?:\r\n|\n|\r)[^\S\r\n]*$/.test(between(source, statements, i));
    if (goesOn) continue;
    if (i - start > 1) {
      const rows = statements.slice(start, i).map((statement) => ({ source, statement }));
      const aligned = alignedHeaders(rows);
      for (let j = start; j < i; j++) columns[j] = aligned;
    }
    start = i;
  }
}

/** Whether a comment stands between a statement's word and its body. */
function isCommented(source: Source, statement: Statement): boolean {
  const { start, end } = statement.span;
  return commentsIn(source.block, start, statement.body?.open.start ?? end).length > 0;
}

/** The comments that start between two offsets of a block. */
function commentsIn({ comments }: Block, start: number, end: number): readonly Comment[] {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((comments[middle] as Comment).span.start < start) low = middle + 1;
    else high = middle;
  }
  let stop = low;
  while (stop < comments.length && (comments[stop] as Comment).span.start < end) stop++;
  return comments.slice(low, stop);
}

function isRow(source: Source, statement: Statement, indent: number): boolean {
  return statement.body !== undefined && isOneLine(source, statement, indent);
}

/** Whether a statement stands on one line without comments in its header, and stays there. */
export function isOneLine(source: Source, statement: Statement, indent: number): boolean {
  if (hasBreak(textOf(source, statement)) || isCommented(source, statement)) return false;
  return statement.body === undefined || staysOnOneLine(source, statement, indent);
}

/** A statement on a line of its own, with others of its kind above or below. */
export interface Row {
  readonly source: Source;
  readonly statement: Statement;
}

/** The columns of headers on consecutive lines: aligned where the author aligned them. */
export function alignedHeaders(rows: readonly Row[]): Columns {
  const count = Math.max(...rows.map(({ statement }) => statement.values.length));
  const ends = rows.map(({ statement }) => statement.word.text.length);
  const values: (number | undefined)[] = [];
  for (let k = 0; k < count; k++) {
    const starts = rows.map(({ statement }) => startOf(statement, statement.values[k]));
    const column = sharedColumn(starts, ends);
    values.push(column);
    rows.forEach(({ source, statement }, i) => {
      const value = statement.values[k];
      if (value === undefined) return;
      const from = isGlued(value) ? (ends[i] as number) : (column ?? (ends[i] as number) + 1);
      ends[i] = from + valueText(source, value).length;
    });
  }
  const opens = rows.map(({ statement }) => startOf(statement, statement.body));
  return { values, open: sharedColumn(opens, ends) };
}

function startOf(statement: Statement, part: Value | Statement["body"]): number | undefined {
  if (part === undefined || ("kind" in part && isGlued(part))) return undefined;
  return part.span.start - statement.span.start;
}

/** The first column behind everything before, when all that start in this column start in the same one now. */
function sharedColumn(starts: readonly (number | undefined)[], ends: readonly number[]): number | undefined {
  const present = starts.flatMap((start, i) => (start === undefined ? [] : [{ start, end: ends[i] as number }]));
  const first = present[0];
  if (first === undefined || present.length < 2 || present.some(({ start }) => start !== first.start)) return undefined;
  return Math.max(...present.map(({ end }) => end)) + 1;
}
