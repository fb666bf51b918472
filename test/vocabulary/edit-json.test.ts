import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { editJson } from "../../server/src/vocabulary/edit-json.ts";
import { type JsonFile, readJson } from "../../server/src/vocabulary/read-json.ts";
import { EXAMPLE_DOCUMENT } from "./example-plan.ts";

const SITES = `{
  "imports": ["other.drplan"],
  "sites": [
    { "name": "york", "location": "53.96, -1.08" },
    { "name": "leeds", "location": "53.80, -1.55", "hosts": 12 },
    { "name": "hull", "location": "53.74, -0.33" }
  ]
}
`;

/** The file after one text was replaced by another. */
function replaced(file: JsonFile, text: string, by: string): JsonFile {
  const start = file.text.indexOf(text);
  if (start < 0) throw new Error(`There is no '${text}'.`);
  return editJson(file, [{ span: { start, end: start + text.length }, text: by }]);
}

/** Which blocks are others than before, by their places. */
function others(before: JsonFile, after: JsonFile): readonly number[] {
  return after.documents.flatMap((document, index) => (before.documents.includes(document) ? [] : [index]));
}

describe("an edit", () => {
  const before = readJson(SITES);
  test.each([
    // what, text, by, blocks that are others
    ["of a value", "12", "120", [2]],
    ["of a name", "hull", "bridlington", [3]],
    ["that adds an attribute", '"hosts": 12', '"hosts": 12, "standby": "warm"', [2]],
    ["that breaks a block", '"hosts": 12', '"hosts": ', [2]],
    ["that ends a block early", ', "hosts"', '}, { "hosts"', [2, 3]],
    ["between blocks", '    { "name": "hull"', '    { "name": "bath" },\n    { "name": "hull"', [3]],
    ["of white space alone", "\n    ", "\n\n      ", []],
    ["that removes a block", '    { "name": "york", "location": "53.96, -1.08" },\n', "", []],
    ["of a block that is a text", "other", "another", [0]],
  ])("%s leaves the other blocks the same", (_what, text, by, changed) => {
    const after = replaced(before, text, by);
    expect(others(before, after)).toEqual(changed);
    expectSame(after, readJson(after.text));
  });

  test("leaves equal blocks apart", () => {
    const twins = readJson('{ "sites": [{ "name": "a" }, { "name": "b" }, { "name": "a" }] }');
    const after = replaced(twins, '{ "name": "b" }, ', "");
    expect(after.documents[0]).not.toBe(after.documents[1]);
    expectSame(after, readJson(after.text));
  });
});

const FRAGMENTS = fc.constantFrom(
  ...'{}[],:"1a \n\\'.split(""),
  "",
  '"hosts": 3, ',
  '}, { "name": "b"',
  "// x",
  "/*",
  "},",
);

test("after any edits the file is as if it were opened anew", () => {
  const edit = fc.record({ at: fc.nat(), length: fc.nat(8), text: FRAGMENTS });
  const texts = fc.constantFrom(SITES, JSON.stringify(EXAMPLE_DOCUMENT, undefined, 2));
  fc.assert(
    fc.property(texts, fc.array(edit, { minLength: 1, maxLength: 6 }), (text, edits) => {
      let file = readJson(text);
      for (const { at, length, text: inserted } of edits) {
        const start = at % (file.text.length + 1);
        const one = { span: { start, end: Math.min(file.text.length, start + length) }, text: inserted };
        const expected = applyEdits(file.text, [one]);
        file = editJson(file, [one]);
        expect(file.text).toBe(expected);
        expectSame(file, readJson(expected));
      }
    }),
    { numRuns: 300, seed: 20260914 },
  );
});

function expectSame(file: JsonFile, anew: JsonFile): void {
  expect(told(file)).toEqual(told(anew));
}

/** All that a file says, with the places of its blocks and of what they say first. */
function told({ text, documents, starts, problems }: JsonFile) {
  const blocks = documents.map(({ kind, value, problems: own, spans }) => {
    const pointers = Object.keys(value).flatMap((name) => [spans.at(`/${name}`), spans.keyAt(`/${name}`)]);
    return { kind, value, own, places: [spans.statement, spans.header, ...pointers] };
  });
  return { text, starts, problems, blocks };
}
