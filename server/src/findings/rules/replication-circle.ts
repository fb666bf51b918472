import { type BoundReplication, bindReplications } from "../../model/bind.ts";
import { copiesOfWorkload } from "../../model/copies.ts";
import { copyFromOwnSite } from "../fixes/copy-from-own-site.ts";
import { defineRule } from "../rule.ts";

export const replicationCircle = defineRule<{ readonly bound: BoundReplication; readonly circle: readonly string[] }>({
  code: "replication-circle",
  severity: "error",
  summary: "Copies must not feed each other in a circle that the workload itself never enters.",
  why: "A cascade passes on what a site has received. If every site of it waits for another one, none ever gets the data: one copy must start at the workload's own site.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site hull { location 53.74, -0.33 }
link one york <-> leeds { bandwidth 1 Gbps }
link two leeds <-> hull { bandwidth 1 Gbps }
tier bronze { rpo 24 h; rto 48 h }
workload files { site york; tier bronze; data 60 GB; change 250 kB/s }
replicate files from <|hull|> to leeds { mode async; history 7 d every 1 h }
replicate files from <|leeds|> to hull { mode async }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site hull { location 53.74, -0.33 }
link one york <-> leeds { bandwidth 1 Gbps }
link two leeds <-> hull { bandwidth 1 Gbps }
tier bronze { rpo 24 h; rto 48 h }
workload files { site york; tier bronze; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }
replicate files from leeds to hull { mode async }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan }) {
    const { spans } = declaration.document;
    for (const bound of bindReplications(plan, declaration)) {
      const circle = circleOf(bound, copiesOfWorkload(plan, bound.workload.workload.name));
      if (circle) yield { at: spans.at("/from") ?? spans.header, facts: { bound, circle } };
    }
  },

  message: ({ bound: { workload }, circle }) =>
    `These copies of '${workload.workload.name}' only feed each other (${circle.join(" → ")}): none starts at '${workload.site?.name ?? "its site"}'.`,

  fixes: ({ bound: { workload } }, { declaration }) => copyFromOwnSite(workload, declaration),
});

/** The way round from the site that a copy fills back to it, if everything upstream of it is filled only by such circles. */
function circleOf(bound: BoundReplication, copies: readonly BoundReplication[]): readonly string[] | undefined {
  const origin = bound.workload.site;
  if (bound.from === origin) return undefined;
  const upstream = new Set([bound.from]);
  for (const site of upstream) {
    for (const { from, to } of copies) {
      if (to !== site) continue;
      if (from === origin) return undefined;
      upstream.add(from);
    }
  }
  return upstream.has(bound.to) ? wayRound(bound, copies) : undefined;
}

/** The shortest way from the site that a copy fills to the one from which it copies, and back. */
function wayRound({ from, to }: BoundReplication, copies: readonly BoundReplication[]): readonly string[] {
  const cameFrom = new Map([[to, to]]);
  for (const site of cameFrom.keys()) {
    if (site === from) break;
    for (const copy of copies) if (copy.from === site && !cameFrom.has(copy.to)) cameFrom.set(copy.to, site);
  }
  const way = [from.name];
  for (let site = from; site !== to; site = cameFrom.get(site) ?? to) way.unshift((cameFrom.get(site) ?? to).name);
  return [from.name, ...way];
}
