import { describe, expect, test } from "vitest";
import { optionChanges } from "../../server/src/model/apply-option.ts";
import { isKind } from "../../server/src/model/declaration.ts";
import { declarationTitle } from "../../server/src/model/declaration-title.ts";
import { lookUp } from "../../server/src/model/plan.ts";
import { variedPlan } from "../../server/src/model/vary-plan.ts";
import { MAIN } from "../support/analyse-text.ts";
import { optionNamed, planOfText } from "../support/plan-of-text.ts";

const BASE = `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site hull { location 53.74, -0.33 }
link line york <-> leeds { bandwidth 100 Mbps; conduit river; conduit bridge; other-traffic 5 Mbps }
link oneway york -> hull { bandwidth 10 Mbps }
workload files { site york; data 1 TB; change 1 MB/s; change 3 MB/s mon-fri 09:00-17:00 }
workload mail { site york; data 1 TB; change 1 MB/s }
replicate files, mail to leeds over line { mode async; reduction 2x; cost 100 GBP/year }
replicate files from leeds to hull { mode periodic; every 4 h }
migrate mail from york to hull { method cold }
runbook for fire { step call "Call" { takes 5 min } }
runbook { step look "Look" { takes 1 min } }
scenario fire { lose site york }
`;

function optionOf(text: string) {
  const plan = planOfText(`${BASE}option o {\n${text}\n}\noption other { link line { bandwidth 1 Gbps } }`);
  return { plan, option: optionNamed(plan, "o") };
}

/** Values of the plan's blocks with the option, by title; of blocks that differ or are new alone. Removed ones are null. */
function variant(text: string): Record<string, unknown> {
  const { plan, option } = optionOf(text);
  const { plan: varied } = variedPlan(plan, optionChanges(plan, option).changes);
  const blocks: Record<string, unknown> = {};
  for (const [id, before] of plan.declarations.entries()) {
    if (!varied.declarations.has(id) && !isKind(before, "option")) blocks[declarationTitle(before)] = null;
  }
  for (const [id, declaration] of varied.declarations.entries()) {
    if (plan.declarations.get(id) !== declaration) blocks[declarationTitle(declaration)] = declaration.value;
  }
  return blocks;
}

function mismatches(text: string): readonly string[] {
  const { plan, option } = optionOf(text);
  return optionChanges(plan, option).mismatches.map((one) => {
    const detail = one.what === "incomplete" ? ` ${one.missing.join(" ")}` : "";
    return `${one.pointer} ${one.what} ${one.kind} ${one.name}${detail}`;
  });
}

describe("a block inside an option", () => {
  test("changes only the attributes that it gives", () => {
    expect(variant("link line { bandwidth 200 Mbps }")).toEqual({
      "link line": {
        name: "line",
        from: "york",
        direction: "both",
        to: "leeds",
        bandwidth: "200 Mbps",
        conduit: ["river", "bridge"],
        "other-traffic": [{ rate: "5 Mbps" }],
      },
    });
  });

  test("replaces a repeated attribute as a set", () => {
    expect(variant("workload files { change 2 MB/s }; link line { conduit tunnel }")).toMatchObject({
      "workload files": { change: [{ rate: "2 MB/s" }], data: "1 TB" },
      "link line": { conduit: ["tunnel"] },
    });
  });

  test("takes the direction of a link with its ends", () => {
    expect(variant("link oneway york <-> hull { bandwidth 20 Mbps }")).toMatchObject({
      "link oneway": { direction: "both", from: "york", to: "hull" },
    });
    expect(variant("link oneway { bandwidth 20 Mbps }")).toMatchObject({ "link oneway": { direction: "one-way" } });
  });

  test("is new where the plan has no such name", () => {
    expect(variant("site york2 { location 53.9, -1.1 }")).toEqual({
      "site york2": { name: "york2", location: "53.9, -1.1" },
    });
  });

  test("leaves the plan and the other options alone", () => {
    const { plan, option } = optionOf("link line { bandwidth 200 Mbps }");
    const { plan: varied } = variedPlan(plan, optionChanges(plan, option).changes);
    expect(lookUp(plan, "line")?.value).toMatchObject({ bandwidth: "100 Mbps" });
    expect(lookUp(varied, "line")?.value).toMatchObject({ bandwidth: "200 Mbps" });
    expect([lookUp(varied, "o"), lookUp(varied, "other")]).toEqual([undefined, undefined]);
  });

  test("changes a replication of all workloads of its block", () => {
    expect(variant("replicate files, mail to leeds { mode sync }")).toMatchObject({
      "replicate files, mail to leeds": { mode: "sync", reduction: "2x", over: ["line"] },
    });
  });

  test("parts a workload from the others that are copied with it; what the block costs stays with these", () => {
    expect(variant("replicate mail to leeds { mode sync }")).toEqual({
      "replicate files to leeds": {
        workloads: ["files"],
        to: "leeds",
        over: ["line"],
        mode: "async",
        reduction: "2x",
        cost: "100 GBP/year",
      },
      "replicate mail to leeds": { workloads: ["mail"], to: "leeds", over: ["line"], mode: "sync", reduction: "2x" },
    });
  });

  test("means a copy by the site that it comes from, which is the workload's own where it is left out", () => {
    expect(variant("replicate files from leeds to hull { mode periodic; every 1 h }")).toMatchObject({
      "replicate files from leeds to hull": { every: "1 h" },
    });
    expect(variant("replicate files from york to leeds { mode sync }")).toMatchObject({
      "replicate files from york to leeds": { mode: "sync", reduction: "2x" },
    });
    expect(variant("replicate files to hull { mode async }")).toEqual({
      "replicate files to hull": { workloads: ["files"], to: "hull", mode: "async" },
    });
  });

  test("changes a migration by its workload and sites, and adds another", () => {
    expect(variant("migrate mail from york to hull { concurrent 2 }")).toEqual({
      "migrate mail from york to hull": { workload: "mail", from: "york", to: "hull", method: "cold", concurrent: 2 },
    });
    expect(Object.keys(variant("migrate mail from york to leeds { method cold }"))).toEqual([
      "migrate mail from york to leeds",
    ]);
  });

  test("changes a runbook by the scenarios that it serves", () => {
    const steps = [{ name: "go", text: "Go", takes: "2 min" }];
    expect(variant('runbook for fire { step go "Go" { takes 2 min } }')).toMatchObject({
      "runbook for fire": { steps },
    });
    expect(variant('runbook { step go "Go" { takes 2 min } }')).toMatchObject({ runbook: { steps } });
  });
});

