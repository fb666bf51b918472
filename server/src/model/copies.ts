import { type BoundReplication, bindReplications } from "./bind.ts";
import { type Plan, usersOf } from "./plan.ts";
import { inPlanOrder } from "./plan-order.ts";

/** All copying of a workload, in the order of the plan. */
export function copiesOfWorkload(plan: Plan, workload: string): readonly BoundReplication[] {
  return inPlanOrder(plan, usersOf(plan, "replicate", workload)).flatMap((id) =>
    bindReplications(plan, plan.declarations.get(id)).filter((copy) => copy.workload.workload.name === workload),
  );
}
