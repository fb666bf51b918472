import { type BoundMigration, bindMigration } from "../../model/bind.ts";
import { copiesOfWorkload } from "../../model/copies.ts";
import { backupsOf } from "../protection.ts";
import { defineRule } from "../rule.ts";
import { addBehind } from "../statement-edit.ts";

export const migrationIsNoRecovery = defineRule<BoundMigration>({
  code: "migration-is-no-recovery",
  severity: "error",
  summary: "Live migration does not recover anything: a dead site moves no machines.",
  why: "A migration needs the machine to run, and both sites and the line between them to work. It avoids a disaster that announces itself hours before; it does nothing about one that strikes. For that the other site needs a copy of the data and a plan to start from it.",
  sources: [
    "ipSpace: Follow-the-Sun Workload Mobility, and VMworld and long-distance vMotion, 2009: what is moved must still be alive",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre; layer2 yes }
tier silver { rpo 15 min; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s }
<|migrate desk from york to leeds|> { method live }
migrate desk from york to leeds { method storage }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre; layer2 yes }
tier silver { rpo 15 min; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s }
replicate desk to leeds { mode async; history 7 d every 1 h }
migrate desk from york to leeds { method live }
migrate desk from york to leeds { method storage }`,
  },
  kinds: ["migrate"],

  *check(declaration, { plan }) {
    const bound = bindMigration(plan, declaration);
    if (bound?.migration.method !== "live" || bound.from !== bound.workload.site) return;
    const { name } = bound.workload.workload;
    if (copiesOfWorkload(plan, name).length > 0) return;
    // Snapshots lie where the machine runs, and are lost with it.
    if (backupsOf(plan, name).some(({ method }) => method !== "snapshot")) return;
    yield { at: declaration.document.spans.header, facts: bound };
  },

  message: ({ workload: { workload }, from, to }) =>
    `'${workload.name}' can be moved from '${from.name}' to '${to.name}' while both run, but nothing of it survives the loss of '${from.name}': it has no copy and no backup.`,

  fixes: ({ workload: { workload }, to }, { declaration }) => [
    {
      edits: addBehind(declaration, [`replicate ${workload.name} to ${to.name} { mode async; history 7 d every 1 h }`]),
      preferred: true,
      title: () => `Copy '${workload.name}' asynchronously to '${to.name}', so that it can be started there`,
    },
  ],
});
