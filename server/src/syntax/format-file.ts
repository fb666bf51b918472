import { shift } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { alignedHeaders, type Columns, hasBreak, isOneLine, NO_COLUMNS, type Row, type Source } from "./layout.ts";
import { reachOf } from "./parse-file.ts";
import { printBlock, sameGap } from "./print-block.ts";
import type { Block, SyntaxFile } from "./tree.ts";

/**
 * The edits (in the file's offsets, in order) that give a file its usual form; none where it has it already.
 * Blocks with syntax errors stay as they are, and so do those that a missing brace puts in doubt. `canonicalQuantity` spells a quantity, or returns it as it is.
 */
export function formatFile(file: SyntaxFile, canonicalQuantity: (text: string) => string): TextEdit[] {
  return formatBlocks(file, 0, file.blocks.length, canonicalQuantity);
}

/** The same for the blocks from `from` to before `to`. */
export function formatBlocks(
  file: SyntaxFile,
  from: number,
  to: number,
  canonicalQuantity: (text: string) => string,
): TextEdit[] {
  const eol = lineBreakOf(file);
  const edits: TextEdit[] = [];
  let columns: Columns = NO_COLUMNS;
  let runEnd = from;
  let doubtfulEnd = 0;
  for (let i = 0; i < to; i++) {
    const block = file.blocks[i] as Block;
    if (block.errors.length > 0) doubtfulEnd = Math.max(doubtfulEnd, lookedAtFrom(file, i));
    if (block.errors.length > 0 || i < from || (file.starts[i] as number) < doubtfulEnd) continue;
    if (needsSemicolon(block, file.blocks[i + 1])) continue;
    if (i >= runEnd) {
      const run = rowsFrom(file, i, to, canonicalQuantity);
      runEnd = i + Math.max(run.length, 1);
      columns = run.length > 1 ? alignedHeaders(run) : NO_COLUMNS;
    }
    const start = file.starts[i] as number;
    for (const edit of blockEdits(file, i, { block, canonicalQuantity }, eol, columns)) {
      edits.push({ span: shift(edit.span, start), text: edit.text });
    }
  }
  return edits;
}

/**
 * How far the text decides where a broken block ends: there, indentation is all that tells blocks apart, and stays.
 * No farther than the block itself when the next one ended it, which it does in any form.
 */
function lookedAtFrom(file: SyntaxFile, index: number): number {
  const reach = (file.starts[index + 1] as number) + reachOf(file.blocks[index] as Block);
  return index + 2 < file.starts.length && reach > (file.starts[index + 2] as number) ? reach : 0;
}

/** Without its `;` a statement would take the `{` that a broken block behind it starts with. */
function needsSemicolon(block: Block, next: Block | undefined): boolean {
  if (next === undefined || next.errors.length === 0) return false;
  return block.text.includes(";", block.statement?.span.end ?? 0);
}

function blockEdits(file: SyntaxFile, index: number, source: Source, eol: string, columns: Columns): TextEdit[] {
  const { text } = source.block;
  const { edits, start, end } = printBlock(source, eol, columns);
  const before = file.blocks[index - 1];
  const leading = text.slice(0, start);
  const isEmpty = start === text.length;
  // A `;` before it on its line keeps a `///` comment from documenting what follows.
  const isKept = /;[^\r\n]*$/.test(leading) && source.block.comments[0]?.span.start === start;
  let wanted = isKept ? leading : before === undefined ? byteOrderMark(leading) : "";
  if (before !== undefined && !isEmpty && !isKept) {
    const startsLine = endsLine(before);
    if (!startsLine && before.errors.length > 0) wanted += eol;
    if ((leading.match(/\r\n|\r|\n/g)?.length ?? 0) > (startsLine ? 0 : 1)) wanted += eol;
  }
  const all: TextEdit[] = [];
  if (!sameGap(leading, wanted)) all.push({ span: { start: 0, end: start }, text: wanted });
  all.push(...edits);
  if (!isEmpty && !sameGap(text.slice(end), eol)) all.push({ span: { start: end, end: text.length }, text: eol });
  return all;
}

const BYTE_ORDER_MARK = "\uFEFF";

function byteOrderMark(leading: string): string {
  return leading.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
}

function endsLine(block: Block): boolean {
  return hasBreak(block.text.slice(-1));
}

/** Blocks of one kind on consecutive lines, from `index` on. */
function rowsFrom(file: SyntaxFile, index: number, to: number, canonicalQuantity: Source["canonicalQuantity"]): Row[] {
  const rows: Row[] = [];
  for (let i = index; i < to; i++) {
    const block = file.blocks[i] as Block;
    const { statement } = block;
    const source = { block, canonicalQuantity };
    if (statement === undefined || block.errors.length > 0 || !isOneLine(source, statement, 0)) break;
    if (i > index) {
      const isNext = statement.word.text === rows[0]?.statement.word.text && endsLine(file.blocks[i - 1] as Block);
      if (!isNext || !/^[^\S\r\n]*$/.test(block.text.slice(0, statement.span.start))) break;
    }
    rows.push({ source, statement });
  }
  return rows;
}

/** The line break that a file uses: its first one. */
function lineBreakOf(file: SyntaxFile): string {
  for (const { text } of file.blocks) {
    const found = /\r\n|\r|\n/.exec(text);
    if (found !== null) return found[0];
  }
  return "\n";
}
