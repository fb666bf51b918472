import type { Analysis } from "../analysis.ts";
import { SEVERITIES, type Severity } from "../base/severity.ts";
import { type CostDifference, costDifference, type PlanCost } from "../estimate/cost.ts";
import { figure, type T } from "../estimate/document/figure.ts";
import type { DesignEstimate, MissedIn } from "../estimate/option-estimate.ts";
import { type BlockChange, blockChanges } from "./compare-blocks.ts";
import { type ComparedFinding, findingMoves, findingsOf } from "./compare-findings.ts";
import { type WorkloadMoves, workloadMoves } from "./compare-outcomes.ts";

/**
 * What designs achieve and cost against the first of them, as plain data for other programs: `schemas/compare.schema.json`
 * describes it field by field. Seconds, and money in the plan's currency; `null` is what does not apply or is not known.
 */
export interface CompareDocument {
  readonly schema: 1;
  readonly engine: string;
  readonly base: DesignEntry;
  readonly designs: readonly ComparedDesign[];
}

/** A design by itself. */
export interface DesignEntry {
  /** The name of an option, or of a file. */
  readonly name: string;
  readonly label: string | null;
  /** How many objectives are met in all cases. */
  readonly met: number;
  readonly missed: readonly MissedIn[];
  readonly cost: CostEntry | null;
  /** How many findings there are of each severity. */
  readonly findings: Readonly<Record<Severity, number>>;
}

/** Absent (null) when amounts are in several currencies; without a currency when nothing costs anything. */
export interface CostEntry {
  readonly currency: string | null;
  readonly setup: T;
  readonly yearly: T;
  readonly horizonCost: T;
  /** Years. */
  readonly horizon: number;
}

/** A design against the base. What is the same in both is left out. */
export interface ComparedDesign extends DesignEntry {
  readonly kind: "option" | "file";
  readonly difference: DifferenceEntry | null;
  readonly workloads: readonly WorkloadMoves[];
  readonly findingMoves: { readonly new: readonly ComparedFinding[]; readonly gone: readonly ComparedFinding[] };
  readonly changes: readonly BlockChange[];
  /** Whether a verdict is worse than in the base, or there is an error that the base does not have. */
  readonly worse: boolean;
}

export interface DifferenceEntry {
  readonly setup: T;
  readonly yearly: T;
  readonly horizonCost: T;
  /** Seconds until it is the cheaper design; 0: at once. */
  readonly payback: T;
}

/** A design with what was found of it. */
export interface ComparedSide {
  readonly name: string;
  readonly label: string | undefined;
  readonly analysis: Analysis;
  readonly design: DesignEstimate;
}

export function designEntry({ name, label, analysis, design }: ComparedSide): DesignEntry {
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  for (const { severity } of findingsOf(analysis)) counts[severity]++;
  return {
    name,
    label: label ?? null,
    met: design.met,
    missed: design.missed,
    cost: costEntry(design.cost),
    findings: counts,
  };
}

export function comparedDesign(
  before: ComparedSide,
  after: ComparedSide,
  kind: ComparedDesign["kind"],
): ComparedDesign {
  const workloads = workloadMoves(before, after);
  const moves = findingMoves(before.analysis, after.analysis);
  const difference = costDifference(before.design.cost, after.design.cost);
  return {
    ...designEntry(after),
    kind,
    difference: difference ? differenceEntry(difference) : null,
    workloads,
    findingMoves: moves,
    changes: blockChanges(before.analysis.plan, after.analysis.plan),
    worse: workloads.some(({ worse }) => worse) || moves.new.some(({ severity }) => severity === "error"),
  };
}

/** Seconds. */
const YEAR = 365.25 * 86_400;

function costEntry({ currency, total, horizon }: PlanCost): CostEntry | null {
  if (!total) return null;
  return {
    currency: currency ?? null,
    setup: figure(total.setup) as T,
    yearly: figure(total.yearly) as T,
    horizonCost: figure(total.overHorizon) as T,
    horizon: horizon.likely / YEAR,
  };
}

function differenceEntry({ setup, yearly, overHorizon, payback }: CostDifference): DifferenceEntry {
  return {
    setup: figure(setup) as T,
    yearly: figure(yearly) as T,
    horizonCost: figure(overHorizon) as T,
    payback: { low: payback.low, likely: payback.likely, high: payback.high },
  };
}
