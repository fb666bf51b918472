import { runbookOf } from "../../model/bind.ts";
import type { StepKind } from "../../model/runbook.ts";
import { addSteps, DECISION_STEPS, takesOf } from "../default-steps.ts";
import { defineRule } from "../rule.ts";

export const runbookIncomplete = defineRule<readonly StepKind[]>({
  code: "runbook-incomplete",
  severity: "warning",
  summary: "A runbook starts with the steps by which people learn of a disaster and decide on it.",
  why: "Between the disruption and the first technical step somebody must be alerted, the team be called, the damage be assessed and the disaster be declared. These manual steps often take longer than the technical ones, they all count towards the RTO, and if nobody has written who declares, nobody does.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009: alerting, notification, assessment and declaration are steps of the plan",
    "NIST SP 800-34 Rev. 1, 4.2: activation and notification phase",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
<|runbook for loss-of-york|> {
  step restart "Start the machines" { takes 30 min; kind recover }
}`,
    good: `site york { location 53.96, -1.08 }
runbook for loss-of-york {
  step alert "Monitoring alerts the people on call" { takes 15 min; kind alert }
  step notify "Call the recovery team" { takes 10 min; kind notify; after alert }
  step assess "Look at the damage" { takes 30 min; kind assess; after notify }
  step declare "The head of operations declares" { takes 20 min; kind declare; after assess }
  step restart "Start the machines" { takes 30 min; kind recover; after declare }
}`,
  },
  kinds: ["runbook"],

  *check(declaration) {
    const runbook = runbookOf(declaration);
    // Steps without kinds may be anything, and nobody is asked where everything goes by itself.
    if (!runbook?.steps.some(({ kind, manual }) => kind !== undefined && manual)) return;
    const missing = DECISION_STEPS.filter((wanted) => !runbook.steps.some(({ kind }) => kind === wanted));
    if (missing.length > 0) yield { at: declaration.document.spans.header, facts: missing };
  },

  message: (missing) => `The runbook has no step of kind ${listed(missing)}: these count towards the RTO as well.`,

  fixes: (missing, { declaration }) => [
    {
      edits: addSteps(declaration, missing),
      preferred: true,
      title: () => `Add the steps with usual durations (${takesOf(missing)})`,
    },
  ],
});

function listed(kinds: readonly StepKind[]): string {
  const quoted = kinds.map((kind) => `'${kind}'`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}
