import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import type { BlockDocument } from "../../server/src/vocabulary/block-document.ts";
import { readBlock } from "../../server/src/vocabulary/read-block.ts";
import { readJson } from "../../server/src/vocabulary/read-json.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { planDocument } from "../../server/src/vocabulary/write-json.ts";
import { writePlan } from "../../server/src/vocabulary/write-plan.ts";
import { arbitraryPlan } from "../support/arbitrary-plan.ts";

const RUNS = { seed: 20_260_914, numRuns: 150 };

function readPlan(text: string): { documents: readonly BlockDocument[]; problems: readonly string[] } {
  const file = parseFile(text, parseOptions());
  const documents = file.blocks.map((block) => readBlock(block));
  const errors = file.blocks.flatMap((block) => block.errors.map((error) => error.message));
  return { documents, problems: [...errors, ...documents.flatMap(problemsOf)] };
}

function problemsOf(document: BlockDocument): readonly string[] {
  return document.problems.filter((problem) => problem.severity === "error").map((problem) => problem.message);
}

describe("a plan document", () => {
  test("that the schema allows has no errors", () => {
    fc.assert(
      fc.property(arbitraryPlan(), (plan) => {
        const { documents, problems } = readJson(JSON.stringify(plan, undefined, 2));
        expect([...problems, ...documents.flatMap(problemsOf)]).toEqual([]);
      }),
      RUNS,
    );
  });

  test("is the same after it was written as text and read again", () => {
    fc.assert(
      fc.property(arbitraryPlan(), (plan) => {
        const canonical = planDocument(readJson(JSON.stringify(plan)).documents);
        const text = writePlan(canonical);
        const { documents, problems } = readPlan(text);
        expect(problems).toEqual([]);
        expect(planDocument(documents)).toEqual(canonical);
      }),
      RUNS,
    );
  });

  test("in its canonical form is canonical already", () => {
    fc.assert(
      fc.property(arbitraryPlan(), (plan) => {
        const canonical = planDocument(readJson(JSON.stringify(plan)).documents);
        expect(planDocument(readJson(JSON.stringify(canonical)).documents)).toEqual(canonical);
      }),
      RUNS,
    );
  });
});
