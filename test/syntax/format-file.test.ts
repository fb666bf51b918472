import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { formatFile } from "../../server/src/syntax/format-file.ts";
import { formatRange } from "../../server/src/syntax/format-range.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import type { Statement } from "../../server/src/syntax/tree.ts";
import { planLike } from "./arbitrary-text.ts";
import { readCorpus } from "./corpus.ts";
import { looseText } from "./loose-text.ts";
import { options } from "./parse-options.ts";

const UNIT = /(\d)(?=(?:ms|s|min|h|MB\/s|Mbps|GB|TB|%)(?![a-zA-Z/]))/g;

/** A few usual spellings; what it does not know it leaves, as the real one does. */
function canonical(text: string): string {
  return text
    .replace(UNIT, "$1 ")
    .replace(/(min|h)(?=\d)/g, "$1 ")
    .replace(/(\d)h(?= ?\d)/g, "$1 h")
    .replace(/\s*\.\.\s*/g, "..")
    .replace(/\s*(?:\+-|\+\/-|±)\s*/g, " ± ");
}

function formatted(text: string): string {
  return applyEdits(text, formatFile(parseFile(text, options), canonical));
}

/** What a text says, without its form. */
function meaning(text: string): unknown {
  const { blocks } = parseFile(text, options);
  return {
    statements: blocks.flatMap(({ statement }) => (statement === undefined ? [] : [plain(statement)])),
    comments: blocks.flatMap(({ comments }) => comments.map((comment) => comment.text.trimEnd())),
    errors: blocks.flatMap(({ errors }) => errors.map((error) => error.message)),
  };
}

function plain({ word, values, body, doc }: Statement): unknown {
  return {
    word: word.text,
    values: values.map((value) => [value.kind, value.kind === "quantity" ? canonical(value.text) : value.text]),
    body: body?.statements.map(plain),
    doc,
  };
}

describe("format", () => {
  const cases = readCorpus("format/format.txt").map((each) => [each.title, each] as const);

  test.each(cases)("%s", (_title, { input, expected }) => {
    expect(formatted(input).trimEnd()).toBe(expected);
  });

  test.each(cases)("with Windows line ends: %s", (_title, { input, expected }) => {
    expect(formatted(input.replaceAll("\n", "\r\n")).trimEnd()).toBe(
      expected.replaceAll("\n", /\n/.test(input) ? "\r\n" : "\n"),
    );
  });

  test.each(cases)("what has its form already is not touched: %s", (_title, { expected }) => {
    expect(formatFile(parseFile(`${expected}\n`, options), canonical)).toEqual([]);
  });

  test("a plan in its usual form is not touched", () => {
    const input = readCorpus("plan.txt")[0]?.input;
    expect(formatFile(parseFile(`${input}\n`, options), canonical)).toEqual([]);
  });

  test("a file ends with one line break", () => {
    expect(formatted("site a {}")).toBe("site a {}\n");
    expect(formatted("site a {}\r\n\r\n \r\n")).toBe("site a {}\r\n");
  });

  test("a byte order mark stays", () => {
    expect(formatted("\uFEFF\n\nsite a  {}\n")).toBe("\uFEFFsite a {}\n");
  });

  test("edits touch only what changes", () => {
    const text = "site a { hosts  4; vms 3 }\n\nsite b { }\n";
    expect(formatFile(parseFile(text, options), canonical)).toEqual([
      { span: { start: 14, end: 16 }, text: " " },
      { span: { start: 36, end: 37 }, text: "" },
    ]);
  });
});

describe("formatting any text", () => {
  const any = fc.oneof(looseText, planLike);

  test("keeps its meaning, whole or in part", () => {
    fc.assert(
      fc.property(any, fc.nat(), fc.nat(), (text, a, b) => {
        const before = meaning(text);
        expect(meaning(formatted(text))).toEqual(before);
        const start = a % (text.length + 1);
        const range = { start, end: start + (b % (text.length + 1 - start)) };
        const edits = formatRange(parseFile(text, options), range, canonical);
        expect(meaning(applyEdits(text, edits))).toEqual(before);
      }),
      { seed: 99, numRuns: 500 },
    );
  });

  test("twice is once", () => {
    fc.assert(
      fc.property(any, (text) => {
        const once = formatted(text);
        expect(formatFile(parseFile(once, options), canonical)).toEqual([]);
      }),
      { seed: 98, numRuns: 500 },
    );
  });
});

describe("formatting a range", () => {
  const text = "site a {hosts 4}\nsite b {hosts 4}\n\nsite c {hosts 4}\n";

  test.each([
    [text.indexOf("b"), text.indexOf("b"), "site a {hosts 4}\nsite b { hosts 4 }\n\nsite c {hosts 4}\n"],
    [0, text.length, "site a { hosts 4 }\nsite b { hosts 4 }\n\nsite c { hosts 4 }\n"],
  ])("from %d to %d", (start, end, expected) => {
    const edits = formatRange(parseFile(text, options), { start, end }, canonical);
    expect(applyEdits(text, edits)).toBe(expected);
  });
});
