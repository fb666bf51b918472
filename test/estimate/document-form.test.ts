import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import type { T } from "../../server/src/estimate/document/figure.ts";
import type { EstimateDocument } from "../../server/src/estimate/estimate-document.ts";
import { rules } from "../../server/src/findings/registry.ts";
import { readPlanFile } from "../../server/src/workspace/plan-file.ts";
import { generatePlan } from "../bench/generate-plan.ts";
import { analyseText, MAIN } from "../support/analyse-text.ts";
import { arbitraryPlan } from "../support/arbitrary-plan.ts";
import { documentOf } from "../support/document-of.ts";
import { estimateProblems } from "../support/estimate-validator.ts";
import { examplePlans } from "../support/example-plans.ts";
import { unmark } from "../support/marked-text.ts";

describe("the estimate document keeps its schema, in order, without NaN or Infinity", () => {
  it.each(examplePlans().map(({ name, files }) => [name, files] as const))("example %s", (_name, files) => {
    const document = documentOf(analyseText(files));
    expect(document.links.length).toBeGreaterThan(0);
    expectSound(document);
  });

  it.each(rules.map(({ code, examples }) => [code, examples] as const))("examples of rule %s", (_code, examples) => {
    for (const text of [unmark(examples.bad).text, examples.good]) expectSound(documentOf(text));
  });

  it.each([1, 2, 3])("generated plan %i", (seed) => {
    const document = documentOf(generatePlan(300, seed));
    expect(document.replications.length).toBeGreaterThan(20);
    expectSound(document);
  });

  it("any plan that the schema of plans allows", () => {
    fc.assert(
      fc.property(arbitraryPlan(), (plan) => {
        const uri = `${MAIN}.json`;
        const file = readPlanFile(uri, JSON.stringify(plan));
        expectSound(documentOf(analyse(uri, (wanted) => (wanted === uri ? file : undefined))));
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it.each([
    ["quantities beyond all measure", "9".repeat(300)],
    ["quantities next to nothing", `0.${"0".repeat(300)}1`],
  ])("%s", (_what, digits) => {
    expectSound(
      documentOf(`site a { location 50, 8 }
site b { location 51, 8 }
link l a <-> b { bandwidth ${digits} Gbps; available ${digits} kbps }
link m a <-> b { bandwidth 1 Gbps; rtt ${digits} s; distance ${digits} km; other-traffic ${digits} Gbps }
tier t { rpo 1 h; rto 1 h }
workload w { site a; tier t; data ${digits} TB; change ${digits} MB/s }
workload v { site a; tier t; data 1 TB; change 1 MB/s }
replicate w, v to b over l { mode async }
replicate w to b over m { mode sync }
replicate v to b over m { mode async; reduction 3x; initial-copy shipped ${digits} d }`),
    );
  });
});

function expectSound(document: EstimateDocument): void {
  expect(estimateProblems(document)).toEqual([]);
  // NaN and Infinity would come back as null.
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  for (const figure of figuresIn(document)) {
    const [low, likely, high] = [figure.low, figure.likely, figure.high].map(Number);
    // `never` is no number, and above every other.
    if (figure.likely === "never") expect(figure.high).toBe("never");
    else expect(figure.low).not.toBe("never");
    if (typeof figure.low === "number" && typeof figure.likely === "number")
      expect(low).toBeLessThanOrEqual(likely as number);
    if (typeof figure.likely === "number" && typeof figure.high === "number")
      expect(likely).toBeLessThanOrEqual(high as number);
  }
}

function figuresIn(value: unknown): readonly T[] {
  if (typeof value !== "object" || value === null) return [];
  return "likely" in value ? [value as T] : Object.values(value).flatMap(figuresIn);
}
