import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { blockIndexAt, offsetAt, positionAt } from "../../server/src/syntax/position.ts";
import { planLike } from "./arbitrary-text.ts";
import { options } from "./parse-options.ts";

/** Lines and their offsets by plain splitting. */
function linesOf(text: string): { start: number; length: number }[] {
  const lines: { start: number; length: number }[] = [];
  let start = 0;
  for (const part of text.split(/(\r\n|\n|\r)/)) {
    if (/^[\r\n]/.test(part)) {
      start += part.length;
    } else {
      const last = lines[lines.length - 1];
      if (last === undefined || last.start !== start) lines.push({ start, length: part.length });
      start += part.length;
    }
  }
  return lines;
}

describe("positions and offsets", () => {
  test("agree with a plain count of lines", () => {
    fc.assert(
      fc.property(planLike, (text) => {
        const file = parseFile(text, options);
        linesOf(text).forEach(({ start, length }, line) => {
          for (const character of new Set([0, length >> 1, length])) {
            expect(positionAt(file, start + character)).toEqual({ line, character });
            expect(offsetAt(file, line, character)).toBe(start + character);
          }
          expect(offsetAt(file, line, length + 7)).toBe(start + length);
        });
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  const file = parseFile("site a {}\n\nsite b {} site c {}\n", options);

  test.each([
    [-1, 5, 0],
    [0, -3, 0],
    [9, 0, 31],
    [3, 0, 31],
    [2, 12, 23],
  ])("line %d, character %d is offset %d", (line, character, offset) => {
    expect(offsetAt(file, line, character)).toBe(offset);
  });

  test.each([
    [0, 0],
    [9, 0],
    [10, 1],
    [20, 2],
    [21, 2],
    [31, 2],
    [99, 2],
  ])("offset %d is in block %d", (offset, index) => {
    expect(blockIndexAt(file, offset)).toBe(index);
  });

  test("an empty file has one place", () => {
    const empty = parseFile("", options);
    expect(positionAt(empty, 3)).toEqual({ line: 0, character: 0 });
    expect(offsetAt(empty, 0, 4)).toBe(0);
    expect(blockIndexAt(empty, 0)).toBe(0);
  });
});
