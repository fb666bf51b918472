import type { Block, SyntaxFile } from "./tree.ts";

/** A place as editors count: zero-based line, and UTF-16 code units from its start. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The whole text of a file. */
export function textOf(file: SyntaxFile): string {
  return file.blocks.map((block) => block.text).join("");
}

/** The index of the block that holds `offset`; at a boundary the one that starts there, at the file's end the last. */
export function blockIndexAt(file: SyntaxFile, offset: number): number {
  return Math.min(lastAtMost(file.starts, offset), file.blocks.length - 1);
}

/** The last index whose entry is at most `value`; 0 when there is none. Entries never fall. */
function lastAtMost(entries: Int32Array, value: number): number {
  let low = 0;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((entries[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The offset of a position; beyond the end of its line, that end; beyond the last line, the end of the file. */
export function offsetAt(file: SyntaxFile, line: number, character: number): number {
  const lastLine = file.lines[file.blocks.length] as number;
  if (line > lastLine) return file.starts[file.blocks.length] as number;
  if (line < 0) return 0;
  const start = lineStart(file, line);
  return Math.min(start + Math.max(character, 0), lineEndFrom(file, start));
}

/** Where a line that exists starts: behind the break that ends the one before. */
function lineStart(file: SyntaxFile, line: number): number {
  if (line === 0) return 0;
  const index = Math.min(lastAtMost(file.lines, line - 1), file.blocks.length - 1);
  const { text } = file.blocks[index] as Block;
  let remaining = line - (file.lines[index] as number);
  let at = 0;
  while (remaining > 0) {
    at = nextBreak(text, at);
    at += breakLength(text, at);
    remaining--;
  }
  return (file.starts[index] as number) + at;
}

/** The end of the line that `offset` is on, before its break. */
function lineEndFrom(file: SyntaxFile, offset: number): number {
  let at = offset;
  for (let index = blockIndexAt(file, offset); index < file.blocks.length; index++) {
    const { text } = file.blocks[index] as Block;
    const start = file.starts[index] as number;
    const found = nextBreak(text, at - start);
    if (found < text.length) return start + found;
    at = start + text.length;
  }
  return at;
}

/** The position of an offset; beyond the end of the file, that end. */
export function positionAt(file: SyntaxFile, offset: number): Position {
  const at = Math.max(0, Math.min(offset, file.starts[file.blocks.length] as number));
  const index = blockIndexAt(file, at);
  const { text } = file.blocks[index] as Block;
  const local = at - (file.starts[index] as number);
  let line = file.lines[index] as number;
  let start = -1;
  for (let next = nextBreak(text, 0); next < text.length; next = nextBreak(text, start)) {
    const behind = next + breakLength(text, next);
    if (behind > local) break;
    start = behind;
    line++;
  }
  if (start >= 0) return { line, character: local - start };
  return { line, character: local + lengthOnLine(file, index) };
}

/** Code units that stand before a block on the line on which it starts. */
function lengthOnLine(file: SyntaxFile, block: number): number {
  let length = 0;
  for (let index = block - 1; index >= 0; index--) {
    const { text } = file.blocks[index] as Block;
    const last = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
    if (last >= 0) return length + text.length - last - 1;
    length += text.length;
  }
  return length;
}

/** The offset of the first line break from `from` on, or the text's length. */
function nextBreak(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}

function breakLength(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1;
}
