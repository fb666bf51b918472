import type { Analysis } from "../analysis.ts";
import { finish } from "../base/steps.ts";
import type { Derivation } from "../estimate/explain/derivation.ts";
import { explainElement, type PlanElement } from "../features/explain-element.ts";
import { lookUp } from "../model/plan.ts";
import { derivationsText } from "../report/derivations-text.ts";
import { paintWith } from "../report/paint.ts";
import { CommandFailure } from "./command-failure.ts";
import type { ExitCode, Host } from "./host.ts";
import { loadPlans } from "./load-plans.ts";
import { startProgress } from "./progress.ts";
import { reportFailures } from "./report-failures.ts";

/** Prints how the figures of a link, a workload, a backup, a tier or a scenario came about. */
export async function explainCommand(name: string, files: readonly string[], host: Host): Promise<ExitCode> {
  const loaded = await loadPlans(files, host);
  const progress = startProgress(host);
  const derivations = loaded.plans.flatMap((analysis): readonly Derivation[] => {
    const element = elementNamed(analysis, name);
    return element
      ? finish(explainElement(analysis, element), ({ done, of }) =>
          progress.step(`trying what moves it, ${done} of ${of}`),
        )
      : [];
  });
  progress.end();
  if (derivations.length > 0) host.out(derivationsText(derivations, paintWith(host.colours)));
  if (reportFailures(loaded, host)) return 2;
  if (derivations.length === 0) throw new CommandFailure(name, whyNothing(name, loaded.plans));
  return 0;
}

function elementNamed({ plan, estimates }: Analysis, name: string): PlanElement | undefined {
  const declaration = lookUp(plan, name);
  if (declaration) return { kind: "block", declaration };
  const scenario = estimates.scenario(name);
  return scenario && { kind: "scenario", scenario };
}

function whyNothing(name: string, plans: readonly Analysis[]): string {
  const kind = plans.map(({ plan }) => lookUp(plan, name)?.document.kind).find((found) => found !== undefined);
  if (kind === undefined) return "the plan declares no such name";
  if (kind === "link") return "this link cannot be estimated: give its sites locations, or the link a distance or rtt";
  if (kind === "workload") return "nothing is estimated of this workload: nothing copies it, and no scenario hits it";
  if (kind === "backup")
    return "this backup cannot be estimated: name what it holds, its site and how often it is taken";
  if (kind === "tier") return "no workload of this tier is hit by a scenario that it makes promises for";
  return `a ${kind} has no figures of its own; name a link, a workload, a backup, a tier or a scenario`;
}
