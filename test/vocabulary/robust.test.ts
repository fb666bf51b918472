import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import type { BlockDocument } from "../../server/src/vocabulary/block-document.ts";
import { readBlock } from "../../server/src/vocabulary/read-block.ts";
import { readJson } from "../../server/src/vocabulary/read-json.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { planDocument } from "../../server/src/vocabulary/write-json.ts";
import { writePlan } from "../../server/src/vocabulary/write-plan.ts";
import { arbitraryPlan } from "../support/arbitrary-plan.ts";
import { EXAMPLE_DOCUMENT } from "./example-plan.ts";

const RUNS = { seed: 20_260_914, numRuns: 60 };

/** A plan as text in which a few places are replaced by something else. */
const arbitraryDamage = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(8),
  text: fc.constantFrom(
    "",
    " ",
    "x",
    "{",
    "}",
    '"',
    ",",
    ";",
    "5 m",
    "3 MBps",
    "to",
    "\n",
    "->",
    "é",
    "..",
    "yes",
    "99:99",
  ),
});

function damaged(text: string, damages: readonly { place: number; length: number; text: string }[]): string {
  return damages.reduce((before, { place, length, text: replacement }) => {
    const start = Math.floor(place * before.length);
    const end = Math.min(start + length, before.length);
    return applyEdits(before, [{ span: { start, end }, text: replacement }]);
  }, text);
}

const arbitraryDamagedText = fc
  .tuple(arbitraryPlan(), fc.array(arbitraryDamage, { minLength: 1, maxLength: 5 }))
  .map(([plan, damages]) => damaged(writePlan(planDocument(readJson(JSON.stringify(plan)).documents)), damages));

/** All pointers to single values. */
function leaves(value: unknown, pointer = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [pointer];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${pointer}/${name}`));
}

/** What may be wrong with a value from which everything wrong was taken out. */
const LEFT_OVER = new Set(["missing-attribute", "missing-value", "ambiguous-unit", "contradictory-attributes"]);

describe("a damaged plan", () => {
  test("is read without failing, and its problems and repairs lie in its blocks", () => {
    fc.assert(
      fc.property(arbitraryDamagedText, (text) => {
        const { blocks } = parseFile(text, parseOptions());
        const outside = blocks.flatMap((block) => {
          const problems = readBlock(block).problems;
          for (const { edits } of problems.flatMap(({ repairs }) => repairs)) applyEdits(block.text, edits);
          return problems.filter(
            ({ span }) => !(0 <= span.start && span.start <= span.end && span.end <= block.text.length),
          );
        });
        expect(outside).toEqual([]);
      }),
      RUNS,
    );
  });

  test("gives values that are sound", () => {
    fc.assert(
      fc.property(arbitraryDamagedText, (text) => {
        const documents = parseFile(text, parseOptions()).blocks.map((block) => readBlock(block));
        const again = readJson(JSON.stringify(planDocument(documents)));
        const problems = [...again.problems, ...again.documents.flatMap((document) => document.problems)];
        expect(problems.filter(({ code }) => !LEFT_OVER.has(code))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("knows where each of its values stands", () => {
    fc.assert(
      fc.property(arbitraryDamagedText, (text) => {
        const documents: readonly BlockDocument[] = parseFile(text, parseOptions()).blocks.map((block) =>
          readBlock(block),
        );
        const lost = documents.flatMap(({ value, spans }) =>
          leaves(value).filter((pointer) => !pointer.endsWith("/doc") && !spans.at(pointer)),
        );
        expect(lost).toEqual([]);
      }),
      RUNS,
    );
  });
});

test("any text is read as JSON without failing", () => {
  const whole = JSON.stringify(EXAMPLE_DOCUMENT, undefined, 1);
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.array(arbitraryDamage, { minLength: 1, maxLength: 4 }).map((damages) => damaged(whole, damages)),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { documents, problems } = readJson(text);
      for (const { span } of [...problems, ...documents.flatMap((document) => document.problems)]) {
        expect(span.start <= span.end && span.end <= text.length).toBe(true);
      }
    }),
    { ...RUNS, numRuns: 400 },
  );
});
