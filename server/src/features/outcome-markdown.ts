import type { Analysis } from "../analysis.ts";
import { paragraphs, plain, sections, table } from "../base/markdown.ts";
import { explainOutcome, explainScenario, verdictWords } from "../estimate/explain/explain-scenario.ts";
import type { ScenarioEstimate, WorkloadOutcome } from "../estimate/recovery/workload-outcome.ts";
import { showLikely } from "../findings/show.ts";
import { workloadOf } from "../model/bind.ts";
import type { Declaration } from "../model/declaration.ts";
import { usersOf } from "../model/plan.ts";
import { derivationMarkdown } from "./derivation-markdown.ts";
import { compareOutcomes, lossText, outcomesOf, type Struck, scenarioTitle, worstOf } from "./outcome-text.ts";

/** As many rows as a hover shows. */
export const MOST_ROWS = 8;

/** What becomes of a workload in each scenario, the worst first, and on what that depends. */
export function workloadTable({ estimates }: Analysis, workload: string): string | undefined {
  const struck = outcomesOf(workload, estimates.scenariosOf(workload));
  return struck.length > 0 ? outcomeTable("scenario", struck, ({ scenario }) => scenarioTitle(scenario)) : undefined;
}

/** How the worst loss and the worst corruption of a workload came about. */
export function explainedOutcomes({ estimates }: Analysis, workload: string): readonly string[] {
  const struck = outcomesOf(workload, estimates.scenariosOf(workload));
  const explained = ["loss", "corruption"].flatMap((about) => {
    const worst = worstOf(struck.filter(({ outcome }) => (outcome.by === "corruption") === (about === "corruption")));
    return worst ? explainOutcome(worst.outcome, worst.scenario, estimates.constants) : [];
  });
  return explained.map(derivationMarkdown);
}

/** What a scenario does, and how what becomes of the workload that is worst off came about. */
export function scenarioOutcomes({ estimates }: Analysis, estimate: ScenarioEstimate): string {
  const { scenario, outcomes } = estimate;
  const worst = worstOf(outcomes.map((outcome) => ({ scenario, outcome })));
  const explained = worst ? explainOutcome(worst.outcome, scenario, estimates.constants) : [];
  return sections(...[...explainScenario(estimate, estimates), ...explained].map(derivationMarkdown));
}

/** What becomes of workloads in one scenario. */
export function outcomesIn({ scenario, outcomes }: ScenarioEstimate, of: readonly string[]): string | undefined {
  const struck = outcomes
    .filter(({ workload }) => of.includes(workload.workload.name))
    .map((outcome) => ({ scenario, outcome }));
  return struck.length > 0 ? outcomeTable("workload", struck, workloadName) : undefined;
}

function workloadName({ outcome }: Struck): string {
  return outcome.workload.workload.name;
}

/** Asked for again with every move of a window. */
const known = new WeakMap<Analysis, Map<Declaration, readonly Struck[]>>();

/** The workloads of a tier, each in the scenario that is worst for it. */
export function tierOutcomes(analysis: Analysis, tier: Declaration): readonly Struck[] {
  const ofTier = known.get(analysis) ?? new Map<Declaration, readonly Struck[]>();
  known.set(analysis, ofTier);
  let struck = ofTier.get(tier);
  if (!struck) {
    struck = workloadsOf(analysis, tier).flatMap((name) => {
      const worst = worstOf(outcomesOf(name, analysis.estimates.scenariosOf(name)));
      return worst && worst.outcome.verdict !== "none" ? [worst] : [];
    });
    ofTier.set(tier, struck);
  }
  return struck;
}

/** Names of the workloads of a tier, of which there may be thousands. */
export function workloadsOf({ plan }: Analysis, { name = "" }: Declaration): readonly string[] {
  const ids = [...usersOf(plan, "workload", name)].sort((a, b) => a - b);
  return ids.flatMap((id) => workloadOf(plan.declarations.get(id))?.name ?? []);
}

/** `met by 2 of 3`. */
export function metBy(struck: readonly Struck[]): string {
  return `met by ${struck.filter(({ outcome }) => outcome.verdict === "met").length} of ${struck.length}`;
}

export function tierTable(struck: readonly Struck[]): string {
  return outcomeTable("workload", struck, workloadName, ({ scenario }) => scenarioTitle(scenario));
}

/** The worst first; below it the assumptions on which it depends whether what is at risk is met. */
function outcomeTable(
  head: string,
  struck: readonly Struck[],
  titleOf: (one: Struck) => string,
  whereWorst?: (one: Struck) => string,
): string {
  const sorted = struck.toSorted((a, b) => compareOutcomes(b.outcome, a.outcome));
  const shown = sorted.slice(0, MOST_ROWS);
  const rows = shown.map((one) => [
    plain(titleOf(one)),
    ...(whereWorst ? [plain(whereWorst(one))] : []),
    ...cellsOf(one.outcome),
  ]);
  const depends = shown.flatMap((one) => {
    const { dependsOn } = one.outcome;
    return dependsOn === undefined ? [] : [`${plain(titleOf(one))} depends on ${plain(dependsOn)}.`];
  });
  const more = sorted.length - shown.length;
  return paragraphs(
    table(
      [head, ...(whereWorst ? ["where worst"] : []), "RPO", "RTO", "verdict"],
      ["left", ...(whereWorst ? (["left"] as const) : []), "right", "right", "left"],
      rows,
    ),
    depends.join("  \n"),
    more > 0 ? `${more} more, of which none is worse.` : undefined,
  );
}

function cellsOf(outcome: WorkloadOutcome): readonly string[] {
  const { chosen, rpo, rto } = outcome;
  return [chosen ? lossText(rpo) : "all data", showLikely(rto), verdictWords(outcome)];
}
