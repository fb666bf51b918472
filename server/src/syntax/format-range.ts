import { type Span, touches } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { formatBlocks } from "./format-file.ts";
import { blockIndexAt, offsetAt, positionAt } from "./position.ts";
import type { Block, SyntaxFile } from "./tree.ts";

/** The edits of `formatFile` that touch the lines of a range of the file. */
export function formatRange(file: SyntaxFile, range: Span, canonicalQuantity: (text: string) => string): TextEdit[] {
  const first = positionAt(file, range.start).line;
  const last = positionAt(file, range.end).line;
  const lines = { start: offsetAt(file, first, 0), end: offsetAt(file, last, Number.MAX_SAFE_INTEGER) };
  let from = blockIndexAt(file, lines.start);
  let to = blockIndexAt(file, lines.end) + 1;
  // Headers are aligned with those on the lines above and below.
  while (from > 0 && !startsWithGap(file.blocks[from] as Block)) from--;
  while (to < file.blocks.length && !startsWithGap(file.blocks[to] as Block)) to++;
  return formatBlocks(file, from, to, canonicalQuantity).filter(
    ({ span }) => touches(lines, span.start) || touches(span, lines.start),
  );
}

function startsWithGap(block: Block): boolean {
  return /^[^\S\r\n]*[\r\n]/.test(block.text);
}
