import { type BoundMigration, bindMigration } from "../../model/bind.ts";
import { copiesOfWorkload } from "../../model/copies.ts";
import { type Plan, usersOf } from "../../model/plan.ts";
import { defineRule } from "../rule.ts";
import { addBehind } from "../statement-edit.ts";

export const storageLeftBehind = defineRule<BoundMigration>({
  code: "storage-left-behind",
  severity: "error",
  summary: "A plan that moves machines must say how their storage comes along.",
  why: "A live migration moves memory. The disks stay where they are: every read and write of the moved machine then crosses the line, and when the old site goes, so do they. Move the storage as well, mirror it synchronously, or let both sites serve it.",
  sources: ["VMworld and long-distance vMotion, 2009: a moved machine leaves its storage behind"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre; layer2 yes }
tier silver { rpo 1 h; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s }
replicate desk to leeds { mode async; history 7 d every 1 h }
migrate desk from york to leeds { method <|live|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre; layer2 yes }
tier silver { rpo 1 h; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s }
replicate desk to leeds { mode sync; history 7 d every 1 h }
migrate desk from york to leeds { method live }`,
  },
  kinds: ["migrate"],

  *check(declaration, { plan }) {
    const bound = bindMigration(plan, declaration);
    if (bound?.migration.method !== "live" || bound.from === bound.to) return;
    if (bound.technology?.modes.includes("storage") || isServedAtBoth(plan, bound) || movesStorage(plan, bound)) return;
    const { spans } = declaration.document;
    yield { at: spans.at("/method") ?? spans.header, facts: bound };
  },

  message: ({ workload: { workload }, from, to }) =>
    `'${workload.name}' moves to '${to.name}' and leaves its storage at '${from.name}': the plan names neither a synchronous or active copy between them nor a move of the storage.`,

  fixes: ({ workload: { workload }, from, to, migration }, { declaration }) => {
    const over = migration.over ? ` over ${migration.over.join(", ")}` : "";
    const block = `migrate ${workload.name} from ${from.name} to ${to.name}${over} { method storage }`;
    return [
      {
        edits: addBehind(declaration, [block]),
        title: () => `Move the storage of '${workload.name}' to '${to.name}' as well`,
      },
    ];
  },
});

/** Whether both sites have the same data at every moment, or both serve it. */
function isServedAtBoth(plan: Plan, { workload, from, to }: BoundMigration): boolean {
  return copiesOfWorkload(plan, workload.workload.name).some(({ replication, from: one, to: other }) => {
    const between = (one === from && other === to) || (one === to && other === from);
    const { mode, failover } = replication;
    return between && (mode === "sync" || mode === "quorum" || failover === "active");
  });
}

function movesStorage(plan: Plan, { workload, from, to }: BoundMigration): boolean {
  return [...usersOf(plan, "migrate", workload.workload.name)].some((id) => {
    const move = bindMigration(plan, plan.declarations.get(id));
    return move?.workload === workload && move.migration.method === "storage" && move.from === from && move.to === to;
  });
}
