import type { ReplicationMode } from "../../model/replication.ts";
import { formatWeekdayTime } from "../../quantity/time-of-day.ts";
import type { InitialCopyOf } from "../initial-copies.ts";
import { exactDuration, never } from "../kernel/duration.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import { durations, FEASIBLE, type Feasible, figure, type T, time } from "./figure.ts";

export interface ReplicationEntry {
  readonly workload: string;
  readonly from: string;
  readonly to: string;
  readonly route: readonly string[];
  readonly mode: ReplicationMode | null;
  readonly technology: string | null;
  readonly feasible: Feasible;
  readonly reasons: readonly string[];
  readonly rtt: T | null;
  readonly addedWriteLatency: T | null;
  readonly required: T | null;
  readonly rpo: {
    readonly typical: T;
    readonly p95: T;
    readonly worst: T;
    readonly worstAt: string | null;
  } | null;
  readonly backlogPerDay: T | null;
  readonly initialCopy: T | null;
  readonly assumed: readonly string[];
}

/** What is estimated of one workload's replication. */
export function replicationEntry(estimate: ReplicationEstimate, initialCopy: InitialCopyOf): ReplicationEntry {
  const { bound, route, sync, required, verdict, reasons, lag, backlogPerDay } = estimate;
  const { replication, workload } = bound;
  return {
    workload: workload.workload.name,
    from: bound.from.name,
    to: bound.to.name,
    route: route?.hops.map(({ link }) => link.link.name) ?? [],
    mode: replication.mode ?? null,
    technology: replication.using ?? null,
    feasible: FEASIBLE[verdict],
    reasons,
    rtt: figure(sync?.rtt ?? route?.rtt),
    addedWriteLatency: time(sync?.added),
    required: figure(required),
    rpo: recoveryPoint(estimate),
    backlogPerDay: lag ? figure(backlogPerDay) : null,
    initialCopy: time(initialCopy(estimate)?.time),
    assumed: [...new Set(assumedBy(estimate))].sort(),
  };
}

/** A copy that nothing leads to never gets anything. */
function recoveryPoint({ route, rpo }: ReplicationEstimate): ReplicationEntry["rpo"] {
  if (!rpo) {
    if (route) return null;
    const nothing = durations(exactDuration(never("no-route")));
    return { typical: nothing, p95: nothing, worst: nothing, worstAt: null };
  }
  return {
    typical: durations(rpo.typical),
    p95: durations(rpo.p95),
    worst: durations(rpo.worst),
    worstAt: rpo.worstAt === undefined ? null : formatWeekdayTime(rpo.worstAt),
  };
}

/** Constants that its figures rest on: its own, those of the links that it takes, and in a cascade those of the copy before. */
function assumedBy({ assumed, route, source }: ReplicationEstimate): readonly string[] {
  const ofLinks = route?.hops.flatMap(({ link }) => link.assumed) ?? [];
  return [...assumed, ...ofLinks, ...(source ? assumedBy(source) : [])];
}
