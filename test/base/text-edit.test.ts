import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cover, shift, span, touches } from "../../server/src/base/span.ts";
import { applyEdits, type TextEdit } from "../../server/src/base/text-edit.ts";

const edit = (start: number, end: number, text: string): TextEdit => ({ span: { start, end }, text });

describe("edits of a text", () => {
  it.each<[string, readonly TextEdit[], string]>([
    ["none", [], "abcdef"],
    ["an insertion", [edit(3, 3, "-")], "abc-def"],
    ["a removal", [edit(1, 3, "")], "adef"],
    ["several, in any order", [edit(4, 5, "E"), edit(0, 1, "A")], "AbcdEf"],
    ["insertions at one place stay in their order", [edit(2, 2, "1"), edit(2, 2, "2")], "ab12cdef"],
    ["one begins where another ends", [edit(0, 2, "x"), edit(2, 4, "y")], "xyef"],
    ["at both ends", [edit(6, 6, "!"), edit(0, 0, "¡")], "¡abcdef!"],
  ])("%s", (_what, edits, expected) => {
    expect(applyEdits("abcdef", edits)).toBe(expected);
  });

  it("must not overlap", () => {
    expect(() => applyEdits("abcdef", [edit(0, 3, ""), edit(2, 4, "")])).toThrow(RangeError);
  });

  it("give what applying them one by one from the end gives", () => {
    const cases = fc
      .string({ maxLength: 30 })
      .chain((text) =>
        fc.tuple(
          fc.constant(text),
          fc.uniqueArray(fc.integer({ min: 0, max: text.length }), { maxLength: 8 }),
          fc.array(fc.string({ maxLength: 4 }), { minLength: 4, maxLength: 4 }),
          fc.integer({ min: 0, max: 3 }),
        ),
      );
    fc.assert(
      fc.property(cases, ([text, cuts, texts, turn]) => {
        const ordered = [...cuts].sort((a, b) => a - b);
        const edits: TextEdit[] = [];
        for (let index = 0; index + 1 < ordered.length; index += 2) {
          edits.push(edit(ordered[index] ?? 0, ordered[index + 1] ?? 0, texts[index / 2] ?? ""));
        }
        let expected = text;
        for (const { span: at, text: by } of [...edits].reverse()) {
          expected = expected.slice(0, at.start) + by + expected.slice(at.end);
        }
        expect(applyEdits(text, [...edits.slice(turn), ...edits.slice(0, turn)])).toBe(expected);
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});

describe("spans", () => {
  it("cover, shift and touch", () => {
    expect(cover(span(3, 5), span(8, 9))).toEqual({ start: 3, end: 9 });
    expect(cover(span(3, 9), span(4, 5))).toEqual({ start: 3, end: 9 });
    expect(shift(span(3, 5), -2)).toEqual({ start: 1, end: 3 });
    expect([2, 3, 4, 5, 6].map((offset) => touches(span(3, 5), offset))).toEqual([false, true, true, true, false]);
  });
});
