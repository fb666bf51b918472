import type { Estimates } from "../estimate/estimates.ts";
import type { ScenarioEstimate, WorkloadOutcome } from "../estimate/recovery/workload-outcome.ts";

/** A scenario and what becomes of one workload in it. */
export interface ScenarioOutcome {
  readonly estimate: ScenarioEstimate;
  readonly outcome: WorkloadOutcome;
}

const known = new WeakMap<Estimates, Map<string, readonly ScenarioOutcome[]>>();

/** What becomes of a workload in all scenarios that hit it; nothing while its site is not known. Several rules ask for it. */
export function outcomesOf(estimates: Estimates, workload: string): readonly ScenarioOutcome[] {
  const ofPlan = known.get(estimates) ?? new Map<string, readonly ScenarioOutcome[]>();
  known.set(estimates, ofPlan);
  let found = ofPlan.get(workload);
  if (!found) {
    found = estimates.scenariosOf(workload).flatMap((estimate) => {
      const outcome = estimate.outcomeOf(workload);
      return outcome?.workload.site ? [{ estimate, outcome }] : [];
    });
    ofPlan.set(workload, found);
  }
  return found;
}
