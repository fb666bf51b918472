import type { Constants } from "../../model/constants.ts";
import type { PlanSettings } from "../../model/plan-settings.ts";
import type { Runbook } from "../../model/runbook.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import type { Estimates } from "../estimates.ts";
import type { PlanFlows } from "../plan-sharing.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import type { Lost } from "./damaged-network.ts";
import type { Situation } from "./situation.ts";

/** What a scenario is estimated from. */
export interface ScenarioInputs {
  readonly estimates: RecoverySources;
  readonly constants: Constants;
  readonly settings: PlanSettings;
  runbookFor(scenario: Scenario): Runbook | undefined;
  /** What a route of one hop leaves for a restore while something is lost; absent: as `recover` has it. */
  readonly spareWithout?: (lost: Lost) => Situation["spare"];
  /** All that travels over links, for what copies on detours get; absent: as if they had them to themselves. */
  readonly flows?: PlanFlows;
  /** All replications whose route takes a link, by the link's id. */
  flowsOver(link: number): readonly ReplicationEstimate[];
}

export interface RecoverySources extends Pick<Estimates, "plan" | "network" | "link" | "replications" | "copiesOf"> {
  /** All backups that hold a workload's data, through all levels. */
  backupsOf(workload: string): readonly BackupEstimate[];
}
