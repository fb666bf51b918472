import { shift } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { alignedHeaders, type Columns, hasBreak, isOneLine, NO_COLUMNS, type Row, type Source } from "./layout.ts";
import { printBlock, sameGap } from "./print-block.ts";
import type { Block, SyntaxFile } from "./tree.ts";

/**
 * The edits (in the file's offsets, in order) that give a file its usual form; none where it has it already.
 * Blocks with syntax errors stay as they are. `canonicalQuantity` spells a quantity, or returns it as it is.
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
  for (let i = from; i < to; i++) {
    const block = file.blocks[i] as Block;
    if (block.errors.length > 0) continue;
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
