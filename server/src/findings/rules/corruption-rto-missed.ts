import { fewerLogsFix } from "../fixes/fewer-logs-fix.ts";
import { recoveryFixes } from "../fixes/recovery-fixes.ts";
import { relaxMissFix } from "../fixes/relax-objective-fix.ts";
import { missedObjective } from "../missed-objective.ts";
import type { MissedOutcome } from "../missed-outcome.ts";
import { askedFor, backWords, dependsWords, longestStep, otherScenarios } from "../objective-words.ts";
import { defineRule } from "../rule.ts";
import { waitsForServers } from "../servers-needed.ts";

export const corruptionRtoMissed = defineRule<MissedOutcome>({
  code: "corruption-rto-missed",
  severity: "error",
  summary: "After corruption, going back to an earlier state must not take longer than promised.",
  why: "A mirror is back within minutes, an earlier state is not: all of it has to be read from the backup, as fast as the slowest of the backup system, the storage and the line. Terabytes take hours to days. Where the tier says nothing else (`corruption-rto`), its RTO is taken, and what exceeds it is only mentioned. Points in time at a copy, which only have to be mounted, are the quick way back.",
  sources: ["Restore as a flow through backup, storage and line: docs/model.md"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h; corruption-rpo 24 h; corruption-rto 4 h }
workload files { site york; tier <|silver|>; data 6 TB; change 250 kB/s }
replicate files to leeds { mode async }
backup nightly of files to leeds { every 12 h; keep 30 d; immutable yes }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h; corruption-rpo 24 h; corruption-rto 24 h }
workload files { site york; tier silver; data 6 TB; change 250 kB/s }
replicate files to leeds { mode async }
backup nightly of files to leeds { every 12 h; keep 30 d; immutable yes }`,
  },
  kinds: ["workload"],

  check: (declaration, context) =>
    missedObjective(declaration, context, "corruption-rto", (outcome) => !waitsForServers(outcome)),

  message(missed) {
    const { estimate, outcome, others } = missed;
    const { name } = outcome.workload.workload;
    const step = longestStep(missed);
    const longest = step === undefined ? "" : ` The longest step is: ${step}.`;
    return `'${name}' ${backWords(missed)} after corruption is noticed in '${estimate.scenario.name}'${otherScenarios(others)}; ${askedFor(missed)}.${longest}${dependsWords(missed)}`;
  },

  fixes: (missed, context) => [
    ...recoveryFixes(missed, context),
    ...fewerLogsFix(missed, context),
    ...relaxMissFix(missed, "corruption-rto", context),
  ],
});
