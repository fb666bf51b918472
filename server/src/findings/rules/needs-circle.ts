import { isKind } from "../../model/declaration.ts";
import { lookUp, type Plan } from "../../model/plan.ts";
import { defineRule } from "../rule.ts";
import { removeItem } from "../statement-edit.ts";

export const needsCircle = defineRule<{
  readonly name: string;
  readonly need: string;
  readonly index: number;
  readonly way: readonly string[];
}>({
  code: "needs-circle",
  severity: "error",
  summary: "Workloads must not need each other in a circle.",
  why: "A workload starts after those that it needs. In a circle none can be first, so nothing in it is ever recovered. Real systems that need each other start in a degraded way: leave out the need that can wait.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload dns { site york; tier silver; data 1 GB; change 1 kB/s; needs <|directory|> }
workload directory { site york; tier silver; data 1 GB; change 1 kB/s; needs <|dns|> }
replicate dns, directory to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload dns { site york; tier silver; data 1 GB; change 1 kB/s }
workload directory { site york; tier silver; data 1 GB; change 1 kB/s; needs dns }
replicate dns, directory to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["workload"],

  *check(declaration, { circleOf, plan }) {
    const circle = circleOf(declaration.id);
    if (!circle || !isKind(declaration, "workload")) return;
    const { value, spans } = declaration.document;
    for (const [index, need] of (value.needs ?? []).entries()) {
      if (!circle.includes(need)) continue;
      const facts = { name: value.name ?? "", need, index, way: wayBack(plan, need, value.name ?? "") };
      yield { at: spans.at(`/needs/${index}`) ?? spans.header, facts };
    }
  },

  message({ name, way }) {
    if (way.length === 1) return `'${name}' needs itself.`;
    return `These need each other in a circle, so none can start: ${[name, ...way].join(" → ")}.`;
  },

  fixes: ({ name, need, index }, { declaration }) => [
    { edits: removeItem(declaration, "/needs", index), title: () => `Let '${name}' start without '${need}'` },
  ],
});

/** The shortest chain of needs from one workload to another that it leads to, both included. */
function wayBack(plan: Plan, from: string, to: string): readonly string[] {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  for (const name of cameFrom.keys()) {
    if (name === to) break;
    for (const need of needsOf(plan, name)) if (!cameFrom.has(need)) cameFrom.set(need, name);
  }
  const way: string[] = [];
  for (let name: string | undefined = to; name !== undefined; name = cameFrom.get(name)) way.unshift(name);
  return way;
}

function needsOf(plan: Plan, name: string): readonly string[] {
  const declaration = lookUp(plan, name);
  return declaration && isKind(declaration, "workload") ? (declaration.document.value.needs ?? []) : [];
}
