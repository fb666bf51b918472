import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { textOf } from "../../server/src/syntax/position.ts";
import type { Block, SyntaxFile } from "../../server/src/syntax/tree.ts";
import { planLike } from "./arbitrary-text.ts";
import { options } from "./parse-options.ts";

/** What holds of the tree of any text. */
function expectSound(file: SyntaxFile, text: string): void {
  expect(textOf(file)).toBe(text);
  expect(file.blocks.length).toBeGreaterThan(0);
  let at = 0;
  let line = 0;
  file.blocks.forEach((block, i) => {
    expect(file.starts[i]).toBe(at);
    expect(file.lines[i]).toBe(line);
    at += block.text.length;
    line += (block.text.match(/\r\n|\n|\r/g) ?? []).length;
    expectErrorsInside(block);
    for (const { text: comment, span } of block.comments) expect(block.text.slice(span.start, span.end)).toBe(comment);
  });
  expect([...file.starts.slice(file.blocks.length)]).toEqual([at]);
  expect([...file.lines.slice(file.blocks.length)]).toEqual([line]);
}

function expectErrorsInside(block: Block): void {
  for (const { span, repair } of block.errors) {
    for (const { start, end } of [span, ...(repair?.edits ?? []).map((edit) => edit.span)]) {
      expect(0 <= start && start <= end && end <= block.text.length).toBe(true);
    }
    // The edits of one repair fit together.
    applyEdits(block.text, repair?.edits ?? []);
  }
}

describe("any text parses", () => {
  test("text like plans", () => {
    fc.assert(
      fc.property(planLike, (text) => expectSound(parseFile(text, options), text)),
      { seed: 41, numRuns: 500 },
    );
  });

  test("any Unicode, with lone surrogates and null characters", () => {
    const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 127 }));
    const text = fc.array(unit, { maxLength: 200 }).map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(text, (any) => expectSound(parseFile(any, options), any)),
      { seed: 42, numRuns: 1000 },
    );
  });

  const many = 200_000;
  test.each([
    ["very many opening braces", "{".repeat(many)],
    ["very many nested blocks", "a {".repeat(many)],
    ["very many closing braces", "}".repeat(many)],
    ["unclosed comments", "/*\n".repeat(many / 2)],
    ["comments that a far one closes", `${"/*\n".repeat(many / 2)}*/`],
    ["unclosed options", "option a {\n".repeat(many / 10)],
    ["unclosed options around steps", "option a {\n  b {\n}\n".repeat(many / 20)],
    ["unclosed blocks", "site a {\n".repeat(many / 10)],
    ["unknown blocks, half closed", "a {\n  b {\n}\n".repeat(many / 20)],
    ["a line of commas", `a ${",".repeat(many)}`],
    ["lines that end in commas", "site a,\n".repeat(many / 10)],
    ["null characters", "\0".repeat(many)],
    ["a very long name", `site ${"a".repeat(many)}`],
    ["unclosed texts", 'a "b\n'.repeat(many / 10)],
    ["dashes", `a ${"-".repeat(many)}`],
  ])("in time that grows with its length: %s", (_what, text) => {
    expect(textOf(parseFile(text, options)) === text).toBe(true);
  });
});

describe("line breaks", () => {
  test.each([
    ["a\nb\n", [0, 1, 2]],
    ["a\r\nb\r\n", [0, 1, 2]],
    ["a\rb\r", [0, 1, 2]],
    ["a {}\n\n\nb {}", [0, 1, 3]],
    ["a {} b {}\nc", [0, 0, 1, 1]],
    ["", [0, 0]],
  ])("%j", (text, lines) => {
    expect([...parseFile(text, options).lines]).toEqual(lines);
  });
});

describe("the unit of a quantity", () => {
  test.each([
    ["x 155 Mbps", "Mbps"],
    ["x 155Mbps", "Mbps"],
    ["x 20/h", "/h"],
    ["x 5 %/day", "%/day"],
    ["x 8..12 ms", "ms"],
    ["x 8 s..12 min", "s"],
    ["x 1 h 30 min", "h"],
    ["x 12 MB/s ± 30 %", "MB/s"],
    ["x 5 ± 10 %", undefined],
    ["x 12", undefined],
    ["x 155Mbsp", "Mbsp"],
  ])("%s", (text, unit) => {
    const value = parseFile(text, options).blocks[0]?.statement?.values[0];
    const span = value?.kind === "quantity" ? value.unit : undefined;
    expect(span && text.slice(span.start, span.end)).toBe(unit);
  });
});

describe("repairs", () => {
  test.each([
    ["site a {\n  hosts 4\nsite b {}", "site a {\n  hosts 4\n}\nsite b {}"],
    ["site a {\r\n  hosts 4\r\nsite b {}", "site a {\r\n  hosts 4\r\n}\r\nsite b {}"],
    ["site a {\n  hosts 4 // four\n\n// b\nsite b {}", "site a {\n  hosts 4 // four\n}\n\n// b\nsite b {}"],
    ["site a {", "site a {\n}"],
    ["tier a { rpo 0 s\ntier b {}", "tier a { rpo 0 s }\ntier b {}"],
    ["  site a {\n    hosts 4\n  site b {}", "  site a {\n    hosts 4\n  }\n  site b {}"],
    ["runbook {\n  step a {\n    takes 5 s\n}", "runbook {\n  step a {\n    takes 5 s\n  }\n}"],
    ['plan "a\n', 'plan "a"\n'],
    ["plan “a\n", 'plan "a"\n'],
    ["/* a\nsite b {}", "/* a */\nsite b {}"],
    ["site a {}\n}\n", "site a {}\n\n"],
    ["a = 5 s", "a 5 s"],
    ["a=5 s", "a 5 s"],
    ["a: 5 s", "a 5 s"],
    ['a ‘say "x"’', 'a "say \\"x\\""'],
    ["a 1,5 h", "a 1.5 h"],
    ["a 1,000,000 B", "a 1_000_000 B"],
    ["a 5. h", "a 5 h"],
    ["a 2026-9-4", "a 2026-09-04"],
    ["a 9:00", "a 09:00"],
    ["a 09:00 – 17:00", "a 09:00-17:00"],
    ["a b,", "a b"],
    ['a "C:\\dr"', 'a "C:\\\\dr"'],
    ["a b-", "a b"],
    ["a →\n b", "a ->\n b"],
  ])("%j", (text, repaired) => {
    const file = parseFile(text, options);
    const index = file.blocks.findIndex((block) => block.errors.length > 0);
    const start = file.starts[index] as number;
    const repair = file.blocks[index]?.errors[0]?.repair;
    const edits = repair?.edits.map((edit) => ({
      span: { start: start + edit.span.start, end: start + edit.span.end },
      text: edit.text,
    }));
    expect(edits && applyEdits(text, edits)).toBe(repaired);
  });
});
