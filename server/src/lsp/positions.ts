import type { Position, Range } from "vscode-languageserver";
import type { Span } from "../base/span.ts";
import type { SourceFile } from "../model/source-file.ts";
import { blockIndexAt, offsetAt, positionAt } from "../syntax/position.ts";
import type { SyntaxFile } from "../syntax/tree.ts";
import { type PositionEncoding, utf8Length, utf16Length } from "./position-encoding.ts";

/** Places of one file as the protocol counts them. Offsets are UTF-16 code units in the file, cut to it. */
export interface Positions {
  at(offset: number): Position;
  offset(position: Position): number;
  range(span: Span): Range;
  span(range: Range): Span;
  /** The text from one offset to another on the same line. */
  slice(from: number, to: number): string;
}

/** How to find lines: counted in UTF-16. */
interface Lines {
  at(offset: number): Position;
  offset(position: Position): number;
  /** The text from one offset to another on the same line. */
  slice(from: number, to: number): string;
}

const known = new WeakMap<SourceFile, Positions>();

/** @param encoding the same for the life of a connection */
export function positionsIn(file: SourceFile, encoding: PositionEncoding): Positions {
  let positions = known.get(file);
  if (!positions) {
    positions = positionsWith(file.form === "json" ? textLines(file.json.text) : syntaxLines(file.syntax), encoding);
    known.set(file, positions);
  }
  return positions;
}

/** The same for a text that is no file of a plan. */
export function positionsOfText(text: string, encoding: PositionEncoding): Positions {
  return positionsWith(textLines(text), encoding);
}

function positionsWith(lines: Lines, encoding: PositionEncoding): Positions {
  return withRanges(encoding === "utf-16" ? lines : { ...inUtf8(lines), slice: lines.slice });
}

function withRanges({ at, offset, slice }: Pick<Positions, "at" | "offset" | "slice">): Positions {
  const span = ({ start, end }: Range) => {
    const from = offset(start);
    return { start: from, end: Math.max(from, offset(end)) };
  };
  return { at, offset, range: ({ start, end }) => ({ start: at(start), end: at(end) }), span, slice };
}

function inUtf8(lines: Lines): Pick<Positions, "at" | "offset"> {
  return {
    at(offset) {
      const { line, character } = lines.at(offset);
      const start = lines.offset({ line, character: 0 });
      return { line, character: utf8Length(lines.slice(start, start + character), character) };
    },
    offset({ line, character }) {
      const start = lines.offset({ line, character: 0 });
      // A code unit takes at least one byte.
      const end = lines.offset({ line, character });
      return start + utf16Length(lines.slice(start, end), character);
    },
  };
}

function syntaxLines(file: SyntaxFile): Lines {
  return {
    at: (offset) => positionAt(file, offset),
    offset: ({ line, character }) => offsetAt(file, line, character),
    slice(from, to) {
      let text = "";
      for (let index = blockIndexAt(file, from); index < file.blocks.length; index++) {
        const start = file.starts[index] as number;
        if (start >= to) break;
        text += (file.blocks[index]?.text ?? "").slice(Math.max(0, from - start), to - start);
      }
      return text;
    },
  };
}

function textLines(text: string): Lines {
  const starts = [0];
  for (const {
    index,
    0: { length },
  } of text.matchAll(/\r\n|\r|\n/g))
    starts.push(index + length);
  const endOf = (line: number) => {
    const next = starts[line + 1];
    if (next === undefined) return text.length;
    return text.slice(next - 2, next) === "\r\n" ? next - 2 : next - 1;
  };
  return {
    at(offset) {
      const place = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >>> 1;
        if ((starts[middle] as number) <= place) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: place - (starts[low] as number) };
    },
    offset({ line, character }) {
      if (line < 0) return 0;
      const start = starts[line];
      return start === undefined ? text.length : Math.min(start + Math.max(0, character), endOf(line));
    },
    slice: (from, to) => text.slice(from, to),
  };
}
