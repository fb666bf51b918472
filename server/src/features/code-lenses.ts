import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import { longer, type UncertainDuration } from "../estimate/kernel/duration.ts";
import type { ScenarioEstimate, WorkloadOutcome } from "../estimate/recovery/workload-outcome.ts";
import { showLikely } from "../findings/show.ts";
import { type Declaration, isKind } from "../model/declaration.ts";
import { blockAt, inFile, syntaxOf } from "./locate.ts";
import { outcomesOf, outcomeText, scenarioTitle, VERDICTS, worstOf } from "./outcome-text.ts";

/** A line above a block. */
export interface CodeLens {
  /** The block's name, in the file: there a hover tells how the figures came about. */
  readonly span: Span;
  readonly title: string;
}

/** What scenarios do to the workloads of a file: at each workload its worst cases, at each scenario all that it hits. */
export function codeLenses(analysis: Analysis, uri: string): readonly CodeLens[] {
  const blocks = syntaxOf(analysis, uri)?.blocks ?? [];
  return blocks.flatMap((_, index): readonly CodeLens[] => {
    const located = blockAt(analysis, uri, index);
    const name = located?.declaration?.document.spans.at("/name");
    if (!located?.declaration || !name) return [];
    const span = inFile(located, name);
    return titlesOf(analysis, located.declaration).map((title) => ({ span, title }));
  });
}

function titlesOf({ estimates }: Analysis, declaration: Declaration): readonly string[] {
  const { name } = declaration;
  if (name === undefined) return [];
  if (isKind(declaration, "workload")) return workloadTitles(name, estimates.scenariosOf(name));
  const scenario = isKind(declaration, "scenario") ? estimates.scenario(name) : undefined;
  return scenario ? [scenarioSummary(scenario)] : [];
}

/** The worst loss, and the worst corruption. */
function workloadTitles(name: string, scenarios: readonly ScenarioEstimate[]): readonly string[] {
  const struck = outcomesOf(name, scenarios);
  const corrupted = struck.filter(({ outcome }) => outcome.by === "corruption");
  const lost = struck.filter(({ outcome }) => outcome.by !== "corruption");
  return [lost, corrupted].flatMap((group) => {
    const worst = worstOf(group);
    return worst ? [`${scenarioTitle(worst.scenario)}: ${outcomeText(worst.outcome)}`] : [];
  });
}

function scenarioSummary({ outcomes, degraded }: ScenarioEstimate): string {
  const [only] = outcomes;
  if (!only) return degraded.length > 0 ? `no workload is hit, ${copiesText(degraded.length)}` : "no workload is hit";
  if (outcomes.length === 1) return `${only.workload.workload.name}: ${outcomeText(only)}`;
  const figures = `RPO ${showLikely(worst(outcomes, "rpo"))} · RTO ${showLikely(worst(outcomes, "rto"))} at worst`;
  const judged = outcomes.filter(({ verdict }) => verdict !== "none");
  const bad = (["missed", "at-risk"] as const).flatMap((verdict) => {
    const names = judged.filter((outcome) => outcome.verdict === verdict).map(({ workload }) => workload.workload.name);
    return names.length > 0 ? [`${VERDICTS[verdict]}: ${listOf(names)}`] : [];
  });
  const verdict = judged.length === 0 ? [] : bad.length > 0 ? bad : [VERDICTS.met];
  return [`${outcomes.length} workloads: ${figures}`, ...verdict].join(" · ");
}

/** As many names as one looks at. */
const MOST_NAMES = 3;

function listOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(", ")} and ${more} more` : names.join(", ");
}

function copiesText(count: number): string {
  return count === 1 ? "one copy suffers" : `${count} copies suffer`;
}

function worst(outcomes: readonly WorkloadOutcome[], of: "rpo" | "rto"): UncertainDuration {
  const most = (bound: keyof UncertainDuration) => outcomes.map((outcome) => outcome[of][bound]).reduce(longer);
  return { low: most("low"), likely: most("likely"), high: most("high") };
}
