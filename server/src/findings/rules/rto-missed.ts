import { fewerLogsFix } from "../fixes/fewer-logs-fix.ts";
import { recoveryFixes } from "../fixes/recovery-fixes.ts";
import { relaxMissFix } from "../fixes/relax-objective-fix.ts";
import { missedObjective } from "../missed-objective.ts";
import { type MissedOutcome, missOf } from "../missed-outcome.ts";
import { askedFor, backWords, dependsWords, longestStep, otherScenarios } from "../objective-words.ts";
import { defineRule } from "../rule.ts";
import { waitsForServers } from "../servers-needed.ts";

export const rtoMissed = defineRule<MissedOutcome>({
  code: "rto-missed",
  severity: "error",
  summary: "A workload must be back within its tier's RTO, whatever is lost.",
  why: "The recovery time runs from the disruption: somebody must notice, decide and get to work, the data must be there, machines boot in waves, applications start in the order in which they need each other, users are led to them. These times add up along the longest chain, and all that recover at the same time share people, lines and storage. The message names the longest step of that chain, where most can be gained.",
  sources: ["Activity network with shared resources: docs/model.md", "NIST SP 800-34 Rev. 1, 3.2: RTO and MTD"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55; standby cold }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier <|silver|>; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55; standby warm }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["workload"],

  check: (declaration, context) => missedObjective(declaration, context, "rto", (outcome) => !waitsForServers(outcome)),

  message(missed) {
    const { estimate, outcome, verdict, others } = missed;
    const { name } = outcome.workload.workload;
    const step = longestStep(missed);
    const longest = step === undefined ? "" : ` The longest step is: ${step}.`;
    const certain = verdict === "missed";
    const worse = certain && missOf(estimate, outcome, "mtd")?.verdict === "missed" ? ", and its MTD is past" : "";
    return `'${name}' ${backWords(missed)} after the disruption in '${estimate.scenario.name}'${otherScenarios(others)}; ${askedFor(missed)}${worse}.${longest}${dependsWords(missed)}`;
  },

  fixes: (missed, context) => [
    ...recoveryFixes(missed, context),
    ...fewerLogsFix(missed, context),
    ...relaxMissFix(missed, "rto", context),
  ],
});
