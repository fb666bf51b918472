import { mayRunNamed } from "../../estimate/recovery/place-can-run.ts";
import { siteOf } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { lookUp } from "../../model/plan.ts";
import { defineRule } from "../rule.ts";
import { removeItem } from "../statement-edit.ts";

interface CannotRun {
  readonly place: string;
  readonly role: string;
  readonly index: number;
}

export const placeCannotRun = defineRule<CannotRun>({
  code: "place-cannot-run",
  severity: "warning",
  summary: "Workloads can only be recovered at a site that has servers.",
  why: "A witness holds a vote, a vault holds backups, a bunker passes copies on. None of them has servers for what is lost elsewhere unless the plan gives it `hosts`, or says by `standby` how ready it is. Who names one under `recover-at` has a plan that ends at a locked room.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55; role vault }
site hull { location 53.74, -0.33 }
link wan york <-> hull { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s; recover-at hull, <|leeds|> }
replicate files to hull { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55; role recovery }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s; recover-at leeds }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["workload", "scenario"],

  *check(declaration, { plan }) {
    if (!isKind(declaration, "workload") && !isKind(declaration, "scenario")) return;
    const { value, spans } = declaration.document;
    for (const [index, place] of (value["recover-at"] ?? []).entries()) {
      const named = lookUp(plan, place);
      const site = siteOf(named);
      if (!named || !site || mayRunNamed(site)) continue;
      yield {
        at: spans.at(`/recover-at/${index}`) ?? spans.header,
        facts: { place, role: site.role ?? "", index },
        related: [{ declaration: named.id, pointer: "/role", message: `The role of '${place}'` }],
      };
    }
  },

  message: ({ place, role }) => `'${place}' is a ${role} without 'hosts', so nothing can be recovered there.`,

  fixes: ({ place, index }, { declaration }) => [
    {
      edits: removeItem(declaration, "/recover-at", index),
      title: () => `Do not recover at '${place}'`,
    },
  ],
});
