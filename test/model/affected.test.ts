import { describe, expect, it } from "vitest";
import { affectedBy } from "../../server/src/model/affected.ts";
import { emptyPlan, lookUp, type Plan } from "../../server/src/model/plan.ts";
import type { SourceFile } from "../../server/src/model/source-file.ts";
import { updatePlan } from "../../server/src/model/update-plan.ts";
import { editFile } from "../../server/src/syntax/edit-file.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import type { SyntaxFile } from "../../server/src/syntax/tree.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { MAIN } from "../support/analyse-text.ts";

const TEXT = `site york { location 53.96, -1.08 }
site hull { location 53.74, -0.33 }
site leeds { location 53.80, -1.55 }
link wan york <-> hull { bandwidth 1 Gbps }
link far leeds <-> hull { bandwidth 1 Gbps; conduit river }
tier gold { rpo 1 h; rto 1 h }
tier iron { rpo 1 d; rto 2 d }
workload orders { site york; tier gold; data 1 TB; change 1 MB/s }
workload files { site leeds; tier iron; data 1 TB; change 1 MB/s }
technology mirror { modes async; source "x" }
replicate orders to hull over wan { mode async; using mirror }
replicate files to hull { mode async }
backup nightly of files to hull { every 1 d }
runbook for loss-of-york { step one "do" { takes 5 min } }
`;

const file = parseFile(TEXT, parseOptions());

function planOf(syntax: SyntaxFile, previous: Plan = emptyPlan(MAIN)) {
  const source: SourceFile = { form: "drplan", uri: MAIN, syntax };
  return updatePlan(previous, () => source);
}

/** How people name a block: its own name, or its kind and what it is about. */
function nameOf(plan: Plan, id: number): string {
  const declaration = plan.declarations.get(id);
  const value = declaration?.document.value;
  if (declaration?.name !== undefined) return declaration.name;
  return value && "workloads" in value ? `copy of ${value.workloads?.join()}` : String(declaration?.document.kind);
}

function affected(from: string, to: string): ReadonlySet<string> {
  const { plan } = planOf(file);
  const start = TEXT.indexOf(from);
  expect(start).toBeGreaterThanOrEqual(0);
  const edit = { span: { start, end: start + from.length }, text: to };
  const { plan: next, change } = planOf(editFile(file, edit, parseOptions()), plan);
  const takers = (link: number) =>
    lookUp(next, "wan")?.id === link ? [...next.declarations.keys()].slice(10, 11) : [];
  return new Set([...affectedBy(next, change, takers)].map((id) => nameOf(next, id)));
}

describe("a change affects what was edited and what rests on it", () => {
  it.each<[string, string, string, readonly string[], readonly string[]]>([
    [
      "a site's location: its links, workloads, copies",
      "53.96, -1.08",
      "54, -1",
      ["york", "wan", "orders", "copy of orders"],
      ["far", "files", "iron"],
    ],
    [
      "a link: its copies and who is copied",
      "wan york <-> hull { bandwidth 1 Gbps",
      "wan york <-> hull { bandwidth 2 Gbps",
      ["wan", "copy of orders"],
      ["files", "iron"],
    ],
    [
      "a tier: its workloads and their copies",
      "rpo 1 h",
      "rpo 2 h",
      ["gold", "orders", "copy of orders"],
      ["files", "wan"],
    ],
    [
      "a workload: its copies",
      "tier gold; data 1 TB; change 1",
      "tier gold; data 1 TB; change 2",
      ["orders", "copy of orders"],
      ["files", "nightly"],
    ],
    ["a technology: what uses it", "modes async;", "modes sync;", ["mirror", "copy of orders"], ["copy of files"]],
    [
      "a copy: whose it is",
      "hull over wan { mode async",
      "hull over wan { mode sync",
      ["copy of orders", "orders"],
      ["files"],
    ],
    ["a backup: whose it is", "every 1 d", "every 2 d", ["nightly", "files", "copy of files"], ["orders"]],
    [
      "a name that goes: its users, and scenarios of its loss",
      "site york",
      "site selby",
      ["selby", "wan", "orders", "copy of orders", "runbook"],
      ["far", "files"],
    ],
    [
      "a name that is used anew: who declares it",
      "tier iron; data",
      "tier gold; data",
      ["files", "gold", "iron"],
      ["orders"],
    ],
  ])("%s", (_what, from, to, included, excluded) => {
    const found = affected(from, to);
    for (const name of included) expect(found, name).toContain(name);
    for (const name of excluded) expect(found, name).not.toContain(name);
  });

  it("nothing but itself, where only its layout changed", () => {
    expect(affected("rpo 1 h; rto 1 h", "rpo 1 h;  rto 1 h // promised")).toEqual(new Set(["gold"]));
  });
});
