import type { IdMap } from "../base/id-map.ts";
import { memoised } from "../base/memoised.ts";
import { type Plan, usersOf } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import { scenarioMeant } from "../model/scenario-list.ts";
import type { BackupEstimate } from "./backup-estimate.ts";
import type { CopyEstimates, Estimates } from "./estimates.ts";
import { initialCopiesOf } from "./initial-copies.ts";
import type { MigrationEstimate } from "./migration-estimate.ts";
import { outageEffects } from "./outage.ts";
import type { PlanFlows } from "./plan-sharing.ts";
import type { Scenarios } from "./recovery/update-scenarios.ts";
import type { ScenarioEstimate } from "./recovery/workload-outcome.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";
import type { SpareOf } from "./spare-service.ts";
import type { UsersOfLinks } from "./users-of-links.ts";

/** What was estimated besides links and copies, by the id of the block. */
export interface Made {
  readonly replications: IdMap<readonly ReplicationEstimate[]>;
  readonly backups: IdMap<readonly BackupEstimate[]>;
  readonly migrations: IdMap<MigrationEstimate>;
  readonly users: UsersOfLinks;
  readonly spare: SpareOf;
  readonly flows: PlanFlows;
}

/** All estimates of a plan but its scenarios, which rest on these. */
export type EstimatesWithoutScenarios = Omit<Estimates, "scenario" | "scenariosOf">;

export function estimatesWithoutScenarios(copies: CopyEstimates, made: Made): EstimatesWithoutScenarios {
  const { plan } = copies;
  return {
    ...copies,
    backups: (declaration) => (declaration && made.backups.get(declaration.id)) ?? NO_BACKUPS,
    backupsOf: memoised((workload) =>
      inPlanOrder(plan, backupsHolding(plan, workload)).flatMap((id) =>
        (made.backups.get(id) ?? NO_BACKUPS).filter(({ workloads }) =>
          workloads.some((held) => held.workload.name === workload),
        ),
      ),
    ),
    migration: (declaration) => declaration && made.migrations.get(declaration.id),
    spare: made.spare,
    initialCopy: initialCopiesOf(made),
    outage: (copies, outage) => outageEffects(copies, outage, made),
    flowsOver: memoised((link) => flowsOver(made, link)),
    loadsOn: (link) =>
      [...(made.users.get(link) ?? [])].flatMap((id) =>
        made.flows.flowsOf(id).filter(({ hops }) => hops.some((hop) => hop.link.link.id === link)),
      ),
  };
}

export function allEstimates(others: EstimatesWithoutScenarios, scenarios: Scenarios): Estimates {
  const { plan } = others;
  return {
    ...others,
    scenario: (name) => {
      const meant = scenarioMeant(plan, name);
      return meant && scenarios.byName.get(meant.name);
    },
    scenariosOf: memoised((workload) => inOrder([...(scenarios.hitting.get(workload) ?? [])], scenarios)),
  };
}

const NO_BACKUPS: readonly BackupEstimate[] = [];

/** Declared scenarios first, in the order in which they were declared; then those that every plan has, by name. */
function inOrder(names: readonly string[], { byName }: Scenarios): readonly ScenarioEstimate[] {
  const estimates = names.flatMap((name) => byName.get(name) ?? []);
  const place = ({ scenario }: ScenarioEstimate) => scenario.id ?? Number.POSITIVE_INFINITY;
  return estimates.sort((a, b) =>
    place(a) === place(b) ? (a.scenario.name < b.scenario.name ? -1 : 1) : place(a) - place(b),
  );
}

/** Ids of the blocks that hold a workload's data, through all levels. */
function backupsHolding(plan: Plan, workload: string): ReadonlySet<number> {
  const found = new Set<number>();
  const waiting = [workload];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const id of usersOf(plan, "backup", name)) {
      if (found.has(id)) continue;
      found.add(id);
      const holder = plan.declarations.get(id)?.name;
      if (holder !== undefined) waiting.push(holder);
    }
  }
  return found;
}

/** The replications whose routes take a link. */
function flowsOver({ replications, users }: Made, link: number): readonly ReplicationEstimate[] {
  const flows: ReplicationEstimate[] = [];
  for (const id of users.get(link) ?? []) {
    for (const estimate of replications.get(id) ?? []) {
      if (estimate.route?.hops.some((hop) => hop.link.link.id === link)) flows.push(estimate);
    }
  }
  return flows;
}
