import type { BoundReplication } from "../model/bind.ts";
import type { Replication } from "../model/replication.ts";
import type { Workload } from "../model/workload.ts";
import { type Bytes, bytes, type Rate, type Ratio, ratio } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import type { Demand } from "./demand.ts";
import { uncertainCopyTime } from "./kernel/copy-time-any-start.ts";
import {
  after,
  type Duration,
  durationOf,
  exactDuration,
  longer,
  never,
  plus,
  risingDurations,
  type UncertainDuration,
} from "./kernel/duration.ts";
import { atMost, longestRideOut } from "./kernel/outage.ts";
import type { UncertainLag } from "./kernel/uncertain-lag.ts";
import type { UncertainProfile } from "./kernel/weekly-profile.ts";
import type { Verdict } from "./kernel/within-limit.ts";

/** Whether the space for changes that the line cannot carry yet suffices, week after week. */
export interface JournalEstimate {
  /** In bytes as they go over the line: a journal holds them as they were written, before any reduction. */
  readonly size: Uncertain<Bytes>;
  /** The most that waits in a week, of all of a consistency group; absent where that may grow without end. */
  readonly backlog: Uncertain<Bytes> | undefined;
  /** Whether it overflows in the best, the likely and the worst case. */
  readonly overflows: { readonly low: boolean; readonly likely: boolean; readonly high: boolean };
  /** Missed when it overflows in any case. */
  readonly verdict: Verdict;
  /** The longest outage at the end of which it still holds all changes: at worst begun when most waits. */
  readonly ridesOut: () => UncertainDuration;
}

const ONE: Uncertain<Ratio> = exactly(ratio(1));

/** Nothing without a declared journal, or while the change is not known. */
export function estimateJournal(
  { replication }: BoundReplication,
  demand: Demand,
  lag: UncertainLag | undefined,
): JournalEstimate | undefined {
  if (!replication.journal || !demand.known) return undefined;
  const size = divided(replication.journal, replication.reduction ?? ONE);
  const waiting = (bound: keyof Uncertain) => {
    const of = lag?.cases[bound];
    return of?.kind === "unbounded" ? undefined : bytes(of?.maxBacklog ?? 0);
  };
  const [low, likely, high] = [waiting("low"), waiting("likely"), waiting("high")];
  const best = exceeds(low, size.high);
  const middle = best || exceeds(likely, size.likely);
  const worst = middle || exceeds(high, size.low);
  const free = (space: Bytes, taken: Bytes | undefined) => bytes(taken === undefined ? 0 : Math.max(0, space - taken));
  return {
    size,
    backlog: low === undefined || likely === undefined || high === undefined ? undefined : { low, likely, high },
    overflows: { low: best, likely: middle, high: worst },
    verdict: best ? "missed" : worst ? "at-risk" : "met",
    ridesOut: () =>
      longestRideOut({ low: free(size.low, high), likely: free(size.likely, likely), high: size.high }, demand.wire),
  };
}

function exceeds(backlog: Bytes | undefined, space: Bytes): boolean {
  return backlog === undefined || backlog > space;
}

/**
 * The age to which a copy falls back whose journal overflows: until it is resynchronised it cannot be used, and what
 * is left are its points in time. Without any it is lost.
 */
export function ageWithJournal(
  age: UncertainDuration,
  journal: JournalEstimate,
  bound: BoundReplication,
  demand: Demand,
): UncertainDuration {
  const fallback = pointWhileResyncing(age, bound, journal.backlog ?? journal.size, demand.service, demand.wire);
  const of = (on: keyof Uncertain): Duration => {
    const worst = age[on];
    return journal.overflows[on] && worst.kind === "after" ? longer(fallback[on], worst) : worst;
  };
  const likely = longer(of("likely"), of("low"));
  return { low: of("low"), likely, high: longer(of("high"), likely) };
}

/**
 * The age of the last point in time when a resynchronisation of so much ends, with what `demand` leaves of `service`;
 * never if none is kept as long.
 */
function pointWhileResyncing(
  age: UncertainDuration,
  bound: BoundReplication,
  backlog: Uncertain<Bytes>,
  service: UncertainProfile<Rate> | undefined,
  demand: UncertainProfile<Rate>,
): UncertainDuration {
  const { replication, workload } = bound;
  if (!replication.history || !service) return exactDuration(never("journal-overflow"));
  return pointAfterResync(
    age,
    bound,
    uncertainCopyTime(atMost(backlog, dataOnWire(replication, workload.workload)), service, demand),
  );
}

/** The same when it takes as long as `resync`. */
export function pointAfterResync(
  age: UncertainDuration,
  { replication: { history } }: BoundReplication,
  resync: UncertainDuration,
): UncertainDuration {
  if (!history) return exactDuration(never("journal-overflow"));
  const since = history.every ? risingDurations(age, durationOf(history.every), plus) : age;
  const point = risingDurations(since, resync, plus);
  const kept = (bound: keyof Uncertain, keep: Duration): Duration =>
    longer(point[bound], keep) === keep ? point[bound] : never("journal-overflow");
  const likely = kept("likely", after(history.keep.likely));
  return {
    low: kept("low", after(history.keep.high)),
    likely,
    high: longer(kept("high", after(history.keep.low)), likely),
  };
}

/** All data of a workload as they go over the line: no backlog is ever more. */
export function dataOnWire({ reduction }: Replication, { data, count }: Workload): Uncertain<Bytes> {
  if (!data) return exactly(bytes(Number.MAX_VALUE));
  const all = { low: bytes(data.low * count), likely: bytes(data.likely * count), high: bytes(data.high * count) };
  return divided(all, reduction ?? ONE);
}

function divided(size: Uncertain<Bytes>, by: Uncertain<Ratio>): Uncertain<Bytes> {
  return {
    low: bytes(size.low / by.high),
    likely: bytes(size.likely / by.likely),
    high: bytes(size.high / by.low),
  };
}
