import type { Analysis } from "../analysis.ts";
import type { Steps } from "../base/steps.ts";
import type { Derivation } from "../estimate/explain/derivation.ts";
import { explainBackup } from "../estimate/explain/explain-backup.ts";
import { explainInitialCopy } from "../estimate/explain/explain-initial-copy.ts";
import { explainLink } from "../estimate/explain/explain-link.ts";
import { explainMigration } from "../estimate/explain/explain-migration.ts";
import { explainCopyRemedies, explainLinkRemedies } from "../estimate/explain/explain-remedies.ts";
import { explainReplication } from "../estimate/explain/explain-replication.ts";
import { explainOutcome, explainScenario } from "../estimate/explain/explain-scenario.ts";
import {
  type Asked,
  askOfBackup,
  askOfCopy,
  askOfInitialCopy,
  askOfLink,
  askOfMigration,
  askOfOutcome,
  withSensitivity,
} from "../estimate/explain/explain-sensitivity.ts";
import { partOf } from "../estimate/plan-part.ts";
import type { ScenarioEstimate } from "../estimate/recovery/workload-outcome.ts";
import type { ReplicationEstimate } from "../estimate/replication-estimate.ts";
import type { Declaration } from "../model/declaration.ts";
import { usersOf } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import { tierOutcomes } from "./outcome-markdown.ts";
import { worstOf } from "./outcome-text.ts";

/** What may be asked how its figures came about: a block, or a scenario that every plan has. */
export type PlanElement =
  | { readonly kind: "block"; readonly declaration: Declaration }
  | { readonly kind: "scenario"; readonly scenario: ScenarioEstimate };

/** How many of the copies or backups of one block are explained: they differ in the workload alone. Own choice. */
const MOST_MEMBERS = 8;

/**
 * How all figures of an element came about, what moves them (at most so many inputs are tried), and what would make them
 * good enough. Nothing for what has no figures. Long work: a step for each value that is tried.
 */
export function* explainElement(
  analysis: Analysis,
  element: PlanElement,
  mostInputs?: number,
): Steps<readonly Derivation[]> {
  const { estimated, settings } = analysis;
  const bounds = { elsewhere: settings.assume, most: mostInputs };
  const derivations = yield* withSensitivity([...askOf(analysis, element)], estimated, bounds);
  return [...derivations, ...(yield* remediesOf(analysis, element))];
}

/** Whether there is anything to explain. */
export function hasFigures(analysis: Analysis, element: PlanElement): boolean {
  return askOf(analysis, element).next().done !== true;
}

function* askOf(analysis: Analysis, element: PlanElement): Generator<Asked, undefined, undefined> {
  const { estimates, estimated } = analysis;
  if (element.kind === "scenario") return yield* askOfScenario(analysis, element.scenario);
  const { declaration } = element;
  const { name = "" } = declaration;
  switch (declaration.document.kind) {
    case "link": {
      const link = estimates.link(declaration);
      if (link) yield askOfLink(explainLink(link, estimates), link, estimated);
      return;
    }
    case "backup":
      for (const backup of estimates.backups(declaration).slice(0, MOST_MEMBERS))
        yield askOfBackup(explainBackup(backup, estimates), backup, estimated);
      return;
    case "scenario": {
      const scenario = estimates.scenario(name);
      return scenario && (yield* askOfScenario(analysis, scenario));
    }
    case "tier": {
      const worst = worstOf(tierOutcomes(analysis, declaration));
      const struck = worst && estimates.scenario(worst.scenario.name);
      return struck && (yield* askOfWorkloadIn(analysis, struck, worst.outcome.workload.workload.name));
    }
    case "workload":
      yield* askOfCopies(analysis, declaration);
      for (const struck of estimates.scenariosOf(name)) yield* askOfWorkloadIn(analysis, struck, name);
      for (const backup of estimates.backupsOf(name))
        yield askOfBackup(explainBackup(backup, estimates), backup, estimated);
      return yield* askOfMigrations(analysis, inPlanOrder(analysis.plan, usersOf(analysis.plan, "migrate", name)));
    case "replicate":
      return yield* askOfCopies(analysis, declaration);
    case "migrate":
      return yield* askOfMigrations(analysis, [declaration.id]);
  }
}

/** What a scenario does, and how what becomes of the workload that is worst off came about. */
function* askOfScenario(analysis: Analysis, struck: ScenarioEstimate): Generator<Asked, undefined, undefined> {
  const { scenario, outcomes } = struck;
  yield withoutFigures(explainScenario(struck, analysis.estimates));
  const worst = worstOf(outcomes.map((outcome) => ({ scenario, outcome })));
  if (worst) yield* askOfWorkloadIn(analysis, struck, worst.outcome.workload.workload.name);
}

function* askOfWorkloadIn(
  { estimates, estimated }: Analysis,
  struck: ScenarioEstimate,
  workload: string,
): Generator<Asked, undefined, undefined> {
  const outcome = struck.outcomeOf(workload);
  if (!outcome) return;
  yield askOfOutcome(explainOutcome(outcome, struck.scenario, estimates.constants), outcome, struck, estimated);
}

function* askOfCopies(analysis: Analysis, declaration: Declaration): Generator<Asked, undefined, undefined> {
  const { estimates, estimated } = analysis;
  for (const copy of copiesIn(analysis, declaration)) {
    yield askOfCopy(explainReplication(copy, estimates), copy, estimated);
    const first = explainInitialCopy(copy, estimates);
    if (first) yield askOfInitialCopy(first, copy, estimated);
  }
}

function* askOfMigrations(
  { plan, estimates, estimated }: Analysis,
  ids: readonly number[],
): Generator<Asked, undefined, undefined> {
  for (const id of ids) {
    const migration = estimates.migration(plan.declarations.get(id));
    if (migration) yield askOfMigration(explainMigration(migration, estimates), migration, estimated);
  }
}

/** What tells of others' figures: nothing moves it by itself. */
function withoutFigures(derivations: readonly Derivation[]): Asked {
  return {
    derivations: derivations.map((derivation) => ({ derivation, figure: undefined })),
    inputs: { declarations: [], constants: [], scenarios: [], alone: true },
  };
}

/** The copies that a block makes, or that there are of a workload. */
function copiesIn({ estimates }: Analysis, declaration: Declaration): readonly ReplicationEstimate[] {
  const { kind } = declaration.document;
  const copies = kind === "workload" ? estimates.copiesOf(declaration.name ?? "") : estimates.replications(declaration);
  return copies.slice(0, MOST_MEMBERS);
}

/** What would make a link carry all that is copied over it, or copies meet their objectives. */
function* remediesOf(analysis: Analysis, element: PlanElement): Steps<readonly Derivation[]> {
  if (element.kind !== "block") return [];
  const { estimates, estimated, settings } = analysis;
  const part = (id: number) => partOf(estimated, [id], { elsewhere: settings.assume, asked: new Set() });
  const link = estimates.link(element.declaration);
  if (link) return yield* explainLinkRemedies(link, part(link.link.id), settings.assume);
  const found: Derivation[] = [];
  for (const copy of copiesIn(analysis, element.declaration))
    found.push(...(yield* explainCopyRemedies(copy, part(copy.bound.replication.id), settings.assume)));
  return found;
}
