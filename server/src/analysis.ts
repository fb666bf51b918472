import { LayeredMap } from "./base/layered-map.ts";
import { type PlanEstimates, updateEstimates } from "./estimate/plan-estimates.ts";
import type { ReplicationEstimate } from "./estimate/replication-estimate.ts";
import { checkDeclaration } from "./findings/check-declaration.ts";
import type { Finding } from "./findings/finding.ts";
import { rules } from "./findings/registry.ts";
import type { RuleContext } from "./findings/rule.ts";
import { type Circles, needsCircles } from "./model/needs-circles.ts";
import { emptyPlan, idsOfKind, type Plan } from "./model/plan.ts";
import { inPlanOrder } from "./model/plan-order.ts";
import type { SourceFile } from "./model/source-file.ts";
import { type PlanChange, touchesKind, updatePlan } from "./model/update-plan.ts";

/**
 * Everything known about a plan at one moment: the files, what they declare, what is estimated, what is found.
 * Immutable. The analysis of the next moment is derived from it at the cost of the change, and the old one stays valid.
 */
export interface Analysis extends RuleContext {
  /** All that is estimated; `estimates` looks it up. */
  readonly estimated: PlanEstimates;
  /** Findings by the id of their declaration. Declarations without any have no entry. */
  readonly findings: LayeredMap<number, readonly Finding[]>;
  readonly circles: Circles;
  readonly settings: AnalysisSettings;
}

/** What an analysis rests on besides the files. */
export interface AnalysisSettings {
  /** The day on which reviews, drills and suppressions are judged, as `2026-09-14`; absent: they are not. */
  readonly today?: string;
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
  const context: Omit<Analysis, "findings"> = {
    plan,
    estimates: now.estimates,
    estimated: now,
    circles,
    settings,
    plans: plansNow(plan, change, earlier, affected),
    flowsOver: (link) => flowsOver(now, link),
    circleOf: (id) => circles.get(id),
  };
  const changes: [number, readonly Finding[] | undefined][] = [];
  for (const id of affected) {
    const declaration = plan.declarations.get(id);
    const found = declaration ? checkDeclaration(declaration, context) : [];
    changes.push([id, found.length > 0 ? found : undefined]);
  }
  for (const id of change.removed.keys()) changes.push([id, undefined]);
  const findings = (earlier?.findings ?? LayeredMap.empty<number, readonly Finding[]>()).with(changes);
  return { ...context, findings };
}

/** Rules that rest on all names are checked again wherever they found something. */
function addBoundToAllNames({ findings }: Analysis, affected: Set<number>): void {
  for (const [id, found] of findings.entries()) {
    if (found.some(({ rule }) => RULES_ON_ALL_NAMES.has(rule))) affected.add(id);
  }
}

/** The `plan` blocks. Where they are others than before, each of them is affected. */
function plansNow(
  plan: Plan,
  change: PlanChange,
  earlier: Analysis | undefined,
  affected: Set<number>,
): readonly number[] {
  if (earlier && !touchesKind(plan, change, "plan")) return earlier.plans;
  const plans = inPlanOrder(plan, idsOfKind(plan, "plan"));
  for (const id of plans) affected.add(id);
  return plans;
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

function flowsOver({ replications, users }: PlanEstimates, link: number): readonly ReplicationEstimate[] {
  const flows: ReplicationEstimate[] = [];
  for (const id of users.get(link) ?? []) {
    for (const estimate of replications.get(id) ?? []) {
      if (estimate.route?.hops.some((hop) => hop.link.link.id === link)) flows.push(estimate);
    }
  }
  return flows;
}
