import type { BoundReplication } from "../../model/bind.ts";
import { defineRule } from "../rule.ts";
import { removeFromHeader } from "../statement-edit.ts";

export const noRoute = defineRule<{ readonly bound: BoundReplication; readonly named: boolean }>({
  code: "no-route",
  severity: "error",
  summary: "Links must lead from where a copy starts to where it goes.",
  why: "Data reach another site only over the plan's links. Without a route nothing is copied, whatever the statement says. Links named by `over` must join up in their order, and each must carry data in that direction.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
tier bronze { rpo 24 h; rto 48 h }
workload files { site york; tier bronze; data 60 GB; change 250 kB/s }
<|replicate files to leeds|> { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 100 Mbps }
tier bronze { rpo 24 h; rto 48 h }
workload files { site york; tier bronze; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["replicate"],

  *check(declaration, { estimates }) {
    for (const { bound, route } of estimates.replications(declaration)) {
      if (route || bound.from === bound.to) continue;
      const { spans } = declaration.document;
      yield { at: spans.header, facts: { bound, named: bound.over !== undefined } };
    }
  },

  message({ bound, named }) {
    const way = `from '${bound.from.name}' to '${bound.to.name}'`;
    if (!named) return `No links lead ${way}.`;
    const links = (bound.over ?? []).map(({ link }) => `'${link.name}'`).join(", ");
    return `${links} ${bound.over?.length === 1 ? "does" : "do"} not lead ${way}.`;
  },

  fixes({ bound }, { declaration }) {
    const last = declaration.document.spans.at(`/over/${(bound.over?.length ?? 1) - 1}`);
    if (!last) return [];
    const edits = removeFromHeader(declaration, "/over", last.end);
    return [{ edits, title: () => "Take the quickest route instead" }];
  },
});
