import { describe, expect, test } from "vitest";
import { shift } from "../../server/src/base/span.ts";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import type { Problem } from "../../server/src/vocabulary/block-document.ts";
import { readJson } from "../../server/src/vocabulary/read-json.ts";
import { planDocument } from "../../server/src/vocabulary/write-json.ts";
import { unmark } from "../support/marked-text.ts";
import { EXAMPLE_DOCUMENT } from "./example-plan.ts";

function problemsIn(text: string): readonly Problem[] {
  const { documents, problems, starts } = readJson(text);
  const own = documents.flatMap((document, index) =>
    document.problems.map((problem) => inFile(problem, starts[index] ?? 0)),
  );
  return [...problems, ...own];
}

/** With spans in the file. */
function inFile({ repairs, ...problem }: Problem, start: number): Problem {
  const moved = repairs.map((repair) => ({
    ...repair,
    edits: repair.edits.map((edit) => ({ ...edit, span: shift(edit.span, start) })),
  }));
  return { ...problem, span: shift(problem.span, start), repairs: moved };
}

test("the example plan is read as it is", () => {
  const text = JSON.stringify({ $schema: "plan.schema.json", ...EXAMPLE_DOCUMENT });
  expect(problemsIn(text)).toEqual([]);
  expect(planDocument(readJson(text).documents)).toEqual(EXAMPLE_DOCUMENT);
});

test("short forms are lengthened", () => {
  const { documents } = readJson(
    '{ "imports": ["a.drplan"], "workloads": [{ "name": "a", "change": ["2 MB/s"], "burst": "3x" }] }',
  );
  expect(documents.map(({ value }) => value)).toEqual([
    { file: "a.drplan" },
    { name: "a", change: [{ rate: "2 MB/s" }], burst: { ratio: "3x" } },
  ]);
});

test("a link is two-way unless it says otherwise", () => {
  const { documents } = readJson('{ "links": [{ "name": "w", "from": "a", "to": "b", "bandwidth": "1 Gbps" }] }');
  expect(documents[0]?.value).toHaveProperty("direction", "both");
});

const SITE = '{ "sites": [{ "name": "a", "location": "1, 2", ';
describe("a problem", () => {
  test.each([
    ["<|[]|>", [["bad-json", "A plan document is a JSON object"]]],
    ["<||>", [["bad-json", "The plan is empty: it needs at least {}"]]],
    ['{ "<|sits|>": [] }', [["unknown-block", "A plan document has no 'sits': did you mean 'sites'?"]]],
    ['{ "sites": <|{}|> }', [["unexpected-value", "'sites' is a list: write it in square brackets"]]],
    ['{ "plan": <|[]|> }', [["unexpected-value", "'plan' is one block: write it in braces"]]],
    ['{ "sites": [<|3|>] }', [["unexpected-value", "A site is written in braces"]]],
    [
      '{ "sites": [{ "name": <|"a"|> }] }',
      [["missing-attribute", "Site 'a' needs 'location', for example location 50.1109, 8.6821"]],
    ],
    [`${SITE}"<|bandwith|>": 3 }] }`, [["unknown-attribute", "Unknown attribute 'bandwith' in site 'a'"]]],
    [
      `${SITE}"<|hots|>": 3 }] }`,
      [["unknown-attribute", "Unknown attribute 'hots' in site 'a': did you mean 'hosts'?"]],
    ],
    [`${SITE}"boot-time": "<|5 m|>" }] }`, [["wrong-dimension", "'5 m' is a distance; a duration is meant: 'min'?"]]],
    [`${SITE}"boot-time": <|5|> }] }`, [["missing-unit", "'5' is not a duration; write for example 3 min"]]],
    [`${SITE}"hosts": <|"12"|> }] }`, [["unexpected-value", "'hosts' is a whole number without a unit, not '12'"]]],
    [`${SITE}"array": <|"A1"|> }] }`, [["unexpected-value", "'array' is a list: write it in square brackets"]]],
    [
      `${SITE}"standby": <|"lukewarm"|> }] }`,
      [["unknown-value", "Unknown standby 'lukewarm': it is one of hot, warm, cold, none"]],
    ],
    [
      `${SITE}"hosts": 3 }], "backups": [{ "name": "b", "of": ["w"], "to": "a", "every": "1 d", "offline": <|"yes"|> }] }`,
      [["unknown-value", "'offline' is true or false, not 'yes'"]],
    ],
    [
      '{ "runbooks": [{ "steps": [{ "name": <|"call"|> }] }] }',
      [["missing-attribute", "Step 'call' needs 'takes', for example takes 10 min"]],
    ],
    [
      '{ "workloads": [{ "name": "w", "site": "a", "tier": "t", "data": "1 TB", "change": ["2 MB/s", { "rate": "3 MB/s", "window": <|"foo"|> }] }] }',
      [["unexpected-value", "'foo' is not a day. Days are mon, tue, wed, thu, fri, sat, sun"]],
    ],
  ])("in %s", (marked, told) => {
    const { text, ranges } = unmark(marked);
    const found = problemsIn(text);
    expect(found.map(({ code, message }) => [code, message])).toEqual(told);
    expect(found.map(({ span }) => span)).toEqual(told.map(() => ranges[0]));
  });

  test("in the JSON itself leaves the rest readable", () => {
    const { documents, problems } = readJson('{ "sites": [{ "name": "a", "location": "1, 2" },, { "name": "b", }] }');
    expect(problems.map((problem) => problem.code)).toContain("bad-json");
    expect(documents.map(({ value }) => value)).toEqual([{ name: "a", location: "1, 2" }, { name: "b" }]);
  });
});

