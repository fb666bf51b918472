import { type PlanChanges, variedPlan } from "../model/vary-plan.ts";
import { type AssumedElsewhere, type PlanEstimates, updateEstimates } from "./plan-estimates.ts";

/**
 * The estimates of a plan with other values, at the cost of what they reach. `elsewhere` are the constants that a
 * configuration file sets.
 */
export function variedEstimates(
  base: PlanEstimates,
  changes: PlanChanges,
  elsewhere?: AssumedElsewhere,
): PlanEstimates {
  const { plan, change } = variedPlan(base.plan, changes);
  return updateEstimates(plan, change, base, elsewhere).now;
}
