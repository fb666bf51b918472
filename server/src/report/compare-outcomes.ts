import { FEASIBLE, type Feasible, type T, time } from "../estimate/document/figure.ts";
import type { Verdict } from "../estimate/kernel/within-limit.ts";
import { type Penalty, penaltyOf } from "../estimate/penalty.ts";
import type { PlanOutcome } from "../estimate/plan-outcomes.ts";
import type { ReplicationEstimate } from "../estimate/replication-estimate.ts";
import type { ComparedSide } from "./compare-document.ts";

/** What moved for one workload between two designs; null on the side that does not have it. */
export interface WorkloadMoves {
  readonly workload: string;
  readonly copies: readonly CopyMove[];
  readonly scenarios: readonly ScenarioMove[];
  /** Whether a verdict is worse than before. */
  readonly worse: boolean;
}

export interface CopyMove {
  readonly from: string;
  readonly to: string;
  /** How old the newest data there are at worst. */
  readonly rpo: Moved<T>;
  readonly addedWriteLatency: Moved<T>;
  readonly feasible: Moved<Feasible>;
}

export interface ScenarioMove {
  readonly scenario: string;
  readonly rpo: Moved<T>;
  readonly rto: Moved<T>;
  readonly verdict: Moved<Verdict | "none">;
  /** What one such event costs the business. */
  readonly penalty: Moved<PenaltyEntry>;
}

export interface Moved<V> {
  readonly before: V | null;
  readonly after: V | null;
}

export interface PenaltyEntry extends T {
  readonly currency: string;
}

/** The workloads for which something moved, in the order of the later plan; those that it no longer has come last. */
export function workloadMoves(before: ComparedSide, after: ComparedSide): readonly WorkloadMoves[] {
  const [old, now] = [sideOf(before), sideOf(after)];
  return both(now, old).flatMap((workload): readonly WorkloadMoves[] => {
    const [was, is] = [old.get(workload) ?? NOTHING, now.get(workload) ?? NOTHING];
    const copies = both(is.copies, was.copies).map((key) => copyMove(was.copies.get(key), is.copies.get(key)));
    const scenarios = both(is.outcomes, was.outcomes).map((key) =>
      scenarioMove(key, was.outcomes.get(key), is.outcomes.get(key)),
    );
    const moved = {
      copies: copies.filter(({ rpo, addedWriteLatency, feasible }) =>
        [rpo, addedWriteLatency, feasible].some(hasMoved),
      ),
      scenarios: scenarios.filter(({ rpo, rto, verdict, penalty }) => [rpo, rto, verdict, penalty].some(hasMoved)),
    };
    if (moved.copies.length === 0 && moved.scenarios.length === 0) return [];
    return [{ workload, ...moved, worse: isWorse(moved.copies, moved.scenarios) }];
  });
}

interface WorkloadSide {
  readonly copies: ReadonlyMap<string, ReplicationEstimate>;
  readonly outcomes: ReadonlyMap<string, PlanOutcome>;
}

const NOTHING: WorkloadSide = { copies: new Map(), outcomes: new Map() };

function sideOf({ analysis, design }: ComparedSide): ReadonlyMap<string, WorkloadSide> {
  const sides = new Map<string, { copies: Map<string, ReplicationEstimate>; outcomes: Map<string, PlanOutcome> }>();
  const at = (workload: string) => {
    const side = sides.get(workload) ?? { copies: new Map(), outcomes: new Map() };
    sides.set(workload, side);
    return side;
  };
  for (const outcome of design.outcomes) at(outcome.workload.name).outcomes.set(outcome.scenario, outcome);
  const { plan, estimates } = analysis;
  for (const id of [...plan.files.values()].flatMap(({ ids }) => ids)) {
    for (const copy of estimates.replications(plan.declarations.get(id))) {
      const { workload, from, to } = copy.bound;
      at(workload.workload.name).copies.set(`${from.name} ${to.name}`, copy);
    }
  }
  return sides;
}

/** The keys of the first, then those that only the second has. */
function both(first: ReadonlyMap<string, unknown>, second: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set([...first.keys(), ...second.keys()])];
}

function copyMove(was: ReplicationEstimate | undefined, is: ReplicationEstimate | undefined): CopyMove {
  const { from, to } = (is ?? was)?.bound ?? {};
  return {
    from: from?.name ?? "",
    to: to?.name ?? "",
    rpo: { before: time(was?.rpo?.worst), after: time(is?.rpo?.worst) },
    addedWriteLatency: { before: time(was?.sync?.added), after: time(is?.sync?.added) },
    feasible: { before: was ? FEASIBLE[was.verdict] : null, after: is ? FEASIBLE[is.verdict] : null },
  };
}

function scenarioMove(scenario: string, was: PlanOutcome | undefined, is: PlanOutcome | undefined): ScenarioMove {
  return {
    scenario,
    rpo: { before: time(was?.rpo), after: time(is?.rpo) },
    rto: { before: time(was?.rto), after: time(is?.rto) },
    verdict: { before: was?.verdict ?? null, after: is?.verdict ?? null },
    penalty: { before: penaltyEntry(was), after: penaltyEntry(is) },
  };
}

function penaltyEntry(outcome: PlanOutcome | undefined): PenaltyEntry | null {
  const penalty: Penalty | undefined = outcome && penaltyOf(outcome.workload, outcome.rpo, outcome.rto);
  if (!penalty) return null;
  const { currency, low, likely, high, because } = penalty;
  return { currency, low, likely, high, ...(because === undefined ? {} : { reason: because }) };
}

/** Figures that differ by rounding alone have not moved. */
function hasMoved({ before, after }: Moved<unknown>): boolean {
  return JSON.stringify(before, rounded) !== JSON.stringify(after, rounded);
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(9)) : value;
}

const FEASIBLE_RANK: readonly Feasible[] = ["yes", "at-risk", "no"];
const VERDICT_RANK: readonly Verdict[] = ["met", "at-risk", "missed"];

function isWorse(copies: readonly CopyMove[], scenarios: readonly ScenarioMove[]): boolean {
  return (
    copies.some(({ feasible }) => falls(feasible, FEASIBLE_RANK)) ||
    scenarios.some(({ verdict }) => falls(verdict as Moved<Verdict>, VERDICT_RANK))
  );
}

/** Whether the later is further down. What only one side has is neither better nor worse. */
function falls<V>({ before, after }: Moved<V>, rank: readonly V[]): boolean {
  if (before === null || after === null) return false;
  const [was, is] = [rank.indexOf(before), rank.indexOf(after)];
  return was >= 0 && is > was;
}
