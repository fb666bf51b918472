import { bindReplications } from "../../model/bind.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { DAY } from "../../quantity/week.ts";
import { defineRule } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";

export const dailyCycle = defineRule<{ readonly name: string; readonly every: Seconds }>({
  code: "daily-cycle",
  severity: "info",
  summary: "Replication once a day loses no less than a daily backup.",
  why: "What counts for the RPO is the time from one copy to the next and the time that it takes. A daily cycle costs lines and licences and still loses a day. It may shorten the recovery; if it is there for the RPO, let it run more often.",
  sources: ["P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier bronze { rpo 48 h; rto 4 d }
workload files { site york; tier bronze; data 60 GB; change 250 kB/s }
replicate files to leeds { mode periodic; every <|1 d|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier bronze { rpo 48 h; rto 4 d }
workload files { site york; tier bronze; data 60 GB; change 250 kB/s }
replicate files to leeds { mode periodic; every 1 h; history 7 d every 1 h }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan }) {
    const [bound] = bindReplications(plan, declaration);
    const { mode, every } = bound?.replication ?? {};
    if (!bound || mode !== "periodic" || !every || every.low < DAY) return;
    const { spans } = declaration.document;
    yield { at: spans.at("/every") ?? spans.header, facts: { name: bound.workload.workload.name, every: every.low } };
  },

  message: ({ name, every }) =>
    `'${name}' is copied every ${formatDuration(every)}, so it loses as much as a backup at that interval would.`,

  fixes: ({ name }, { declaration }) => [
    {
      edits: replaceValue(declaration, "/every", "1 h"),
      title: () => `Copy '${name}' every 1 h`,
    },
  ],
});
