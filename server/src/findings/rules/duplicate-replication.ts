import { copiesOfWorkload } from "../../model/copies.ts";
import { isKind } from "../../model/declaration.ts";
import { defineRule } from "../rule.ts";

export const duplicateReplication = defineRule<{
  readonly workload: string;
  readonly from: string;
  readonly to: string;
}>({
  code: "duplicate-replication",
  severity: "warning",
  summary: "A workload is copied once from one site to another.",
  why: "Two copies of the same data from and to the same sites load the links twice and protect no better than the quicker of them. Mostly one was forgotten when the other was written.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link one york <-> leeds { bandwidth 1 Gbps }
tier bronze { rpo 24 h; rto 48 h }
workload files { site york; tier bronze; data 60 GB; change 250 kB/s }
replicate <|files|> to leeds { mode async; history 7 d every 1 h }
replicate <|files|> from york to leeds { mode async }`,
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
    for (const [index, workload] of (value.workloads ?? []).entries()) {
      const copies = copiesOfWorkload(plan, workload);
      const own = copies.find(({ replication }) => replication.id === declaration.id);
      if (!own) continue;
      const twin = copies.find(({ replication, from, to }) => {
        return replication.id !== declaration.id && from === own.from && to === own.to;
      });
      if (!twin) continue;
      yield {
        at: spans.at(`/workloads/${index}`) ?? spans.header,
        facts: { workload, from: own.from.name, to: own.to.name },
        related: [{ declaration: twin.replication.id, pointer: "/to", message: "Also copied here" }],
      };
    }
  },

  message: ({ workload, from, to }) => `'${workload}' is copied from '${from}' to '${to}' more than once.`,
});
