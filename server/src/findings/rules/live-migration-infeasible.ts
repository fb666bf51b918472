import { formatRate } from "../../quantity/format-quantity.ts";
import { migrationFixes } from "../fixes/migration-fixes.ts";
import { limitMessage, type MigrationFault, migrationFaults } from "../migration-faults.ts";
import { defineRule } from "../rule.ts";

export const liveMigrationInfeasible = defineRule<MigrationFault>({
  code: "live-migration-infeasible",
  severity: "error",
  summary: "A machine moves live only within the product's round trip, and over a line that outruns its memory.",
  why: "While a machine moves, its memory goes on changing. Each round sends what was written during the round before, so the line must carry clearly more than is written, or the move never ends. And no product moves machines live over any distance: the widest limit is a round trip of 150 ms, earlier versions allowed 5 and 10 ms. Where it does not work, shut the machine down and move it cold, or restart it from a copy.",
  sources: [
    "C. Clark and others: Live Migration of Virtual Machines, NSDI 2005",
    "ipSpace: Follow-the-Sun Workload Mobility, and VMworld and long-distance vMotion, 2009: round trips of 5 and 10 ms; a line of 155 Mb/s rules it out",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 300 Mbps; medium leased-line; layer2 yes }
tier silver { rpo 15 min; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s; vms 4; memory 64 GB; dirty-rate 240 MB/s }
replicate desk to leeds { mode async; failover active; history 7 d every 1 h }
migrate desk from york to leeds { method <|live|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 10 Gbps; medium leased-line; layer2 yes }
tier silver { rpo 15 min; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s; vms 4; memory 64 GB; dirty-rate 240 MB/s }
replicate desk to leeds { mode async; failover active; history 7 d every 1 h }
migrate desk from york to leeds { method live }`,
  },
  kinds: ["migrate"],

  check: (declaration, { estimates }) => migrationFaults(declaration, estimates, "live-migration-infeasible"),

  message(fault) {
    if (fault.check) return limitMessage(fault);
    const { bound, live, route, verdict } = fault.estimate;
    const { name } = bound.workload.workload;
    const line = route?.narrowest?.link.name ?? "";
    const rates = live
      ? `its memory changes at ${formatRate(live.dirty.likely, "bytes")}, '${line}' leaves ${formatRate(live.goodput.likely, "bytes")} for the move`
      : `its memory changes faster than '${line}' carries it`;
    return `The live move of '${name}' to '${bound.to.name}' ${verdict === "missed" ? "never ends" : "may never end"}: ${rates}.`;
  },

  fixes: migrationFixes,
});
