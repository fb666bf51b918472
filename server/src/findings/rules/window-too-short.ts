import { formatSize } from "../../quantity/format-quantity.ts";
import { migrationFixes } from "../fixes/migration-fixes.ts";
import { type MigrationFault, migrationFaults } from "../migration-faults.ts";
import { defineRule } from "../rule.ts";
import { showRange } from "../show.ts";

export const windowTooShort = defineRule<MigrationFault>({
  code: "window-too-short",
  severity: "error",
  summary: "A move must be done in the window that it is given.",
  why: "Terabytes take hours, whatever the tool. A cold move that is not done when the window ends leaves the workload down in working hours; a live move has to start again. The move of storage goes on in the next window, but then a night's work takes a week.",
  sources: ["VMworld and long-distance vMotion, 2009: moving terabytes of storage takes hours"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium leased-line }
tier silver { rpo 15 min; rto 12 h }
workload desk { site york; tier silver; data 6 TB; change 250 kB/s; redirect dns 5 min }
replicate desk to leeds { mode async; history 7 d every 1 h }
migrate desk from york to leeds { method cold; window <|sat 20:00-24:00|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 10 Gbps; medium leased-line }
tier silver { rpo 15 min; rto 12 h }
workload desk { site york; tier silver; data 6 TB; change 250 kB/s; redirect dns 5 min }
replicate desk to leeds { mode async; history 7 d every 1 h }
migrate desk from york to leeds { method cold; window sat 20:00-24:00 }`,
  },
  kinds: ["migrate"],

  check: (declaration, { estimates }) => migrationFaults(declaration, estimates, "window-too-short"),

  message({ estimate: { bound, data, duration, windows, verdict } }) {
    const { name } = bound.workload.workload;
    const size = data ? ` ${formatSize(data.size.likely)}` : "";
    const takes = duration ? ` takes ${showRange(duration)}` : " takes longer";
    const needed = windows?.likely === undefined ? "" : `, ${windows.likely} windows`;
    const may = verdict === "missed" ? "is not done" : "may not be done";
    return `The move of${size === "" ? "" : `${size} of`} '${name}' to '${bound.to.name}' ${may} in its window: it${takes}${needed}.`;
  },

  fixes: migrationFixes,
});
