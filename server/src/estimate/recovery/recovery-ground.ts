import type { Site } from "../../model/site.ts";
import type { Candidate } from "./candidate.ts";
import { addActivity, addJoint, type Draft, firstDeclared, lasting, once, type Sourced } from "./recovery-draft.ts";
import { addStaff } from "./recovery-place.ts";
import { type RecoverySteps, takesOverItself } from "./recovery-steps.ts";
import type { Situation } from "./situation.ts";

/** What comes before the recovery of anything. Each is added when it is first asked for. */
export interface Ground {
  /** What a candidate's own recovery begins after: people at work, or a machine that has noticed. */
  readonly of: (candidate: Candidate) => number;
  /** The same without the way to a place. */
  readonly remote: (candidates: readonly Candidate[]) => number;
}

export function groundOf(draft: Draft, situation: Situation, steps: RecoverySteps): Ground {
  const noticed = () =>
    once(draft, "noticed", () => addStep(draft, "detect", firstDeclared(situation.constants, "automatic-detect"), []));
  const declared = () => once(draft, "declared", () => addDeclaration(draft, situation, steps));
  const mobilised = () =>
    once(draft, "mobilised", () => addStep(draft, "mobilise staff", timeOf(situation, "mobilise"), [declared()]));
  const at = (place: Site) => addStaff(draft, place, declared(), mobilised());
  return {
    of: (candidate) => (takesOverItself(candidate) ? noticed() : at(candidate.place)),
    remote: (candidates) => (candidates.every(takesOverItself) ? noticed() : mobilised()),
  };
}

function addStep(draft: Draft, step: string, { takes, origin, assumed }: Sourced, after: readonly number[]): number {
  return addActivity(draft, { step, origin, assumed }, lasting(takes), [...after], { order: -1 });
}

function timeOf({ scenario, settings, constants }: Situation, what: "detect" | "declare" | "mobilise"): Sourced {
  return firstDeclared(constants, what, ["scenario", scenario[what]], ["plan", settings[what]]);
}

/** Detection and declaration: the runbook's steps, or the usual times. The activity at whose end the disaster is declared. */
function addDeclaration(draft: Draft, situation: Situation, steps: RecoverySteps): number {
  const alerts = steps.replacing("detect");
  const detected =
    alerts.length > 0 ? addJoint(draft, alerts) : addStep(draft, "detect", timeOf(situation, "detect"), []);
  const declaring = steps.replacing("declare");
  if (declaring.length === 0) return addStep(draft, "declare the disaster", timeOf(situation, "declare"), [detected]);
  for (const step of declaring) draft.activities[step]?.after.push(detected);
  return addJoint(draft, declaring);
}
