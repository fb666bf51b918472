import { scenariosOf } from "../model/scenario-list.ts";
import type { Workload } from "../model/workload.ts";
import type { Estimates } from "./estimates.ts";
import type { UncertainDuration } from "./kernel/duration.ts";
import type { Verdict } from "./kernel/within-limit.ts";
import type { MissedObjective } from "./recovery/workload-outcome.ts";

/** What becomes of one workload in one scenario, and of what is asked of it there. */
export interface PlanOutcome {
  readonly scenario: string;
  readonly workload: Workload;
  readonly rpo: UncertainDuration;
  readonly rto: UncertainDuration;
  readonly verdict: Verdict | "none";
  /** How many objectives are met in all cases. */
  readonly met: number;
  /** What is missed, or may be. */
  readonly missed: readonly MissedObjective[];
}

/** What becomes of all workloads in all scenarios, in the order of the plan. */
export function planOutcomes(estimates: Estimates): readonly PlanOutcome[] {
  return scenariosOf(estimates.plan).flatMap((scenario) =>
    (estimates.scenario(scenario.name)?.outcomes ?? []).map(
      ({ workload, rpo, rto, judged, verdict, missed }): PlanOutcome => {
        const asked = OBJECTIVES.filter((objective) => judged[objective] !== undefined);
        const met = asked.filter((objective) => !missed.includes(objective)).length;
        return { scenario: scenario.name, workload: workload.workload, rpo, rto, verdict, met, missed };
      },
    ),
  );
}

const OBJECTIVES = ["rpo", "rto", "mtd"] as const;
