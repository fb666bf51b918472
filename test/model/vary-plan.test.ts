import { describe, expect, test } from "vitest";
import { type Analysis, analysisAfter } from "../../server/src/analysis.ts";
import { lookUp, type Plan, usersOf } from "../../server/src/model/plan.ts";
import { type PlanChanges, variedPlan } from "../../server/src/model/vary-plan.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import type { BlockDocument } from "../../server/src/vocabulary/block-document.ts";
import { NO_SPANS } from "../../server/src/vocabulary/no-spans.ts";
import { readBlock } from "../../server/src/vocabulary/read-block.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { type Random, seededRandom } from "../bench/seeded-random.ts";
import { analyseText } from "../support/analyse-text.ts";
import { NAMES, randomBlock } from "../support/random-plan.ts";

const PLAN = `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 100 Mbps }
tier silver { rpo 1 h; rto 4 h }
workload files { site york; tier silver; data 1 TB; change 1 MB/s }
replicate files to leeds { mode async }
`;

function documentOf(text: string): BlockDocument {
  const block = parseFile(text, parseOptions()).blocks[0];
  if (!block) throw new Error("There is no block.");
  return readBlock(block);
}

function idOf(plan: Plan, name: string): number {
  const declaration = lookUp(plan, name);
  if (!declaration) throw new Error(`Nothing is called '${name}'.`);
  return declaration.id;
}

