import { type Span, touches } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { formatBlocks } from "./format-file.ts";
import { blockIndexAt } from "./position.ts";
import type { Block, SyntaxFile } from "./tree.ts";

/** The edits of `formatFile` that touch a range of the file. */
export function formatRange(file: SyntaxFile, range: Span, canonicalQuantity: (text: string) => string): TextEdit[] {
  let from = blockIndexAt(file, range.start);
  let to = blockIndexAt(file, range.end) + 1;
  // Headers are aligned with those on the lines above and below.
  while (from > 0 && !startsWithGap(file.blocks[from] as Block)) from--;
  while (to < file.blocks.length && !startsWithGap(file.blocks[to] as Block)) to++;
  return formatBlocks(file, from, to, canonicalQuantity).filter(
    ({ span }) => touches(range, span.start) || touches(span, range.start),
  );
}

function startsWithGap(block: Block): boolean {
  return /^[^\S\r\n]*[\r\n]/.test(block.text);
}
