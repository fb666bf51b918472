import { allFindings, configFindings, type ReportedFinding } from "../report/reported-findings.ts";
import type { CommandFailure } from "./command-failure.ts";
import type { LoadedPlans } from "./load-plans.ts";

/** What was found in plans. */
export interface CheckedPlans {
  /** Of the configurations, then plan by plan; what is held back is among them. */
  readonly findings: readonly ReportedFinding[];
  /** How many plans there are. */
  readonly plans: number;
  /** The files that they consist of, by name. */
  readonly files: readonly string[];
  readonly failures: readonly Pick<CommandFailure, "place" | "message">[];
}

/** Looks at plans that are loaded. */
export function checkedPlans({ plans, nameOf, configs, failures }: LoadedPlans): CheckedPlans {
  return {
    findings: [
      ...configs.flatMap((config) => configFindings(config, nameOf)),
      ...plans.flatMap((plan) => allFindings(plan, nameOf)),
    ],
    plans: plans.length,
    files: plans.flatMap(({ plan }) =>
      [...plan.files.values()].flatMap(({ uri, source }) => (source ? [nameOf(uri)] : [])),
    ),
    failures,
  };
}