/** What a plan holds: its blocks, who is called what, who uses whom. */
function contentOf({ declarations, names, users }: Plan): unknown {
  const told = (id: number) => {
    const declaration = declarations.get(id);
    return `${declaration?.document.kind} ${JSON.stringify(declaration?.value)}`;
  };
  const all = [...declarations.values()].filter(({ document }) => document.kind !== "unknown");
  return {
    declarations: all.map(({ id }) => told(id)).sort(),
    names: new Map([...names.entries()].map(([name, ids]) => [name, ids.map(told)] as const).sort(byKey)),
    users: new Map(
      [...users.entries()]
        .flatMap(([name, kinds]) =>
          [...kinds].map(([kind, ids]) => [`${kind} ${name}`, [...ids].map(told).sort()] as const),
        )
        .sort(byKey),
    ),
  };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function findingsOf({ findings }: Analysis): readonly string[] {
  return [...findings.values()]
    .flatMap((found) => found.map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`))
    .sort();
}

describe("a plan varied without text", () => {
  const { plan } = analyseText(PLAN);

  test("has another value, and keeps all other declarations", () => {
    const id = idOf(plan, "line");
    const value = documentOf("link line york <-> leeds { bandwidth 1 Gbps }").value;
    const { plan: varied, change } = variedPlan(plan, { replaced: new Map([[id, value]]) });
    expect(varied.declarations.get(id)?.value).toMatchObject({ bandwidth: "1 Gbps" });
    expect(plan.declarations.get(id)?.value).toMatchObject({ bandwidth: "100 Mbps" });
    for (const [other, declaration] of plan.declarations.entries()) {
      if (other !== id) expect(varied.declarations.get(other)).toBe(declaration);
    }
    expect([...change.replaced.keys()]).toEqual([id]);
    expect([change.declared.size, change.used.size, change.removed.size]).toEqual([0, 0, 0]);
  });

  test("keeps the identity of a value that is the same again", () => {
    const id = idOf(plan, "line");
    const before = plan.declarations.get(id);
    const { plan: varied } = variedPlan(plan, { replaced: new Map([[id, { ...before?.document.value }]]) });
    expect(varied.declarations.get(id)?.value).toBe(before?.value);
  });

  test("keeps the spans of a block that has another value", () => {
    const id = idOf(plan, "line");
    const value = documentOf("link line york <-> leeds { bandwidth 1 Gbps }").value;
    const { plan: varied } = variedPlan(plan, { replaced: new Map([[id, value]]) });
    const before = plan.declarations.get(id)?.document.spans.at("/bandwidth");
    expect(before).toBeDefined();
    expect(varied.declarations.get(id)?.document.spans.at("/bandwidth")).toEqual(before);
  });

  test("has further blocks, which stand in the file", () => {
    const document = documentOf("site hull { location 53.74, -0.33 }");
    const { plan: varied, change } = variedPlan(plan, { added: [{ document }] });
    expect(lookUp(varied, "hull")?.value).toEqual(document.value);
    expect(varied.files.get(plan.root)?.ids).toContain(idOf(varied, "hull"));
    expect([...change.declared]).toEqual(["hull"]);
    expect(lookUp(plan, "hull")).toBeUndefined();
  });

  test("lacks removed blocks, whose names and uses are gone", () => {
    const id = idOf(plan, "files");
    const { plan: varied, change } = variedPlan(plan, { removed: [id] });
    expect(lookUp(varied, "files")).toBeUndefined();
    expect(usersOf(varied, "workload", "silver").size).toBe(0);
    expect(usersOf(varied, "replicate", "files").size).toBe(1);
    expect([...change.removed.keys()]).toEqual([id]);
    expect([...change.used].sort()).toEqual(["silver", "york"]);
  });

  test("of no changes is the plan's own content", () => {
    expect(contentOf(variedPlan(plan, {}).plan)).toEqual(contentOf(plan));
  });

  test("leaves out what is no declaration of the plan", () => {
    const changes: PlanChanges = { replaced: new Map([[999, {}]]), removed: [998] };
    expect(contentOf(variedPlan(plan, changes).plan)).toEqual(contentOf(plan));
  });

  test("stands in no text where it is given no spans", () => {
    const document: BlockDocument = { kind: "assume", value: { burst: "3x" }, spans: NO_SPANS, problems: [] };
    const { plan: varied } = variedPlan(plan, { added: [{ document }] });
    expect([...varied.declarations.values()].at(-1)?.document.spans.at("/burst")).toBeUndefined();
  });
});

/** Plans to start from, each varied several times, the second time on top of the first. */
const PLANS = 60;
const VARIANTS = 6;
const KINDS = ["site", "link", "tier", "workload", "replicate", "technology", "backup", "runbook", "assume"];

test.each(Array.from({ length: PLANS }, (_, seed) => seed))(
  "a variant of plan %i is what its text would be",
  (seed) => {
    const random = seededRandom(seed);
    const blocks = someBlocks(random);
    let analysis = analyseText(blocks.join("\n"));
    /** Ids of the blocks, in their order; undefined for those that are gone. */
    let ids = [...(analysis.plan.files.get(analysis.plan.root)?.ids ?? [])];
    for (let step = 0; step < VARIANTS; step++) {
      const { changes, apply } = randomChanges(random, blocks, ids);
      const { plan, change } = variedPlan(analysis.plan, changes);
      const varied = analysisAfter(plan, change, analysis, analysis.settings);
      apply();
      const written = analyseText(blocks.join("\n"));
      expect(contentOf(plan), `seed ${seed}, step ${step}`).toEqual(contentOf(written.plan));
      expect(findingsOf(varied), `seed ${seed}, step ${step}`).toEqual(findingsOf(written));
      analysis = varied;
      ids = [...(plan.files.get(plan.root)?.ids ?? [])];
    }
  },
);

/** One of which the vocabulary has nothing to say: what it says is about the text, which a variant leaves alone. */
function soundBlock(random: Random, kind: string, name?: string): string {
  for (;;) {
    const text = randomBlock(random, kind, name);
    if (documentOf(text).problems.length === 0) return text;
  }
}

function someBlocks(random: Random): string[] {
  const named = (["site", "link", "tier", "workload"] as const).flatMap((kind) =>
    NAMES[kind].map((name) => soundBlock(random, kind, name)),
  );
  for (let count = random.whole(6, 12); count > 0; count--) named.push(soundBlock(random, random.pick(KINDS)));
  return named;
}

/** A block with another value, and half of the time another name; one that goes, one that comes; `apply` does the same to the texts. */
function randomChanges(random: Random, blocks: string[], ids: readonly number[]) {
  const there = blocks.flatMap((text, index) => (text === "" ? [] : [index]));
  const changed = random.pick(there);
  const gone = random.chance(0.5) ? random.pick(there.filter((index) => index !== changed)) : undefined;
  const [kind = "", name = ""] = (blocks[changed] ?? "").split(" ");
  const text = soundBlock(random, kind, kind in NAMES && random.chance(0.5) ? name : undefined);
  const extra = random.chance(0.5) ? soundBlock(random, random.pick(KINDS)) : undefined;
  const changes: PlanChanges = {
    replaced: new Map([[ids[changed] as number, documentOf(text).value]]),
    ...(gone === undefined ? {} : { removed: [ids[gone] as number] }),
    ...(extra === undefined ? {} : { added: [{ document: documentOf(extra) }] }),
  };
  const apply = () => {
    blocks[changed] = text;
    if (gone !== undefined) blocks[gone] = "";
    if (extra !== undefined) blocks.push(extra);
  };
  return { changes, apply };
}
