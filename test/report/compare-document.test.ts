import { describe, expect, test } from "vitest";
import { estimateDesign } from "../../server/src/estimate/option-estimate.ts";
import { type ComparedDesign, type ComparedSide, comparedDesign } from "../../server/src/report/compare-document.ts";
import { analyseText } from "../support/analyse-text.ts";
import { examplePlans } from "../support/example-plans.ts";

type Texts = string | Readonly<Record<string, string>>;

function sideOf(texts: Texts): ComparedSide {
  const analysis = analyseText(texts);
  return { name: "plan", label: undefined, analysis, design: estimateDesign(analysis.estimated) };
}

function compared(before: Texts, after: Texts): ComparedDesign {
  return comparedDesign(sideOf(before), sideOf(after), "file");
}

test.each(examplePlans().map(({ name, files }) => [name, files] as const))(
  "example %s is the same as itself",
  (_, files) => {
    const { changes, workloads, findingMoves, worse } = compared(files, files);
    expect([changes, workloads, findingMoves, worse]).toEqual([[], [], { new: [], gone: [] }, false]);
  },
);

const BASE = `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55; standby hot }
link line york <-> leeds { bandwidth 100 Mbps; medium leased-line }
tier silver { rpo 5 min; rto 4 h }
workload files { site york; tier silver; data 1 TB; change 1 MB/s; outage-cost 100 GBP/h; loss-cost 3_600 GBP/h }
replicate files to leeds { mode periodic; every 2 min; history 1 w every 1 h }
`;

describe("what moves between two plans", () => {
  test("is told of scenarios and copies, with the verdict before and after", () => {
    const { workloads, worse } = compared(BASE, BASE.replace("every 2 min", "every 1 h"));
    expect(workloads.map(({ workload }) => workload)).toEqual(["files"]);
    const lost = workloads[0]?.scenarios.find(({ scenario }) => scenario === "loss-of-york");
    expect([lost?.verdict, worse]).toEqual([{ before: "met", after: "missed" }, true]);
    expect(workloads[0]?.copies.map(({ from, to, feasible }) => [from, to, feasible])).toEqual([
      ["york", "leeds", { before: "yes", after: "yes" }],
    ]);
  });

  test("is never worse in the other direction", () => {
    expect(compared(BASE.replace("every 2 min", "every 1 h"), BASE).worse).toBe(false);
  });

  test("is null on the side that does not have it", () => {
    const without = BASE.replace(/replicate .*\n/, "");
    const [moved] = compared(BASE, without).workloads;
    expect(moved?.copies[0]?.feasible).toEqual({ before: "yes", after: null });
    expect(moved?.copies[0]?.rpo.after).toBeNull();
    const [back] = compared(without, BASE).workloads;
    expect(back?.copies[0]?.feasible).toEqual({ before: null, after: "yes" });
  });

  test("tells what one event costs: an hour of outage 100, of data 3600", () => {
    const { workloads } = compared(BASE, BASE.replace("100 GBP/h", "200 GBP/h"));
    const penalty = workloads[0]?.scenarios.find(({ scenario }) => scenario === "loss-of-york")?.penalty;
    // The hours of outage, priced twice as high: the difference is what they cost before.
    const hours = Number(penalty?.after?.likely) - Number(penalty?.before?.likely);
    const loss = Number(penalty?.before?.likely) - hours;
    const outcome = sideOf(BASE).design.outcomes.find(({ scenario }) => scenario === "loss-of-york");
    const [rpo, rto] = [outcome?.rpo.likely, outcome?.rto.likely].map((time) =>
      time?.kind === "after" ? time.time : 0,
    );
    expect(hours).toBeCloseTo(((rto ?? 0) / 3600) * 100, 6);
    expect(loss).toBeCloseTo(rpo ?? 0, 6);
  });
});

describe("findings", () => {
  test("are the same though their figures differ", () => {
    const late = BASE.replace("every 2 min", "every 1 h");
    const later = BASE.replace("every 2 min", "every 2 h");
    expect(compared(late, later).findingMoves).toEqual({ new: [], gone: [] });
  });

  test("are new once more where there are more of them", () => {
    const typo = BASE.replace("to leeds {", "to leads {");
    const twice = typo.replace("site york;", "site yrok;");
    const rules = ({ findingMoves }: ComparedDesign) => findingMoves.new.map(({ rule, of }) => `${rule} ${of}`);
    expect(rules(compared(BASE, typo))).toContain("unknown-name replicate files to leads");
    expect(rules(compared(typo, twice))).toContain("unknown-name workload files");
  });

  test("of a file that is no JSON are told, too", () => {
    const { findingMoves } = compared(
      { "main.drplan": `import "a.drplan.json"\n${BASE}`, "a.drplan.json": "{}" },
      { "main.drplan": `import "a.drplan.json"\n${BASE}`, "a.drplan.json": "{" },
    );
    expect(findingMoves.new.map(({ rule, of }) => [rule, of])).toContainEqual(["bad-json", null]);
  });
});

describe("changes", () => {
  test.each<readonly [string, string, readonly string[], string]>([
    ["every 2 min", "every 5 min", ["every: 2 min → 5 min"], "a value"],
    ["; history 1 w every 1 h", "", ["history: 1 w every 1 h → null"], "what is no longer given"],
    ["change 1 MB/s", "change 1 MB/s; change 2 MB/s sat", ["change: 1 MB/s → 1 MB/s; 2 MB/s sat"], "a repeated one"],
    ["site york; tier", "site york; needs files2; tier", ["needs: null → files2"], "a list"],
    ["york <-> leeds", "york -> leeds", ["direction: both → one-way"], "a part of the header"],
  ])("%s to %s: %j (%s)", (from, to, expected) => {
    const { changes } = compared(BASE, BASE.replace(from, to));
    const told = changes.flatMap(({ attributes }) =>
      attributes.map(({ attribute, before, after }) => `${attribute}: ${before} → ${after}`),
    );
    expect(told).toEqual(expected);
  });

  test("of place and layout are none", () => {
    const lines = BASE.trim().split("\n");
    expect(compared(BASE, `// moved\n${[...lines].reverse().join("\n\n")}`).changes).toEqual([]);
  });
});
