import { runbookOf } from "./bind.ts";
import { type Plan, usersOf } from "./plan.ts";
import { inPlanOrder } from "./plan-order.ts";
import type { Runbook } from "./runbook.ts";
import type { Scenario } from "./scenario.ts";
import { replacedName } from "./scenario-list.ts";

/**
 * The runbook that serves a scenario: the first that names it, or the built-in scenario for which it stands; else the
 * first that names none. `runbooks` are the ids of all runbooks in the order in which they are read.
 */
export function runbookFor(plan: Plan, scenario: Scenario, runbooks: readonly number[]): Runbook | undefined {
  for (const name of [scenario.name, replacedName(plan, scenario)]) {
    if (name === undefined) continue;
    const [id] = inPlanOrder(plan, usersOf(plan, "runbook", name)).filter((user) =>
      runbookOf(plan.declarations.get(user))?.scenarios.includes(name),
    );
    if (id !== undefined) return runbookOf(plan.declarations.get(id));
  }
  for (const id of runbooks) {
    const runbook = runbookOf(plan.declarations.get(id));
    if (runbook?.scenarios.length === 0) return runbook;
  }
  return undefined;
}
