import { type Bytes, bytes, type Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { type CatchUp, catchUpsTogether } from "./catch-up.ts";
import { flowPriority, INITIAL_COPY_PRIORITY } from "./flow-priority.ts";
import { dataOnWire, pointAfterResync } from "./journal-estimate.ts";
import { uncertainCopyTime } from "./kernel/copy-time-any-start.ts";
import { durationOf, longer, plus, risingDurations, type UncertainDuration } from "./kernel/duration.ts";
import { atMost, comesWithin } from "./kernel/outage.ts";
import { NO_RATES } from "./kernel/weekly-profile.ts";
import type { Verdict } from "./kernel/within-limit.ts";
import type { PlanFlows } from "./plan-sharing.ts";
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
   * no byte twice. Low alone, before all others; likely and high with all that lost their routes in the same outage.
   */
  readonly catchUp: UncertainDuration;
  /** What is lost while it is resynchronised; absent as long as the journal holds in any case. */
  readonly whileResyncing: UncertainDuration | undefined;
}

/** What others are on the links. */
export interface OutageGround {
  /** What they leave of a route once it is back. */
  readonly spare: SpareOf;
  readonly flows: PlanFlows;
}

/**
 * An outage that begins at any instant of the week, of the routes of all `copies`. Without `ground` each of them has its
 * route to itself. Left out are those of which route, change, capacity or age are not known.
 */
export function outageEffects(
  copies: readonly ReplicationEstimate[],
  outage: Uncertain<Seconds>,
  ground?: OutageGround,
): ReadonlyMap<ReplicationEstimate, OutageEffect> {
  const alone = copies.flatMap((copy) => effectAlone(copy, outage, ground?.spare) ?? []);
  const together = ground ? catchUpsTogether(alone, ground.flows) : new Map<CatchUp, UncertainDuration>();
  return new Map(alone.map((copy) => [copy.estimate, effectOf(copy, together.get(copy) ?? copy.time)]));
}

interface Alone extends CatchUp {
  readonly lag: UncertainDuration;
  readonly backlog: Uncertain<Bytes>;
  readonly journal: Verdict;
}

function effectOf(
  { estimate, lag, backlog, journal, resyncs, time }: Alone,
  together: UncertainDuration,
): OutageEffect {
  const likely = longer(together.likely, time.likely);
  const catchUp = { low: time.low, likely, high: longer(together.high, longer(time.high, likely)) };
  return {
    lag,
    backlog,
    journal,
    catchUp,
    whileResyncing: resyncs ? pointAfterResync(lag, estimate.bound, catchUp) : undefined,
  };
}

function effectAlone(
  estimate: ReplicationEstimate,
  outage: Uncertain<Seconds>,
  spare: SpareOf | undefined,
): Alone | undefined {
  const { bound, route, demand, flow, rpo, journal, lag } = estimate;
  if (!route || !demand?.known || !demand.service || !rpo) return undefined;
  const { replication, workload } = bound;
  const came = comesWithin(demand.wire, outage);
  const data = dataOnWire(replication, workload.workload);
  const worst = lag?.cases.high;
  // At worst it begins when most waits already; without end that is all data.
  const waiting = worst?.kind === "unbounded" ? data.high : (worst?.maxBacklog ?? 0);
  const backlog = { ...came, high: bytes(Math.min(Number.MAX_VALUE, came.high + waiting)) };
  const verdict = journal ? heldBy(journal.size, backlog) : "met";
  const resyncs = verdict !== "met";
  const { reduction, window } = replication;
  // A resynchronisation goes last, after new changes, too; a backlog goes before them, with the flow's own priority.
  const priority = resyncs ? INITIAL_COPY_PRIORITY : flowPriority(replication);
  const beside = spare?.(route, priority, reduction, resyncs ? undefined : flow, window);
  const size = atMost(backlog, data);
  return {
    estimate,
    resyncs,
    priority,
    size,
    lag: risingDurations(rpo.worst, durationOf(outage), plus),
    backlog,
    journal: verdict,
    time: uncertainCopyTime(size, beside ?? demand.service, beside && resyncs ? NO_RATES : demand.wire),
  };
}

function heldBy(journal: Uncertain<Bytes>, backlog: Uncertain<Bytes>): Verdict {
  if (backlog.low > journal.high) return "missed";
  return backlog.high > journal.low ? "at-risk" : "met";
}
