import { version } from "../../package.json";
import { type Analysis, analysisAfter } from "../analysis.ts";
import { estimateDesign, optionsOf } from "../estimate/option-estimate.ts";
import { optionChanges } from "../model/apply-option.ts";
import { variedPlan } from "../model/vary-plan.ts";
import { type CompareDocument, type ComparedSide, comparedDesign, designEntry } from "../report/compare-document.ts";
import { compareMarkdown } from "../report/compare-markdown.ts";
import { compareText } from "../report/compare-text.ts";
import { paintWith } from "../report/paint.ts";
import { CommandFailure } from "./command-failure.ts";
import type { ExitCode, Host } from "./host.ts";
import { loadPlans } from "./load-plans.ts";
import { type Progress, startProgress } from "./progress.ts";

export type CompareFormat = "text" | "json" | "markdown";

export interface CompareOptions {
  readonly format: CompareFormat;
  readonly failOnWorse: boolean;
}

/**
 * Prints what the options of a plan, or the second of two plans, achieve and cost against it. Ends with 1 when asked to, if
 * one of them is worse.
 */
export async function compareCommand(
  first: string,
  second: string | undefined,
  { format, failOnWorse }: CompareOptions,
  host: Host,
): Promise<ExitCode> {
  const progress = startProgress(host);
  const document = second === undefined ? await ofOptions(first, host, progress) : await ofFiles(first, second, host);
  progress.end();
  if (format === "json") host.out(`${JSON.stringify(document, null, 2)}\n`);
  else if (format === "markdown") host.out(compareMarkdown(document));
  else host.out(compareText(document, paintWith(host.colours)));
  return failOnWorse && document.designs.some(({ worse }) => worse) ? 1 : 0;
}

async function ofOptions(path: string, host: Host, progress: Progress): Promise<CompareDocument> {
  const base = await sideOf(path, host);
  const { plan, settings } = base.analysis;
  const options = optionsOf(plan);
  if (options.length === 0) {
    throw new CommandFailure(path, "has no 'option' to compare; give a second plan, or add an option block");
  }
  const designs = options.map((option, index) => {
    progress.step(`estimating option ${index + 1} of ${options.length}`);
    const varied = variedPlan(plan, optionChanges(plan, option).changes);
    const analysis = analysisAfter(varied.plan, varied.change, base.analysis, settings);
    const { label } = option.document.value;
    const design = estimateDesign(analysis.estimated, option);
    return comparedDesign(base, { name: option.name ?? "", label, analysis, design }, "option");
  });
  return { schema: 1, engine: version, base: designEntry(base), designs };
}

async function ofFiles(before: string, after: string, host: Host): Promise<CompareDocument> {
  if (before === after) throw new CommandFailure(after, "is compared with itself");
  const base = await sideOf(before, host);
  const design = comparedDesign(base, await sideOf(after, host), "file");
  return { schema: 1, engine: version, base: designEntry(base), designs: [design] };
}

/** The one plan that an argument means. */
async function sideOf(path: string, host: Host): Promise<ComparedSide> {
  const { plans, failures, nameOf } = await loadPlans([path], host);
  const [failure] = failures;
  if (failure) throw failure;
  const [analysis, second] = plans;
  if (!analysis || second) throw new CommandFailure(path, `holds ${plans.length} plans; name the one to compare`);
  return {
    name: nameOf(analysis.plan.root),
    label: titleOf(analysis),
    analysis,
    design: estimateDesign(analysis.estimated),
  };
}

function titleOf({ plan, plans }: Analysis): string | undefined {
  const document = plans[0] === undefined ? undefined : plan.declarations.get(plans[0])?.document;
  return document?.kind === "plan" ? document.value.title : undefined;
}