describe("without", () => {
  test("removes what it names", () => {
    expect(variant("without link line")).toEqual({ "link line": null });
  });

  test("takes a workload out of a replication, and the block with the last", () => {
    expect(variant("without replicate files to leeds")).toMatchObject({
      "replicate mail to leeds": { workloads: ["mail"] },
    });
    expect(variant("without replicate files to leeds; without replicate mail")).toEqual({
      "replicate files, mail to leeds": null,
    });
  });

  test("removes all replications of a workload where no sites are given, else those between them", () => {
    expect(Object.keys(variant("without replicate files")).sort()).toEqual([
      "replicate files from leeds to hull",
      "replicate mail to leeds",
    ]);
    expect(variant("without replicate files from leeds")).toEqual({ "replicate files from leeds to hull": null });
    expect(variant("without migrate mail from york to hull")).toEqual({ "migrate mail from york to hull": null });
  });

  test("lets a block of that name start afresh", () => {
    expect(variant("without link line; link line york <-> leeds { bandwidth 1 Gbps }")).toEqual({
      "link line": { name: "line", from: "york", direction: "both", to: "leeds", bandwidth: "1 Gbps" },
    });
  });
});

describe("what in an option does not fit the plan", () => {
  test.each([
    ["link lien { bandwidth 1 Gbps }", ["/links/0 incomplete link lien from to"], "a slip of the pen"],
    ["link lien york <-> hull { bandwidth 1 Gbps }", [], "a new link"],
    ["link files { bandwidth 1 Gbps }", ["/links/0/name other-kind link files"], "the plan calls a workload so"],
    ["replicate files to york { every 1 h }", ["/replicate/0 incomplete replicate files mode"], "a copy to elsewhere"],
    ["without replicate files to york", ["/without/0/name no-match replicate files"], "no such copy"],
    ["without migrate files", ["/without/0/name no-match migrate files"], "no such move"],
    ["without link lien", [], "an unknown name, of which another rule tells"],
    ["replicate mail to leeds { mode sync }", [], "all in order"],
  ])("%s: %j (%s)", (text, expected) => {
    expect(mismatches(text)).toEqual(expected);
  });
});

test("what an option adds has its place in the text", () => {
  const text = `${BASE}option o { site new { location 53.9, -1.1; hosts 4 } }`;
  const plan = planOfText(text);
  const { plan: varied } = variedPlan(plan, optionChanges(plan, optionNamed(plan, "o")).changes);
  const added = lookUp(varied, "new");
  const hosts = added?.document.spans.at("/hosts");
  expect(added?.file).toBe(MAIN);
  expect(text.slice(hosts?.start, hosts?.end)).toBe("4");
  expect(text.slice(added?.document.spans.header.start, added?.document.spans.header.end)).toBe("new");
});
