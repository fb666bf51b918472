import { bindWorkload } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { lookUp } from "../../model/plan.ts";
import { defineRule } from "../rule.ts";

export const copyToItself = defineRule<{ readonly workload: string; readonly site: string }>({
  code: "copy-to-itself",
  severity: "error",
  summary: "A copy must lie at another site than what it is copied from.",
  why: "Without 'from', a copy starts at the workload's own site. A copy at that same site is lost with it, and needs no link.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link one york <-> leeds { bandwidth 1 Gbps }
tier bronze { rpo 24 h; rto 48 h }
workload files { site york; tier bronze; data 60 GB; change 250 kB/s }
replicate files to <|york|> { mode async; history 7 d every 1 h }
replicate files to leeds { mode async }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link one york <-> leeds { bandwidth 1 Gbps }
tier bronze { rpo 24 h; rto 48 h }
workload files { site york; tier bronze; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan }) {
    if (!isKind(declaration, "replicate")) return;
    const { value, spans } = declaration.document;
    if (value.from !== undefined || value.to === undefined) return;
    for (const workload of value.workloads ?? []) {
      const site = bindWorkload(plan, lookUp(plan, workload))?.workload.site;
      if (site === value.to) yield { at: spans.at("/to") ?? spans.header, facts: { workload, site } };
    }
  },

  message: ({ workload, site }) => `'${workload}' runs at '${site}' itself: a copy of it must lie at another site.`,
});
