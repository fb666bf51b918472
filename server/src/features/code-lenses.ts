import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import { longer, type UncertainDuration } from "../estimate/kernel/duration.ts";
import type { ScenarioEstimate, WorkloadOutcome } from "../estimate/recovery/workload-outcome.ts";
import { showLikely } from "../findings/show.ts";
import { bindWorkload } from "../model/bind.ts";
import { type Declaration, isKind } from "../model/declaration.ts";
import { blockAt, inFile, syntaxOf } from "./locate.ts";
import { lossText, outcomesOf, outcomeText, type Struck, scenarioTitle, VERDICTS, worstOf } from "./outcome-text.ts";

/** A line above a block: of a workload the worst loss or the worst corruption, of a scenario all that it hits. */
export interface CodeLens {
  /** The block's name, in the file: there a hover tells how the figures came about. */
  readonly span: Span;
  readonly name: string;
  readonly about: LensAbout;
}

export type LensAbout = "loss" | "corruption" | "scenario";

/** The lines above the blocks of a file; what they say is told for those that somebody looks at. */
export function codeLenses(analysis: Analysis, uri: string): readonly CodeLens[] {
  const blocks = syntaxOf(analysis, uri)?.blocks ?? [];
  return blocks.flatMap((_, index): readonly CodeLens[] => {
    const located = blockAt(analysis, uri, index);
    const declaration = located?.declaration;
    const at = declaration?.document.spans.at("/name");
    if (!declaration || !at) return [];
    const span = inFile(located, at);
    return lensesOf(analysis, declaration).map((about) => ({ span, name: declaration.name ?? "", about }));
  });
}

/**
 * Every workload can be corrupted, and what has a site can be lost with it: of thousands it need not be known yet what
 * becomes of them.
 */
function lensesOf({ estimates, plan }: Analysis, declaration: Declaration): readonly LensAbout[] {
  const { name } = declaration;
  if (name === undefined) return [];
  if (isKind(declaration, "scenario")) return estimates.scenario(name) ? ["scenario"] : [];
  if (!isKind(declaration, "workload")) return [];
  const isLost =
    bindWorkload(plan, declaration)?.site !== undefined ||
    outcomesOf(name, estimates.scenariosOf(name)).some((one) => isAbout(one, "loss"));
  return isLost ? ["loss", "corruption"] : ["corruption"];
}

function isAbout({ outcome }: Struck, about: LensAbout): boolean {
  return (outcome.by === "corruption") === (about === "corruption");
}

/** What a line says: `loss of frankfurt: RPO 38 s · RTO 2 h 10 min · at risk (RTO)`. Nothing once its block is gone. */
export function lensTitle({ estimates }: Analysis, { name, about }: Pick<CodeLens, "name" | "about">) {
  if (about === "scenario") {
    const scenario = estimates.scenario(name);
    return scenario && scenarioSummary(scenario);
  }
  const worst = worstOf(outcomesOf(name, estimates.scenariosOf(name)).filter((one) => isAbout(one, about)));
  return worst && `${scenarioTitle(worst.scenario)}: ${outcomeText(worst.outcome)}`;
}

function scenarioSummary({ outcomes, degraded }: ScenarioEstimate): string {
  const [only] = outcomes;
  if (!only) return degraded.length > 0 ? `no workload is hit, ${copiesText(degraded.length)}` : "no workload is hit";
  if (outcomes.length === 1) return `${only.workload.workload.name}: ${outcomeText(only)}`;
  const lost = outcomes.filter(({ chosen }) => !chosen).map(nameOf);
  const back = outcomes.filter(({ chosen }) => chosen);
  const figures =
    back.length > 0 ? [`RPO ${lossText(worst(back, "rpo"))} · RTO ${showLikely(worst(back, "rto"))} at worst`] : [];
  const bad = (["missed", "at-risk"] as const).flatMap((verdict) => {
    const names = back.filter((outcome) => outcome.verdict === verdict).map(nameOf);
    return names.length > 0 ? [`${VERDICTS[verdict]}: ${listOf(names)}`] : [];
  });
  const gone = lost.length > 0 ? [`nothing brings back ${listOf(lost)}`] : [];
  const isMet = bad.length + gone.length === 0 && back.some(({ verdict }) => verdict !== "none");
  return [
    `${outcomes.length} workloads: ${[...figures, ...gone, ...bad].join(" · ")}`,
    ...(isMet ? [VERDICTS.met] : []),
  ].join(" · ");
}

function nameOf({ workload }: WorkloadOutcome): string {
  return workload.workload.name;
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
