import type { PlanEstimates } from "../../server/src/estimate/plan-estimates.ts";
import type { ReplicationEstimate } from "../../server/src/estimate/replication-estimate.ts";
import { lookUp, usersOf } from "../../server/src/model/plan.ts";
import { analyseText } from "./analyse-text.ts";

/** All that is estimated of a plan of one file. */
export function planEstimates(text: string): PlanEstimates {
  return analyseText(text).estimated;
}

/** The id of what bears a name. */
export function idOf({ plan }: PlanEstimates, name: string): number {
  const declaration = lookUp(plan, name);
  if (!declaration) throw new Error(`Nothing is called '${name}'.`);
  return declaration.id;
}

/** The id of the only block that copies a workload. */
export function copyIdOf({ plan }: PlanEstimates, workload: string): number {
  const [id, second] = usersOf(plan, "replicate", workload);
  if (id === undefined || second !== undefined) throw new Error(`Not one block copies '${workload}'.`);
  return id;
}

/** The only copy of a workload. */
export function onlyCopy({ estimates }: PlanEstimates, workload: string): ReplicationEstimate {
  const [copy, second] = estimates.copiesOf(workload);
  if (!copy || second) throw new Error(`Not one copy of '${workload}'.`);
  return copy;
}
