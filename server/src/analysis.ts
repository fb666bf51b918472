import { IdMap } from "./base/id-map.ts";
import { type PlanEstimates, updateEstimates } from "./estimate/plan-estimates.ts";
import { checkDeclaration, checkSuppressions, inOrder, suppressibleRules } from "./findings/check-declaration.ts";
import type { CheckSettings } from "./findings/check-settings.ts";
import type { Finding } from "./findings/finding.ts";
import { rules } from "./findings/registry.ts";
import type { RuleContext } from "./findings/rule.ts";
import {
  type FindingsChange,
  judgedSuppressions,
  NO_SUPPRESSIONS,
  type SuppressionState,
  updateSuppressions,
} from "./findings/suppression-state.ts";
import { type Circles, needsCircles } from "./model/needs-circles.ts";
import { emptyPlan, type Plan } from "./model/plan.ts";
import type { PlanChange } from "./model/plan-change.ts";
import type { SourceFile } from "./model/source-file.ts";
import { updatePlan } from "./model/update-plan.ts";

/**
 * Everything known about a plan at one moment: the files, what they declare, what is estimated, what is found.
 * Immutable. The analysis of the next moment is derived from it at the cost of the change, and the old one stays valid.
 */
export interface Analysis extends RuleContext {
  /** All that is estimated; `estimates` looks it up. */
  readonly estimated: PlanEstimates;
  /** What is reported, by the id of the declaration. Declarations without any finding have no entry. */
  readonly findings: IdMap<readonly Finding[]>;
  /** All that the rules found, and what of it suppressions hold back. */
  readonly suppression: SuppressionState;
  readonly circles: Circles;
  readonly settings: AnalysisSettings;
}

/** What an analysis rests on besides the files. */
export interface AnalysisSettings extends CheckSettings {
  /** Constants of the model that a configuration file sets; the plan's own `assume` wins. */
  readonly assume?: Readonly<Record<string, string | number>>;
}

const NO_SETTINGS: AnalysisSettings = {};

const RULES_ON_ALL_NAMES: ReadonlySet<string> = new Set(
  rules.filter(({ restsOnAllNames }) => restsOnAllNames).map(({ code }) => code),
);

export type ReadSource = (uri: string) => SourceFile | undefined;

/**
 * The analysis of a plan from its root file, derived from an earlier one of the same root if there is one. With other
 * settings (another object) than before, everything is looked at anew.
 */
export function analyse(
  root: string,
  sourceOf: ReadSource,
  previous?: Analysis,
  settings: AnalysisSettings = NO_SETTINGS,
): Analysis {
  const earlier = previous?.plan.root === root && previous.settings === settings ? previous : undefined;
  const { plan, change } = updatePlan(earlier?.plan ?? emptyPlan(root), sourceOf);
  if (earlier && plan === earlier.plan) return earlier;
  return analysisAfter(plan, change, earlier, settings);
}

/** The analysis of a plan that was derived from that of an earlier analysis, however it was. */
export function analysisAfter(
  plan: Plan,
  change: PlanChange,
  earlier: Analysis | undefined,
  settings: AnalysisSettings,
): Analysis {
  const { now, affected, all } = updateEstimates(plan, change, earlier?.estimated, settings.assume);
  if (earlier && !all && change.declared.size > 0) addBoundToAllNames(earlier, affected);
  const circles = circlesNow(plan, change, earlier, affected);
  // Each of several `plan` blocks is told of the others.
  if (now.plans !== earlier?.plans) for (const id of now.plans) affected.add(id);
  const context: Omit<Analysis, "findings" | "suppression"> = {
    plan,
    estimates: now.estimates,
    estimated: now,
    circles,
    settings,
    plans: now.plans,
    flowsOver: now.estimates.flowsOver,
    circleOf: (id) => circles.get(id),
    // The rules that ask for it come after the others.
    suppressionsOf: () => [],
  };
  const found: [number, readonly Finding[] | undefined][] = [];
  for (const id of affected) {
    const declaration = plan.declarations.get(id);
    const here = declaration ? checkDeclaration(declaration, context) : [];
    found.push([id, here.length > 0 ? here : undefined]);
  }
  for (const id of change.removed.keys()) found.push([id, undefined]);
  return { ...context, ...reported(context, { ...change, found }, earlier) };
}

/** What of the findings is reported, after suppressions; with what is wrong with those. */
function reported(
  context: Omit<Analysis, "findings" | "suppression">,
  change: FindingsChange,
  earlier: Analysis | undefined,
): Pick<Analysis, "findings" | "suppression" | "suppressionsOf"> {
  const { plan, settings } = context;
  const before = earlier?.suppression ?? NO_SUPPRESSIONS;
  const { state, active } = updateSuppressions(before, plan, change, settings.today);
  const suppressionsOf = (id: number) => {
    const declaration = plan.declarations.get(id);
    return declaration ? judgedSuppressions(state, declaration, suppressibleRules, settings.today) : [];
  };
  const changes: [number, readonly Finding[] | undefined][] = [];
  for (const [id, found] of active) {
    const declaration = plan.declarations.get(id);
    const about = declaration ? checkSuppressions(declaration, { ...context, suppressionsOf }) : [];
    const all = about.length === 0 ? found : [...found, ...about].sort(inOrder);
    changes.push([id, all.length > 0 ? all : undefined]);
  }
  const findings = (earlier?.findings ?? IdMap.empty<readonly Finding[]>()).with(changes);
  return { findings, suppression: state, suppressionsOf };
}

/** Rules that rest on all names are checked again wherever they found something. */
function addBoundToAllNames({ suppression }: Analysis, affected: Set<number>): void {
  for (const [id, found] of suppression.found.entries()) {
    if (found.some(({ rule }) => RULES_ON_ALL_NAMES.has(rule))) affected.add(id);
  }
}

/** Circles of needs; where they differ, the workloads in them are affected. */
function circlesNow(plan: Plan, change: PlanChange, earlier: Analysis | undefined, affected: Set<number>): Circles {
  const before = earlier?.circles ?? new Map<number, readonly string[]>();
  const circles = needsCircles(plan, change, before);
  if (circles === before) return circles;
  for (const id of new Set([...circles.keys(), ...before.keys()])) {
    if (circles.get(id) !== before.get(id) && plan.declarations.has(id)) affected.add(id);
  }
  return circles;
}
