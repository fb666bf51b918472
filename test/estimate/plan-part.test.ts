import { describe, expect, test } from "vitest";
import type { UncertainDuration } from "../../server/src/estimate/kernel/duration.ts";
import type { PlanEstimates } from "../../server/src/estimate/plan-estimates.ts";
import { partOf } from "../../server/src/estimate/plan-part.ts";
import { variedEstimates } from "../../server/src/estimate/vary-estimates.ts";
import { isKind } from "../../server/src/model/declaration.ts";
import { generatePlan } from "../bench/generate-plan.ts";
import { idOf, planEstimates } from "../support/plan-estimates.ts";

const BASE = `plan "p" { detect 5 min }
site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site hull { location 53.74, -0.33 }
site bath { location 51.38, -2.36 }
site kent { location 51.28, 0.52 }
link one york <-> leeds { bandwidth 10 Mbps }
link two leeds <-> hull { bandwidth 10 Mbps }
link far bath <-> kent { bandwidth 10 Mbps }
tier silver { rpo 1 h; rto 4 h }
workload files { site york; tier silver; data 1 TB; change 0.8 MB/s }
workload mail { site leeds; tier silver; data 1 TB; change 0.3 MB/s }
workload away { site bath; tier silver; data 1 TB; change 0.3 MB/s }
replicate files to hull { mode async }
replicate mail to hull { mode async }
replicate away to kent { mode async }
backup nightly of files to york { every 1 d }
`;

function titles({ plan }: PlanEstimates): readonly string[] {
  return [...plan.declarations.values()].map(({ name, document, references }) =>
    name === undefined ? `${document.kind} ${references[0]?.name ?? ""}`.trim() : name,
  );
}

describe("the part of a plan on which something rests", () => {
  test("holds what it names, what shares links with it, and the network around", () => {
    const base = planEstimates(BASE);
    expect([...titles(partOf(base, [idOf(base, "files")]))].sort()).toEqual(
      ["plan", "york", "leeds", "hull", "one", "two", "silver", "files", "mail", "nightly"]
        .concat(["replicate files", "replicate mail"])
        .sort(),
    );
  });

  test("holds nothing that travels where that does not count", () => {
    const base = planEstimates(BASE);
    const part = partOf(base, [idOf(base, "one")], { alone: true });
    expect([...titles(part)].sort()).toEqual(["leeds", "one", "plan", "york"]);
  });

  test("has only the scenarios that are asked for, with the same figures, also when it is varied", () => {
    const base = planEstimates(BASE);
    const files = idOf(base, "files");
    const part = partOf(base, [files], { asked: new Set(["loss-of-york"]) });
    const names = ({ estimates }: PlanEstimates) => estimates.scenariosOf("files").map(({ scenario }) => scenario.name);
    expect(names(part)).toEqual(["loss-of-york"]);
    const rto = ({ estimates }: PlanEstimates) => estimates.scenario("loss-of-york")?.outcomes[0]?.rto;
    expect(rto(part)).toEqual(rto(base));
    const slower = variedEstimates(part, {
      replaced: new Map([[base.plans[0] ?? 0, { title: "p", detect: "15 min" }]]),
    });
    expect(names(slower)).toEqual(["loss-of-york"]);
    expect(likely(rto(slower))).toBeCloseTo(likely(rto(base)) + 600, 6);
  });

  test("is the plan itself where all belongs to it", () => {
    const base = planEstimates(BASE.replace(/^.*(bath|far|away|kent).*\n/gm, ""));
    expect(partOf(base, [idOf(base, "files")])).toBe(base);
  });
});

function likely(duration: UncertainDuration | undefined): number {
  return duration?.likely.kind === "after" ? duration.likely.time : Number.NaN;
}

/** Figures of a workload that can be compared with those in another plan. */
function told({ estimates }: PlanEstimates, workload: string): string {
  const copies = estimates
    .copiesOf(workload)
    .map(({ rpo, sync, verdict, bound }) => [bound.to.name, rpo, sync?.added, verdict]);
  const outcomes = estimates.scenariosOf(workload).map(({ scenario, outcomes: all }) => {
    const outcome = all.find((one) => one.workload.workload.name === workload);
    return [scenario.name, outcome?.rpo, outcome?.rto, outcome?.verdict];
  });
  return JSON.stringify([copies, outcomes]);
}

test("what is estimated of a workload is the same in its part", () => {
  const base = planEstimates(generatePlan(150, 3));
  const workloads = [...base.plan.declarations.values()].filter((declaration) => isKind(declaration, "workload"));
  const some = workloads.filter((_, index) => index % 12 === 0);
  expect(some.length).toBeGreaterThan(4);
  for (const { id, name = "" } of some) {
    const reads = base.estimates.scenariosOf(name).flatMap((scenario) => [...scenario.reads]);
    const part = partOf(base, [id, ...reads]);
    expect(part.plan.declarations.size).toBeLessThan(base.plan.declarations.size);
    expect(told(part, name), name).toBe(told(base, name));
  }
});
