import { candidateWords } from "../../estimate/recovery/candidate-words.ts";
import type { WorkloadOutcome } from "../../estimate/recovery/workload-outcome.ts";
import { closerPointsFix } from "../fixes/closer-points-fix.ts";
import { achievedBy } from "../fixes/recovery-fixes.ts";
import { relaxMissFix } from "../fixes/relax-objective-fix.ts";
import { snapshotBlock } from "../fixes/snapshot-block.ts";
import { missedObjective } from "../missed-objective.ts";
import type { MissedOutcome } from "../missed-outcome.ts";
import { askedFor, dependsWords, losesWords, otherScenarios } from "../objective-words.ts";
import { defineRule, type FixCandidate, type FixContext } from "../rule.ts";
import { addBehind } from "../statement-edit.ts";

export const corruptionRpoMissed = defineRule<MissedOutcome>({
  code: "corruption-rpo-missed",
  severity: "error",
  summary: "Points in time must lie so close that going back before a corruption loses no more than promised.",
  why: "After corruption one goes back to the newest point in time from before it. What was written between that point and the corruption is lost, however fresh the copies are: the distance between points in time decides, and whether a clean one is still kept when the corruption is noticed. Where the tier says nothing else (`corruption-rpo`), its RPO is taken, and what exceeds it is only mentioned.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009: replication copies corruption at once; a point-in-time copy loses its cycle",
    "K. Keeton, A. Merchant: A framework for evaluating storage system dependability, DSN 2004",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h; corruption-rpo 1 h }
workload files { site york; tier <|silver|>; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 4 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h; corruption-rpo 1 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["workload"],

  check: (declaration, context) =>
    missedObjective(declaration, context, "corruption-rpo", (outcome) => !isLate(outcome)),

  message(missed) {
    const { estimate, outcome, others } = missed;
    const { name } = outcome.workload.workload;
    const from = outcome.chosen ? candidateWords(outcome.chosen) : "";
    return `'${name}' ${losesWords(missed)} when it goes back to the newest clean point in time (${from}) in '${estimate.scenario.name}'${otherScenarios(others)}; ${askedFor(missed)}.${dependsWords(missed)}`;
  },

  fixes: (missed, context) => [
    ...closerPointsFix(missed, context),
    ...snapshotsFix(missed, context),
    ...relaxMissFix(missed, "corruption-rpo", context),
  ],
});

/** Backups that are not done in time are told where they stand. */
function isLate({ chosen }: WorkloadOutcome): boolean {
  return chosen?.source.kind === "backup" && chosen.source.backup.fits !== "met";
}

function snapshotsFix(missed: MissedOutcome, context: FixContext): readonly FixCandidate[] {
  const { workload } = missed.outcome;
  const block = snapshotBlock(workload, missed.objective, context.plan);
  if (!block) return [];
  return [
    {
      edits: addBehind(context.declaration, [block.text]),
      title: (after) =>
        `Take snapshots of '${workload.workload.name}' every ${block.spacing} (${achievedBy(missed, after)}; they are lost with the site)`,
    },
  ];
}
