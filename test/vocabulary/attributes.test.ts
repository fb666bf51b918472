import { describe, expect, test } from "vitest";
import { allBlocks } from "../../server/src/vocabulary/vocabulary.ts";
import { unmark } from "../support/marked-text.ts";
import { problemsWithoutMissing, readText } from "../support/read-text.ts";
import { CASES, HEADERS } from "./attribute-cases.ts";

const COMMON = ["setup", "cost", "changed"];

/** The attribute's own value: the first word of the statement names it. */
function valueIn(text: string, statement: string): unknown {
  const word = /^[\w-]+/.exec(statement)?.[0] ?? "";
  return (readText(text).value as Readonly<Record<string, unknown>>)[word];
}

for (const [kind, cases] of Object.entries(CASES)) {
  describe(kind, () => {
    test.each(cases.map(([good, json]) => ({ good, json })))("reads $good", ({ good, json }) => {
      const text = `${HEADERS[kind]} { ${good} }`;
      expect(problemsWithoutMissing(readText(text)).map((problem) => problem.message)).toEqual([]);
      expect(valueIn(text, good)).toEqual(json);
    });

    test.each(cases.map(([, , bad, code]) => ({ bad, code })))("tells $code of $bad", ({ bad, code }) => {
      const { text, ranges } = unmark(`${HEADERS[kind]} { ${bad} }`);
      const problems = problemsWithoutMissing(readText(text));
      expect(problems.map((problem) => [problem.code, problem.span])).toEqual([[code, ranges[0]]]);
    });
  });
}

test("every attribute has a row", () => {
  const missing = [...allBlocks()].flatMap((block) => {
    if (block.word === "assume" || block.word === "step") return [];
    const rows = (CASES[block.word] ?? []).map(([good]) => good.split(" ")[0]);
    return [...block.attributes.keys()].filter((word) => !COMMON.includes(word) && !rows.includes(word));
  });
  expect(missing).toEqual([]);
});

test("every block with a body may carry setup, cost and changed", () => {
  const without = [...allBlocks()].filter((block) => !COMMON.every((word) => block.attributes.has(word)));
  expect(without.map((block) => block.word)).toEqual(["import"]);
});

describe("a constant of assume", () => {
  const constants = [...allBlocks()].find((block) => block.word === "assume")?.attributes.values() ?? [];
  const names = [...constants].filter(({ word }) => !COMMON.includes(word));
  test.each(names.map(({ word, assumed }) => ({ word, value: assumed?.value, source: assumed?.source })))(
    "$word has a value that it accepts, and a source",
    ({ word, value, source }) => {
      expect(readText(`assume { ${word} ${value} }`).problems).toEqual([]);
      expect(source).toBeTruthy();
    },
  );
  test("takes another value by its documented name", () => {
    expect(readText("assume { route-factor 1.6; boot-time 5 min; streams 8 }").value).toEqual({
      "route-factor": "1.6",
      "boot-time": "5 min",
      streams: 8,
    });
  });
});
