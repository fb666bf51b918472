import type { WorkloadOutcome } from "../../estimate/recovery/workload-outcome.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import { recoveryFixes } from "../fixes/recovery-fixes.ts";
import { relaxMissFix } from "../fixes/relax-objective-fix.ts";
import { missedObjective } from "../missed-objective.ts";
import type { MissedOutcome } from "../missed-outcome.ts";
import { dependsWords, otherScenarios, reachedWords } from "../objective-words.ts";
import { defineRule } from "../rule.ts";
import { waitsForServers } from "../servers-needed.ts";

export const mtdMissed = defineRule<MissedOutcome>({
  code: "mtd-missed",
  severity: "error",
  summary:
    "Recovery and the work that has to be caught up must fit into the longest outage that the business survives.",
  why: "When systems are back, people have yet to enter what was done on paper and to check what was lost. The maximum tolerable downtime counts until then. An RTO that leaves no time for it looks good and does not save the business.",
  sources: ["NIST SP 800-34 Rev. 1, 3.2: MTD = RTO and work recovery"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55; standby cold }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 2 h; mtd 8 h; work-recovery 6 h }
workload files { site york; tier <|silver|>; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async }
backup points of files to york { every 15 min; method snapshot; keep 7 d }
scenario fire { lose site york; expect files rto <= 6 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55; standby warm }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 2 h; mtd 8 h; work-recovery 6 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async }
backup points of files to york { every 15 min; method snapshot; keep 7 d }
scenario fire { lose site york; expect files rto <= 6 h }`,
  },
  kinds: ["workload"],

  // What is later than its RTO is told there.
  check: (declaration, context) =>
    missedObjective(
      declaration,
      context,
      "mtd",
      (outcome) => !outcome.missed.includes("rto") && !waitsForServers(outcome) && !isContradictory(outcome),
    ),

  message(missed) {
    const { estimate, outcome, objective, others } = missed;
    const { tier, workload } = outcome.workload;
    const work = tier && tier.workRecovery.high > 0 ? ", its work caught up," : "";
    return `'${workload.name}' ${asBefore(missed, work)} after the disruption in '${estimate.scenario.name}'${otherScenarios(others)}; the business survives ${formatDuration(objective)} (MTD of tier '${tier?.name ?? ""}').${dependsWords(missed)}`;
  },

  fixes: (missed, context) => [...recoveryFixes(missed, context), ...relaxMissFix(missed, "mtd", context)],
});

/** `is as before, its work caught up, 5 h`, before what that is counted from. */
function asBefore(missed: MissedOutcome, work: string): string {
  const { low, likely } = missed.reached;
  const certain = missed.verdict === "missed";
  if (likely.kind === "after")
    return `${certain ? "is" : "may be too late:"} as before${work} ${reachedWords(missed, "never")}`;
  if (low.kind === "never") return `is never as before${work}`;
  return `${certain ? "is likely" : "may"} never ${certain ? "" : "be "}as before${work} at best ${formatDuration(low.time)}`;
}

/** An MTD below the RTO is told of the tier. */
function isContradictory({ workload: { tier } }: WorkloadOutcome): boolean {
  return tier?.mtd !== undefined && tier.rto !== undefined && tier.mtd < tier.rto;
}
