import { lookUp } from "../../model/plan.ts";
import { recoveryFixes } from "../fixes/recovery-fixes.ts";
import { relaxObjectiveFix } from "../fixes/relax-objective-fix.ts";
import { type MissedOutcome, worstMiss } from "../missed-outcome.ts";
import {
  askedFor,
  dependsWords,
  longestStep,
  otherScenarios,
  reachedWords,
  relatedToMiss,
} from "../objective-words.ts";
import { defineRule } from "../rule.ts";
import { waitsForServers } from "../servers-needed.ts";
import { isStated, severityOf } from "../stated-objective.ts";

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

  *check(declaration, { plan, estimates }) {
    const name = declaration.name ?? "";
    if (lookUp(plan, name) !== declaration) return;
    const missed = worstMiss(
      estimates,
      name,
      "rto",
      (outcome) => outcome.by === "corruption" && outcome.expect.rto === undefined && !waitsForServers(outcome),
    );
    if (!missed) return;
    const { spans } = declaration.document;
    yield {
      at: spans.at("/tier") ?? spans.header,
      severity: severityOf(missed, isStated(plan, missed, "corruption-rto")),
      facts: missed,
      related: relatedToMiss(plan, missed, "corruption-rto", "rto"),
    };
  },

  message(missed) {
    const { estimate, outcome, verdict, others } = missed;
    const { name } = outcome.workload.workload;
    const step = longestStep(missed);
    const longest = step === undefined ? "" : ` The longest step is: ${step}.`;
    const is = verdict === "missed" ? "is back" : "may be back too late:";
    return `'${name}' ${is} ${reachedWords(missed)} after corruption is noticed in '${estimate.scenario.name}'${otherScenarios(others)}; ${askedFor(missed)}.${longest}${dependsWords(missed)}`;
  },

  fixes: (missed, context) => [
    ...recoveryFixes(missed, context),
    ...relaxObjectiveFix(missed.outcome.workload.tier, "corruption-rto", missed.objective, missed.reached, context),
  ],
});
