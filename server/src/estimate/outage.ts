import { type Bytes, bytes, type Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { flowPriority, INITIAL_COPY_PRIORITY } from "./flow-priority.ts";
import { dataOnWire, pointWhileResyncing } from "./journal-estimate.ts";
import { uncertainCopyTime } from "./kernel/copy-time-any-start.ts";
import { durationOf, plus, risingDurations, type UncertainDuration } from "./kernel/duration.ts";
import { atMost, comesWithin } from "./kernel/outage.ts";
import { NO_RATES } from "./kernel/weekly-profile.ts";
import type { Verdict } from "./kernel/within-limit.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";
import type { SpareOf } from "./spare-service.ts";

/** What an outage of its route does to a copy. */
export interface OutageEffect {
  /** Age of the copy when the outage ends, at the worst moment of the week. */
  readonly lag: UncertainDuration;
  /** What then waits to be sent, on the wire. */
  readonly backlog: Uncertain<Bytes>;
  /** Whether the journal holds all of it: missed when it overflows in any case. Met without a declared journal. */
  readonly journal: Verdict;
  /**
   * From then until the copy is as fresh as before: of the backlog, or of a resynchronisation by bitmap, which sends
   * no byte twice.
   */
  readonly catchUp: UncertainDuration;
  /** What is lost while it is resynchronised; absent as long as the journal holds in any case. */
  readonly whileResyncing: UncertainDuration | undefined;
}

/**
 * An outage that begins at any instant of the week. `spare` says what others leave of the route once it is back;
 * without it the copy has it to itself. Others that catch up at the same time do not count. Nothing while route, change,
 * capacity or the age of the copy are not known.
 */
export function outageEffect(
  { bound, route, demand, flow, rpo, journal, lag }: ReplicationEstimate,
  outage: Uncertain<Seconds>,
  spare?: SpareOf,
): OutageEffect | undefined {
  if (!route || !demand?.known || !demand.service || !rpo) return undefined;
  const { replication, workload } = bound;
  const data = dataOnWire(replication, workload.workload);
  const came = comesWithin(demand.wire, outage);
  const worst = lag?.cases.high;
  // At worst it begins when most waits already; without end that is all data.
  const waiting = worst?.kind === "unbounded" ? data.high : (worst?.maxBacklog ?? 0);
  const backlog = { ...came, high: bytes(Math.min(Number.MAX_VALUE, came.high + waiting)) };
  const verdict = journal ? heldBy(journal.size, backlog) : "met";
  const resyncs = verdict !== "met";
  const { reduction, window } = replication;
  // A resynchronisation goes last, after new changes, too; a backlog goes before them, with the flow's own priority.
  const beside = resyncs
    ? spare?.(route, INITIAL_COPY_PRIORITY, reduction, undefined, window)
    : spare?.(route, flowPriority(replication), reduction, flow, window);
  const service = beside ?? demand.service;
  const before = beside && resyncs ? NO_RATES : demand.wire;
  const age = risingDurations(rpo.worst, durationOf(outage), plus);
  return {
    lag: age,
    backlog,
    journal: verdict,
    catchUp: uncertainCopyTime(atMost(backlog, data), service, before),
    whileResyncing: resyncs ? pointWhileResyncing(age, bound, backlog, service, before) : undefined,
  };
}

function heldBy(journal: Uncertain<Bytes>, backlog: Uncertain<Bytes>): Verdict {
  if (backlog.low > journal.high) return "missed";
  return backlog.high > journal.low ? "at-risk" : "met";
}
