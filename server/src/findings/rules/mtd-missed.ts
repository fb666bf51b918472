import type { WorkloadOutcome } from "../../estimate/recovery/workload-outcome.ts";
import { lookUp } from "../../model/plan.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import { recoveryFixes } from "../fixes/recovery-fixes.ts";
import { relaxObjectiveFix } from "../fixes/relax-objective-fix.ts";
import { type MissedOutcome, worstMiss } from "../missed-outcome.ts";
import { dependsWords, otherScenarios, reachedWords, relatedToMiss } from "../objective-words.ts";
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
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h; mtd 8 h; work-recovery 7 h }
workload files { site york; tier <|silver|>; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h; mtd 12 h; work-recovery 7 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan, estimates }) {
    const name = declaration.name ?? "";
    if (lookUp(plan, name) !== declaration) return;
    // What is later than its RTO is told there.
    const missed = worstMiss(
      estimates,
      name,
      "mtd",
      (outcome) => !outcome.missed.includes("rto") && !waitsForServers(outcome) && !isContradictory(outcome),
    );
    if (!missed) return;
    const { spans } = declaration.document;
    yield {
      at: spans.at("/tier") ?? spans.header,
      severity: missed.verdict === "missed" ? "error" : "warning",
      facts: missed,
      related: relatedToMiss(plan, missed, "mtd"),
    };
  },

  message(missed) {
    const { estimate, outcome, objective, verdict, others } = missed;
    const { tier, workload } = outcome.workload;
    const work = tier && tier.workRecovery.high > 0 ? ", its work caught up," : "";
    const is = verdict === "missed" ? "is" : "may be too late:";
    return `'${workload.name}' ${is} as before${work} ${reachedWords(missed)} after the disruption in '${estimate.scenario.name}'${otherScenarios(others)}; the business survives ${formatDuration(objective)} (MTD of tier '${tier?.name ?? ""}').${dependsWords(missed)}`;
  },

  fixes: (missed, context) => [
    ...recoveryFixes(missed, context),
    ...relaxObjectiveFix(missed.outcome.workload.tier, "mtd", missed.objective, missed.reached, context),
  ],
});

/** An MTD below the RTO is told of the tier. */
function isContradictory({ workload: { tier } }: WorkloadOutcome): boolean {
  return tier?.mtd !== undefined && tier.rto !== undefined && tier.mtd < tier.rto;
}
