import type { Estimates } from "../../server/src/estimate/estimates.ts";
import type { LinkEstimate } from "../../server/src/estimate/link-estimate.ts";
import { type PlanEstimates, updateEstimates } from "../../server/src/estimate/plan-estimates.ts";
import type { ReplicationEstimate } from "../../server/src/estimate/replication-estimate.ts";
import { emptyPlan, lookUp } from "../../server/src/model/plan.ts";
import { updatePlan } from "../../server/src/model/update-plan.ts";
import { MAIN, sourceFile } from "./analyse-text.ts";

/** The estimates of a plan of one file, without any findings. */
export function estimatesOfText(text: string): Estimates {
  return planEstimatesOfText(text).estimates;
}

/** … with the state from which those of variants are derived. */
export function planEstimatesOfText(text: string): PlanEstimates {
  const source = sourceFile(text);
  const { plan, change } = updatePlan(emptyPlan(MAIN), (uri) => (uri === MAIN ? source : undefined));
  return updateEstimates(plan, change, undefined).now;
}

/** The estimate of the link of that name. */
export function linkEstimate(text: string, name: string): LinkEstimate {
  const estimates = estimatesOfText(text);
  const estimate = estimates.link(lookUp(estimates.plan, name));
  if (!estimate) throw new Error(`Nothing is estimated of a link '${name}'.`);
  return estimate;
}

/** The estimate of the only copy of a workload, or of the one to a site. */
export function copyEstimate(text: string, workload: string, to?: string): ReplicationEstimate {
  const copies = estimatesOfText(text).copiesOf(workload);
  const [copy, second] = copies.filter(({ bound }) => to === undefined || bound.to.name === to);
  if (!copy || second) throw new Error(`Not one copy of '${workload}', but ${copies.length}.`);
  return copy;
}
