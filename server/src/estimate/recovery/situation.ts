import type { Constants } from "../../model/constants.ts";
import type { PlanSettings } from "../../model/plan-settings.ts";
import type { Runbook } from "../../model/runbook.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { Rate } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import type { NeverReason } from "../kernel/duration.ts";
import type { Route } from "../route.ts";

/** What a recovery takes place in, the same for all workloads. */
export interface Situation {
  readonly scenario: Scenario;
  readonly settings: PlanSettings;
  /** The one that serves the scenario, if there is one. */
  readonly runbook: Runbook | undefined;
  readonly constants: Constants;
  /** What one more flow of a restore's priority gets on a route of one hop; absent: what the link carries, in the mean of the week. */
  readonly spare?: ((hop: Route) => Uncertain<Rate> | undefined) | undefined;
  /** Workloads hit that nothing brings back, by name: what needs them never starts either. */
  readonly lost?: ReadonlyMap<string, NeverReason> | undefined;
}
