import { isKind } from "../../model/declaration.ts";
import { defineRule } from "../rule.ts";

export const needsCircle = defineRule<{ readonly name: string; readonly circle: readonly string[] }>({
  code: "needs-circle",
  severity: "error",
  summary: "Workloads must not need each other in a circle.",
  why: "A workload starts after those that it needs. In a circle none can be first, so nothing in it is ever recovered. Real systems that need each other start in a degraded way: leave out the need that can wait.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
tier gold { rpo 0 s; rto 1 h }
workload dns { site york; tier gold; data 1 GB; change 1 kB/s; needs <|directory|> }
workload directory { site york; tier gold; data 1 GB; change 1 kB/s; needs <|dns|> }`,
    good: `site york { location 53.96, -1.08 }
tier gold { rpo 0 s; rto 1 h }
workload dns { site york; tier gold; data 1 GB; change 1 kB/s }
workload directory { site york; tier gold; data 1 GB; change 1 kB/s; needs dns }`,
  },
  kinds: ["workload"],

  *check(declaration, { circleOf }) {
    const circle = circleOf(declaration.id);
    if (!circle || !isKind(declaration, "workload")) return;
    const { value, spans } = declaration.document;
    for (const [index, need] of (value.needs ?? []).entries()) {
      if (!circle.includes(need)) continue;
      yield { at: spans.at(`/needs/${index}`) ?? spans.header, facts: { name: value.name ?? "", circle } };
    }
  },

  message({ name, circle }) {
    if (circle.length === 1) return `'${name}' needs itself.`;
    const from = circle.indexOf(name);
    const turned = [...circle.slice(from), ...circle.slice(0, from), name];
    return `These need each other in a circle, so none can start: ${turned.join(" → ")}.`;
  },
});
