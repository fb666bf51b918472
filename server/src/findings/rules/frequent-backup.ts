import { bindBackup } from "../../model/bind.ts";
import { copiesOfWorkload } from "../../model/copies.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { defineRule } from "../rule.ts";

interface Frequent {
  readonly workload: string;
  readonly to: string;
  readonly every: Seconds;
}

/** Backups that are taken at least so often stand in for replication, seconds. Own choice. */
const OFTEN = 3600;

export const frequentBackup = defineRule<Frequent>({
  code: "frequent-backup",
  severity: "info",
  summary: "Shipping backups often is coarser than replication, and slower to recover.",
  why: "Backups that travel every hour lose up to an hour and the time that they take, and must be restored before anything starts. Replication of the same changes is seconds behind, and its copy is there already. Where the line carries hourly backups, it mostly carries replication as well.",
  sources: ["DataCore and Riverbed case study (Waterstons)"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 2 h; rto 8 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
backup hourly of files to leeds { every <|1 h|>; keep 7 d }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 2 h; rto 8 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async }
backup nightly of files to leeds { every 1 d; keep 30 d }`,
  },
  kinds: ["backup"],

  *check(declaration, { plan }) {
    const bound = bindBackup(plan, declaration);
    const every = bound?.backup.every;
    if (!bound || !every || every.high > OFTEN || bound.backup.method === "snapshot" || bound.backup.method === "log")
      return;
    const { spans } = declaration.document;
    for (const member of bound.members) {
      if (member.kind !== "workload" || member.workload.site === bound.to) continue;
      const { name } = member.workload.workload;
      if (copiesOfWorkload(plan, name).length > 0) continue;
      const facts = { workload: name, to: bound.to.name, every: every.high };
      yield { at: spans.at("/every/interval") ?? spans.at("/every") ?? spans.header, facts };
    }
  },

  message: ({ workload, to, every }) =>
    `'${workload}' is backed up to '${to}' every ${formatDuration(every)} and not replicated: an asynchronous copy over the same line would be fresher, and ready sooner.`,
});
