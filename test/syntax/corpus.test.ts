import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { textOf } from "../../server/src/syntax/position.ts";
import type { Statement } from "../../server/src/syntax/tree.ts";
import { corpora, readCorpus, showBlocks } from "./corpus.ts";
import { options } from "./parse-options.ts";

describe.each(corpora())("%s", (name) => {
  const cases = readCorpus(name).map((each) => [each.title, each] as const);

  test.each(cases)("%s", (_title, { input, expected }) => {
    expect(showBlocks(parseFile(input, options).blocks)).toBe(expected);
  });

  test.each(cases)("every beginning parses: %s", (_title, { input }) => {
    for (let end = 0; end <= input.length; end++) {
      const text = input.slice(0, end);
      const file = parseFile(text, options);
      expect(textOf(file)).toBe(text);
      for (const block of file.blocks) if (block.statement) expectNested(block.statement, 0, block.text.length);
    }
  });

  test.each(cases)("with Windows line ends the tree is the same: %s", (_title, { input, expected }) => {
    const file = parseFile(input.replaceAll("\n", "\r\n"), options);
    expect(showBlocks(file.blocks)).toBe(expected);
  });

  test.each(cases)("each repair makes progress: %s", (_title, { input }) => {
    const file = parseFile(input, options);
    const before = errorsIn(input);
    file.blocks.forEach((block, i) => {
      const start = file.starts[i] as number;
      for (const { repair } of block.errors) {
        if (repair === undefined) continue;
        const edits = repair.edits.map(({ span, text }) => ({
          span: { start: start + span.start, end: start + span.end },
          text,
        }));
        expect(errorsIn(applyEdits(input, edits))).toBeLessThan(before);
      }
    });
  });
});

function errorsIn(text: string): number {
  return parseFile(text, options).blocks.reduce((sum, block) => sum + block.errors.length, 0);
}

/** Every part lies inside what holds it, and parts come in order. */
function expectNested(statement: Statement, start: number, end: number): void {
  expect(statement.span.start).toBeGreaterThanOrEqual(start);
  expect(statement.span.end).toBeLessThanOrEqual(end);
  let at = statement.span.start;
  for (const { span } of [statement.word, ...statement.values, ...(statement.body ? [statement.body] : [])]) {
    expect(span.start).toBeGreaterThanOrEqual(at);
    at = span.end;
  }
  expect(at).toBeLessThanOrEqual(statement.span.end);
  let inner = statement.body?.open.end ?? 0;
  for (const nested of statement.body?.statements ?? []) {
    expectNested(nested, inner, statement.body?.close?.start ?? statement.span.end);
    inner = nested.span.end;
  }
}
