import { listed } from "../../base/listed.ts";
import { type BoundLink, bindBackup } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { defineRule } from "../rule.ts";
import { removeFromHeader } from "../statement-edit.ts";

interface NoWay {
  readonly from: string;
  readonly to: string;
  readonly over: readonly BoundLink[] | undefined;
}

export const noRoute = defineRule<NoWay>({
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
  kinds: ["replicate", "backup", "migrate"],

  *check(declaration, { estimates, plan }) {
    const at = declaration.document.spans.header;
    const told = new Set<string>();
    for (const { bound, route } of estimates.replications(declaration)) {
      // Several workloads of one site have one way.
      if (route || bound.from === bound.to || told.has(bound.from.name)) continue;
      told.add(bound.from.name);
      yield { at, facts: { from: bound.from.name, to: bound.to.name, over: bound.over } };
    }
    const move = isKind(declaration, "migrate") ? estimates.migration(declaration) : undefined;
    if (move && !move.route)
      yield { at, facts: { from: move.bound.from.name, to: move.bound.to.name, over: move.bound.over } };
    const taken = isKind(declaration, "backup") ? estimates.backups(declaration) : [];
    const lost = taken.find(({ reasons }) => reasons.includes("no-route"));
    const backup = lost && bindBackup(plan, declaration);
    if (backup) yield { at, facts: { from: lost.from, to: backup.to.name, over: backup.over } };
  },

  message({ from, to, over }) {
    const way = `from '${from}' to '${to}'`;
    if (!over) return `No links lead ${way}.`;
    const links = listed(over.map(({ link }) => `'${link.name}'`));
    return `${links} ${over.length === 1 ? "does" : "do"} not lead ${way}.`;
  },

  fixes({ over }, { declaration }) {
    const last = declaration.document.spans.at(`/over/${(over?.length ?? 1) - 1}`);
    if (!last) return [];
    const edits = removeFromHeader(declaration, "/over", last.end);
    return [{ edits, title: () => "Take the quickest route instead" }];
  },
});
