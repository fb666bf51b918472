import { parseBlock } from "./parse-block.ts";
import { createReader } from "./reader.ts";
import type { Block, ParseOptions, SyntaxFile } from "./tree.ts";

/**
 * The tree of a text. Never fails: what cannot be read is an error of its block.
 * A file has at least one block, which is empty when the text is.
 */
export function parseFile(text: string, options: ParseOptions): SyntaxFile {
  const blocks: Block[] = [];
  parseBlocks(text, options, (block) => {
    blocks.push(block);
    return true;
  });
  if (blocks.length === 0) blocks.push(EMPTY_BLOCK);
  return fileOf(blocks);
}

/** The only block of an empty file. */
export const EMPTY_BLOCK: Block = { text: "", lineBreaks: 0, comments: [], errors: [] };

function fileOf(blocks: readonly Block[]): SyntaxFile {
  const starts = new Int32Array(blocks.length + 1);
  const lines = new Int32Array(blocks.length + 1);
  let at = 0;
  let line = 0;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i] as Block;
    at += block.text.length;
    line += block.lineBreaks;
    starts[i + 1] = at;
    lines[i + 1] = line;
  }
  return { blocks, starts, lines };
}

/** Blocks whose end depends on text behind the next block, and on how much from their own end on. */
const reaches = new WeakMap<Block, number>();

/**
 * How many code units behind its end decided what this block is, where those may lie behind the next block's `{`; else 0.
 * Infinity: all that follow.
 */
export function reachOf(block: Block): number {
  return reaches.get(block) ?? 0;
}

/** Notes that text up to `reach` behind its end decides what this block is. */
export function extendReach(block: Block, reach: number): void {
  if (reach > reachOf(block)) reaches.set(block, reach);
}

const TO_THE_END = Number.POSITIVE_INFINITY;

/** Reads block after block of `text` and gives each to `take` with its end in the text, until that returns false. */
export function parseBlocks(text: string, options: ParseOptions, take: (block: Block, end: number) => boolean): void {
  const reader = createReader(text, options);
  const breaks = breakCounter(text);
  let start = 0;
  while (start < text.length) {
    const { statement, comments, errors } = parseBlock(reader);
    const end = reader.at;
    const own = text.slice(start, end);
    const lineBreaks = breaks(end);
    const block: Block =
      statement === undefined
        ? { text: own, lineBreaks, comments, errors }
        : { text: own, lineBreaks, statement, comments, errors };
    if (reader.examined > end) {
      extendReach(block, reader.examined === text.length ? TO_THE_END : reader.examined - end);
    }
    start = end;
    if (!take(block, end)) return;
  }
}

/** Counts the line breaks between the offset of the last call and that of this one; `\r\n` is one. */
function breakCounter(text: string): (to: number) => number {
  const returns = text.includes("\r");
  let feed = text.indexOf("\n");
  let from = 0;
  return (to) => {
    let count = 0;
    for (; feed !== -1 && feed < to; feed = text.indexOf("\n", feed + 1)) count++;
    if (returns) {
      for (let at = from; at < to; at++) {
        if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) !== 10) count++;
      }
    }
    from = to;
    return count;
  };
}
