import type { Analysis } from "../analysis.ts";
import type { Derivation } from "../estimate/explain/derivation.ts";
import { explainBackup } from "../estimate/explain/explain-backup.ts";
import { explainLink } from "../estimate/explain/explain-link.ts";
import { explainMigration } from "../estimate/explain/explain-migration.ts";
import { explainCopyRemedies, explainLinkRemedies } from "../estimate/explain/explain-remedies.ts";
import { explainReplication } from "../estimate/explain/explain-replication.ts";
import { explainOutcome, explainScenario } from "../estimate/explain/explain-scenario.ts";
import { askOfCopy, askOfLink, askOfOutcome, withSensitivity } from "../estimate/explain/explain-sensitivity.ts";
import type { SensitivityBounds } from "../estimate/sensitivity.ts";
import { lookUp, usersOf } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import { derivationsText } from "../report/derivations-text.ts";
import { paintWith } from "../report/paint.ts";
import { CommandFailure } from "./command-failure.ts";
import type { ExitCode, Host } from "./host.ts";
import { loadPlans } from "./load-plans.ts";
import { startProgress } from "./progress.ts";
import { reportFailures } from "./report-failures.ts";

/** Prints how the figures of a link, a workload, a backup or a scenario came about. */
export async function explainCommand(name: string, files: readonly string[], host: Host): Promise<ExitCode> {
  const loaded = await loadPlans(files, host);
  const progress = startProgress(host);
  const onProgress = (done: number, of: number) => progress.step(`trying what moves it, ${done} of ${of}`);
  const derivations = loaded.plans.flatMap((analysis) => derivationsOf(name, analysis, onProgress));
  progress.end();
  if (derivations.length > 0) host.out(derivationsText(derivations, paintWith(host.colours)));
  if (reportFailures(loaded, host)) return 2;
  if (derivations.length === 0) throw new CommandFailure(name, whyNothing(name, loaded.plans));
  return 0;
}

type OnProgress = NonNullable<SensitivityBounds["onProgress"]>;

/** With what moves the figures, and what would make them good enough. */
function derivationsOf(name: string, analysis: Analysis, onProgress: OnProgress): readonly Derivation[] {
  const { plan, estimates, estimated, settings } = analysis;
  const declaration = lookUp(plan, name);
  const link = estimates.link(declaration);
  if (link) {
    const asked = askOfLink(explainLink(link, estimates), link, estimated);
    return [
      ...withSensitivity([asked], estimated, { elsewhere: settings.assume, onProgress }),
      ...explainLinkRemedies(link, estimated, settings.assume),
    ];
  }
  const backups = estimates.backups(declaration);
  if (backups.length > 0) return backups.flatMap((backup) => explainBackup(backup, estimates));
  const scenario = estimates.scenario(name);
  return scenario ? explainScenario(scenario) : ofWorkload(name, analysis, onProgress);
}

/** What is copied, backed up and moved of it, and how it comes back from each scenario that hits it. */
function ofWorkload(
  name: string,
  { plan, estimates, estimated, settings }: Analysis,
  onProgress: OnProgress,
): readonly Derivation[] {
  const copies = estimates.copiesOf(name);
  const outcomes = estimates
    .scenariosOf(name)
    .flatMap((struck) =>
      struck.outcomes
        .filter(({ workload }) => workload.workload.name === name)
        .map((outcome) =>
          askOfOutcome(explainOutcome(outcome, struck.scenario, estimates.constants), outcome, struck, estimated),
        ),
    );
  const asked = [...copies.map((copy) => askOfCopy(explainReplication(copy, estimates), copy, estimated)), ...outcomes];
  const moves = inPlanOrder(plan, usersOf(plan, "migrate", name)).flatMap((id) => {
    const migration = estimates.migration(plan.declarations.get(id));
    return migration ? explainMigration(migration, estimates) : [];
  });
  return [
    ...withSensitivity(asked, estimated, { elsewhere: settings.assume, onProgress }),
    ...copies.flatMap((copy) => explainCopyRemedies(copy, estimated, settings.assume)),
    ...estimates.backupsOf(name).flatMap((backup) => explainBackup(backup, estimates)),
    ...moves,
  ];
}

function whyNothing(name: string, plans: readonly Analysis[]): string {
  const kind = plans.map(({ plan }) => lookUp(plan, name)?.document.kind).find((found) => found !== undefined);
  if (kind === undefined) return "the plan declares no such name";
  if (kind === "link") return "this link cannot be estimated: give its sites locations, or the link a distance or rtt";
  if (kind === "workload") return "nothing is estimated of this workload: nothing copies it, and no scenario hits it";
  if (kind === "backup")
    return "this backup cannot be estimated: name what it holds, its site and how often it is taken";
  return `a ${kind} has no figures of its own; name a link, a workload, a backup or a scenario`;
}
