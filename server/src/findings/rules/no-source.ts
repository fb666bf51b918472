import { type BoundReplication, bindReplications } from "../../model/bind.ts";
import { copiesOfWorkload } from "../../model/copies.ts";
import type { Plan } from "../../model/plan.ts";
import { copyFromOwnSite } from "../fixes/copy-from-own-site.ts";
import { defineRule } from "../rule.ts";

export const noSource = defineRule<BoundReplication>({
  code: "no-source",
  severity: "error",
  summary: "A copy that starts at another site than the workload's needs a copy there to pass on.",
  why: "`from` another site makes a cascade: the data of the first copy travel on. Where no copy of the workload arrives there is nothing to pass on, and the far copy stays empty.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site hull { location 53.74, -0.33 }
link two leeds <-> hull { bandwidth 1 Gbps }
link one york <-> leeds { bandwidth 1 Gbps }
tier bronze { rpo 24 h; rto 48 h }
workload files { site york; tier bronze; data 60 GB; change 250 kB/s }
replicate files from <|leeds|> to hull { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site hull { location 53.74, -0.33 }
link two leeds <-> hull { bandwidth 1 Gbps }
link one york <-> leeds { bandwidth 1 Gbps }
tier bronze { rpo 24 h; rto 48 h }
workload files { site york; tier bronze; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }
replicate files from leeds to hull { mode async }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan }) {
    const { spans } = declaration.document;
    for (const bound of bindReplications(plan, declaration)) {
      const { from, workload } = bound;
      if (!workload.site || from === workload.site || isFilled(plan, bound)) continue;
      yield { at: spans.at("/from") ?? spans.header, facts: bound };
    }
  },

  message: ({ workload: { workload, site }, from }) =>
    `No copy of '${workload.name}' arrives at '${from.name}', so there is nothing to pass on; the workload runs at '${site?.name ?? ""}'.`,

  fixes: ({ workload }, { declaration }) => copyFromOwnSite(workload, declaration),
});

/** Whether any other block brings the workload to the site from which this copy starts. Backups do not: they are restored, not passed on. */
function isFilled(plan: Plan, { from, workload }: BoundReplication): boolean {
  return copiesOfWorkload(plan, workload.workload.name).some(({ to }) => to === from);
}