describe("the first repair", () => {
  test.each([
    [`${SITE}"boot-time": "5 m" }] }`, `${SITE}"boot-time": "5 min" }] }`],
    [`${SITE}"hots": 3 }] }`, `${SITE}"hosts": 3 }] }`],
    [`${SITE}"hosts": "12" }] }`, `${SITE}"hosts": 12 }] }`],
    [`${SITE}"array": "A1" }] }`, `${SITE}"array": ["A1"] }] }`],
    ['{ "sites": [{ "name": "a" }] }', '{ "sites": [{ "name": "a", "location": "50.1109, 8.6821" }] }'],
    [
      '{ "backups": [{ "name": "b", "of": ["w"], "to": "a", "every": "1 d", "offline": "yes" }] }',
      '{ "backups": [{ "name": "b", "of": ["w"], "to": "a", "every": "1 d", "offline": true }] }',
    ],
  ])("of %s", (before, after) => {
    const repair = problemsIn(before)[0]?.repairs[0];
    expect(applyEdits(before, repair?.edits ?? [])).toBe(after);
  });
});

test("spans count from the start of the block, also behind an item in error", () => {
  const file = '{ "workloads": [{ "name": "w", "change": ["foo", "2 MB/s", { "rate": "3 MB/s", "window": "sat" }] }] }';
  const { documents, starts } = readJson(file);
  const { spans, value } = documents[0] ?? {};
  const text = file.slice(starts[0]);
  expect(value).toMatchObject({ change: [{ rate: "2 MB/s" }, { rate: "3 MB/s", window: "sat" }] });
  const shown = (pointer: string) => {
    const place = spans?.at(pointer);
    return place && text.slice(place.start, place.end);
  };
  expect(["/name", "/change/0", "/change/0/rate", "/change/1/window"].map(shown)).toEqual([
    '"w"',
    '"2 MB/s"',
    '"2 MB/s"',
    '"sat"',
  ]);
  expect(spans?.pointerAt(text.indexOf("sat"))).toBe("/change/1/window");
  expect(spans?.keyAt("/change/1/window")).toEqual({
    start: text.indexOf('"window"'),
    end: text.indexOf('"window"') + 8,
  });
});
