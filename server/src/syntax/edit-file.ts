import type { TextEdit } from "../base/text-edit.ts";
import { parseBlock } from "./parse-block.ts";
import { EMPTY_BLOCK, extendReach, parseBlocks, reachOf } from "./parse-file.ts";
import { createReader, type Reader } from "./reader.ts";
import { sameTree } from "./same-tree.ts";
import type { Block, ParseOptions, SyntaxFile } from "./tree.ts";

/** Blocks behind the edit that are read along at first, to find where old and new agree again. */
const FIRST_MARGIN = 3;

/**
 * The file after an edit (in the file's offsets, cut to the file), equal to what `parseFile` makes of the new text.
 * Reads again only the blocks that the edit touches or that depend on them; the others keep their identity.
 */
export function editFile(file: SyntaxFile, edit: TextEdit, options: ParseOptions): SyntaxFile {
  const { blocks, starts } = file;
  const count = blocks.length;
  const length = starts[count] as number;
  const from = Math.min(Math.max(edit.span.start, 0), length);
  const to = Math.min(Math.max(edit.span.end, from), length);

  const first = Math.max(0, firstAffected(file, { span: { start: from, end: to }, text: edit.text }, options) - 1);
  const chunkStart = starts[first] as number;
  let end = firstEndingAt(starts, count, to + 1) + 1;
  for (let margin = FIRST_MARGIN; ; margin *= 2) {
    end = Math.min(end + margin, count);
    const old = joined(blocks, first, end);
    const text = old.slice(0, from - chunkStart) + edit.text + old.slice(to - chunkStart);
    const found = readChunk(file, { text, first, end, growth: text.length - old.length, to }, options);
    if (found.kind === "agrees") return spliced(file, first, found.blocks, found.resume);
    if (found.kind === "depends-on-all") end = count;
  }
}

/** The first block that an edit touches, or that looked at the text there to find its own end and now finds another. */
function firstAffected(file: SyntaxFile, edit: TextEdit, options: ParseOptions): number {
  const { blocks, starts } = file;
  const { start, end } = edit.span;
  const touched = firstEndingAt(starts, blocks.length, start);
  let reader: Reader | undefined;
  for (let i = 0; i < touched; i++) {
    const block = blocks[i] as Block;
    // Only a block with an error can depend on text behind the next one.
    if (block.errors.length === 0 || (starts[i + 1] as number) + reachOf(block) < start) continue;
    if (reachOf(block) !== Number.POSITIVE_INFINITY) return i;
    // It depends on all that follows (half a comment, an option never closed): reading it alone costs less than
    // reading everything from there on.
    if (reader === undefined) {
      const old = joined(blocks, 0, blocks.length);
      reader = createReader(old.slice(0, start) + edit.text + old.slice(end), options);
    }
    reader.at = starts[i] as number;
    const parsed = parseBlock(reader);
    const isSame =
      reader.at === starts[i + 1] &&
      sameTree([parsed.statement, parsed.comments, parsed.errors], [block.statement, block.comments, block.errors]);
    if (!isSame) return i;
  }
  return touched;
}

/** The first block that ends at `offset` or behind it; the last block when none does. */
function firstEndingAt(starts: Int32Array, count: number, offset: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle + 1] as number) >= offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function joined(blocks: readonly Block[], from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i++) text += (blocks[i] as Block).text;
  return text;
}

/** New text for the blocks from `first` to before `end`. */
interface Chunk {
  readonly text: string;
  readonly first: number;
  readonly end: number;
  /** How much longer it is than the old text. */
  readonly growth: number;
  /** End of the edit in the old file. */
  readonly to: number;
}

type Reading =
  /** From old block `resume` on, everything is as it was. */
  | { readonly kind: "agrees"; readonly blocks: readonly Block[]; readonly resume: number }
  | { readonly kind: "too-short" }
  | { readonly kind: "depends-on-all" };

/**
 * Reads a chunk up to where a new block starts where an old one did, behind the edit: what follows is the same text,
 * and blocks do not depend on text before them. In a chunk that ends before the file does, a block is known
 * to be right once the next one ends before the chunk does.
 */
function readChunk(file: SyntaxFile, chunk: Chunk, options: ParseOptions): Reading {
  const { blocks, starts } = file;
  const { text, first, end, growth, to } = chunk;
  const chunkStart = starts[first] as number;
  const isWhole = end === blocks.length;
  const read: Block[] = [];
  let start = 0;
  let resume = -1;
  let reading: Reading = { kind: "too-short" };
  let old = first;
  if (isWhole) reading = { kind: "agrees", blocks: read, resume: end };
  parseBlocks(text, options, (block, blockEnd) => {
    if (!isWhole) {
      if (reachOf(block) === Number.POSITIVE_INFINITY) reading = { kind: "depends-on-all" };
      if (reachOf(block) === Number.POSITIVE_INFINITY || blockEnd === text.length) return false;
      if (resume >= 0) {
        reading = { kind: "agrees", blocks: read, resume };
        return false;
      }
    }
    while (old < end && (starts[old] as number) < chunkStart + start) old++;
    read.push(reused(blocks[old], (starts[old] as number) === chunkStart + start, block));
    start = blockEnd;
    const before = chunkStart + blockEnd - growth;
    if (before < to || (isWhole && blockEnd === text.length)) return true;
    resume = indexAt(starts, blocks.length, before);
    if (resume < 0 || !isWhole) return true;
    reading = { kind: "agrees", blocks: read, resume };
    return false;
  });
  return reading;
}

/** The old block where the new one is the same. */
function reused(old: Block | undefined, startsThere: boolean, block: Block): Block {
  if (old === undefined || !startsThere || old.text !== block.text || !sameTree(old, block)) return block;
  extendReach(old, reachOf(block));
  return old;
}

/** The block that starts at `offset`, or -1. */
function indexAt(starts: Int32Array, count: number, offset: number): number {
  const index = firstEndingAt(starts, count, offset) + 1;
  return index < count && starts[index] === offset ? index : -1;
}

/** The file with `blocks` in place of the old ones from `first` to before `resume`. */
function spliced(file: SyntaxFile, first: number, blocks: readonly Block[], resume: number): SyntaxFile {
  const tail = file.blocks.length - resume;
  const all = file.blocks.slice(0, first).concat(blocks, file.blocks.slice(resume));
  if (all.length === 0) all.push(EMPTY_BLOCK);
  const starts = new Int32Array(all.length + 1);
  const lines = new Int32Array(all.length + 1);
  starts.set(file.starts.subarray(0, first + 1));
  lines.set(file.lines.subarray(0, first + 1));
  const split = all.length - tail;
  for (let i = first; i < split; i++) {
    const block = all[i] as Block;
    starts[i + 1] = (starts[i] as number) + block.text.length;
    lines[i + 1] = (lines[i] as number) + block.lineBreaks;
  }
  const further = (starts[split] as number) - (file.starts[resume] as number);
  const lower = (lines[split] as number) - (file.lines[resume] as number);
  for (let i = 1; i <= tail; i++) {
    starts[split + i] = (file.starts[resume + i] as number) + further;
    lines[split + i] = (file.lines[resume + i] as number) + lower;
  }
  return { blocks: all, starts, lines };
}
