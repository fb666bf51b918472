import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits, type TextEdit } from "../../server/src/base/text-edit.ts";
import { editFile } from "../../server/src/syntax/edit-file.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { textOf } from "../../server/src/syntax/position.ts";
import { change, editOf, planLike } from "./arbitrary-text.ts";
import { options } from "./parse-options.ts";

describe("after an edit the file is what a fresh parse gives", () => {
  test("for any chain of edits of any text", () => {
    fc.assert(
      fc.property(planLike, fc.array(change, { minLength: 1, maxLength: 8 }), (start, changes) => {
        let text = start;
        let file = parseFile(text, options);
        for (const each of changes) {
          const edit = editOf(text, each);
          text = applyEdits(text, [edit]);
          file = editFile(file, edit, options);
          expect(file).toStrictEqual(parseFile(text, options));
          expect(textOf(file)).toBe(text);
        }
      }),
      { seed: 20260914, numRuns: 400 },
    );
  });

  // Each of these changes a block that the edit does not touch.
  test.each([
    ["a brace on the next line", "site a\n\n", "{ hosts 4 }\n", ""],
    [
      "a comment closed far below",
      "/* x\nsite a {}\nsite b {}\nsite c {}\nsite d {}\nsite e {}\nsite f {}\n",
      "*/",
      "",
    ],
    [
      "a comment opened below a half one",
      "/* x\nsite a {}\nsite b {}\nsite c {}\nsite d {}\n",
      "/* y ",
      "*/\nsite z {}",
    ],
    [
      "an option closed far below",
      "option o {\nsite a {}\nsite b {}\nsite c {}\nsite d {}\nsite e {}\n",
      "}",
      "\nsite f {}",
    ],
    ["a runbook closed later", "runbook {\n  step a {\n}\nfoo { }\nbar { }\nbaz { }\n", "}", "\nsite z {}"],
    ["a text closed behind other blocks of its line", "site “a {} site b {} site c {} site d", "”", " {}"],
    ["a text closed", 'plan "a\nsite b {}\n', "", ""],
  ])("%s", (_what, before, inserted, after) => {
    const file = parseFile(before + after, options);
    const edit = { span: { start: before.length, end: before.length }, text: inserted };
    const edited = editFile(file, edit, options);
    expect(edited).toStrictEqual(parseFile(before + inserted + after, options));
    const back = { span: { start: before.length, end: before.length + inserted.length }, text: "" };
    expect(editFile(edited, back, options)).toStrictEqual(file);
  });

  test("also when the edit reaches beyond the file", () => {
    const file = parseFile("site a {}\n", options);
    const edited = editFile(file, { span: { start: 5, end: 400 }, text: "b" }, options);
    expect(textOf(edited)).toBe("site b");
  });
});

describe("blocks that an edit leaves alone keep their identity", () => {
  const before = Array.from({ length: 40 }, (_, i) => `site s${i} {\n  hosts 4\n}\n`);

  /** Indices of the new blocks that are not old ones. */
  function changed(text: string, edit: TextEdit): number[] {
    const file = parseFile(text, options);
    const old = new Set(file.blocks);
    return editFile(file, edit, options).blocks.flatMap((block, i) => (old.has(block) ? [] : [i]));
  }

  test("a letter typed in a block changes that block alone", () => {
    const text = before.join("");
    const at = text.indexOf("s20") + 1;
    expect(changed(text, { span: { start: at, end: at }, text: "x" })).toEqual([20]);
  });

  test("a block inserted between two is new alone", () => {
    const text = before.join("");
    const at = text.indexOf("site s20");
    expect(changed(text, { span: { start: at, end: at }, text: "tier gold { }\n" })).toEqual([20]);
  });

  test("a brace deleted with its line changes that block alone", () => {
    const text = before.join("");
    const at = text.indexOf("}", text.indexOf("s20"));
    expect(changed(text, { span: { start: at, end: at + 2 }, text: "" })).toEqual([20]);
  });

  test("in a file with an unclosed block, too", () => {
    const broken = before.with(3, "site s3 {\n  hosts 4\n").with(30, 'runbook {\n  step a "A" {\n}\n').join("");
    const at = broken.indexOf("s20") + 1;
    expect(changed(broken, { span: { start: at, end: at }, text: "x" })).toEqual([20]);
  });

  test("behind an unclosed comment and an unclosed option, too", () => {
    const broken = ["/* half\n", "option o {\n", ...before].join("");
    const at = broken.indexOf("s20") + 1;
    expect(changed(broken, { span: { start: at, end: at }, text: "x" })).toEqual([21]);
  });

  test("blocks deleted with part of their neighbours change the rest alone", () => {
    const text = before.join("");
    const start = text.indexOf("s10") + 3;
    const end = text.indexOf(" {", text.indexOf("s20"));
    expect(changed(text, { span: { start, end }, text: "x" })).toEqual([10]);
  });
});
