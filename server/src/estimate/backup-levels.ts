import type { Backup } from "../model/backup.ts";
import type { Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { BackupSchedule } from "./backup-schedule.ts";
import { byCase, type Case, OPPOSITE } from "./backup-sizes.ts";
import { type BackupTimes, inOrder, shorter } from "./backup-times.ts";
import { commonPeriod } from "./kernel/backup-clock.ts";
import {
  ageAt,
  ageOfKeptAt,
  type BackupPoints,
  pointsOfCopy,
  worstAge,
  worstDelay,
  worstSpacing,
} from "./kernel/backup-points.ts";
import {
  after,
  type Duration,
  durationOf,
  longer,
  never,
  plus,
  risingDurations,
  type UncertainDuration,
} from "./kernel/duration.ts";

/** One backup in a chain of backups of backups. */
export interface BackupLevel {
  readonly backup: Backup;
  readonly times: BackupTimes;
}

const NOTHING: UncertainDuration = { low: after(0), likely: after(0), high: after(0) };

/** Holds and propagation of all levels, and at worst the wait of a point at each of them for the next one to take it. */
export function chainedDelay(levels: readonly BackupLevel[]): UncertainDuration {
  const { low, likely, high } = levels.map(passing).reduce((sum, one) => risingDurations(sum, one, plus), NOTHING);
  const waits = levels.slice(0, -1).map(({ times }) => times.accumulated.high);
  return { low, likely, high: waits.reduce(plus, high) };
}

/**
 * The age of the newest point at the last level, just before the next arrives, without clock times. Low and likely are
 * for levels that follow each other at once: what all of them hold and propagate, and the longest interval among them.
 * At worst each level takes the point of the one before just before that has a newer one: all intervals add up.
 *
 * With intervals that grow from level to level this is the data loss of Keeton and Merchant (A framework for evaluating
 * storage system dependability, DSN 2004).
 */
export function chainedLoss(levels: readonly BackupLevel[]): UncertainDuration {
  const passed = levels.map(passing).reduce((sum, one) => risingDurations(sum, one, plus), NOTHING);
  const accumulated = levels.map(({ times }) => times.accumulated);
  const most = accumulated.reduce((longest, one) => risingDurations(longest, one, longer), NOTHING);
  return {
    low: plus(most.low, passed.low),
    likely: plus(most.likely, passed.likely),
    high: accumulated.reduce((sum, { high }) => plus(sum, high), passed.high),
  };
}

function passing({ backup, times }: BackupLevel): UncertainDuration {
  return risingDurations(durationOf(backup.hold), times.propagation, plus);
}

/** What a backup holds by the clock, for each way in which the starts of its levels may lie to each other. */
export type ClockedPoints = readonly Readonly<Record<Case, BackupPoints>>[];

/** Most ways that are looked at. */
const MOST_WAYS = 64;

/** Nothing where the source has no clock, or where there are more ways than can be looked at. */
export function clockedPoints(
  schedule: BackupSchedule,
  source: { readonly points: ClockedPoints | undefined } | undefined,
): ClockedPoints | undefined {
  if (!source) {
    return schedule.runs(undefined)?.map((run) => byCase((of) => ({ period: run[of].period, points: run[of].takes })));
  }
  const { points } = source;
  const sourcePeriod = points?.[0]?.likely.period;
  if (!points || sourcePeriod === undefined) return undefined;
  const period = commonPeriod([schedule.period, sourcePeriod]) as Seconds;
  const runs = schedule.runs(sourcePeriod);
  if (!runs || runs.length * points.length > MOST_WAYS || period / schedule.period > MOST_PERIODS) return undefined;
  return points.flatMap((way) => runs.map((run) => byCase((of) => pointsOfCopy(run[of], way[of], period))));
}

/** Most periods of a schedule that make one with its source's. */
const MOST_PERIODS = 400;

export function clockedAges(points: ClockedPoints): UncertainDuration {
  return overWays(points, worstAge);
}

/** … and at some instants of the week. */
export function clockedAgesAt(points: ClockedPoints, instants: readonly Seconds[]): UncertainDuration {
  return overWays(points, (held) => ageAt(held, instants));
}

export function clockedDelays(points: ClockedPoints): UncertainDuration {
  return overWays(points, worstDelay);
}

/** Time between two points at worst. */
export function clockedSpacings(points: ClockedPoints): UncertainDuration {
  return overWays(points, worstSpacing);
}

/**
 * What is lost when data are corrupted at some instants of the week and that is noticed a time later: the time since the
 * newest point that was captured before, has arrived when it is noticed, and is still kept then. At best at the moment
 * that suits it, at worst it must be there in all the time in which it may be noticed.
 */
export function clockedCleanLoss(
  points: ClockedPoints,
  instants: readonly Seconds[],
  { undetected, keep }: { readonly undetected: Uncertain<Seconds>; readonly keep: Uncertain<Seconds> | undefined },
): UncertainDuration {
  const sought = byCase((of) => {
    const [arrivedBy, keptUntil] = [undetected[OPPOSITE[of]], undetected[of]];
    return { arrivedBy, keptUntil, keep: keep?.[OPPOSITE[of]] };
  });
  return overWays(points, (held, of) => ageOfKeptAt(held, instants, sought[of]));
}

/** The best way at best, the worst at worst; as likely the best, which is how one sets such times. Nothing: no point is left. */
function overWays(
  points: ClockedPoints,
  what: (points: BackupPoints, of: Case) => Seconds | undefined,
): UncertainDuration {
  const one = (held: BackupPoints, of: Case): Duration => {
    const time = what(held, of);
    return time === undefined ? never("corrupted-everywhere") : after(time);
  };
  const all = (of: Case): readonly Duration[] => points.map((way) => one(way[of], of));
  return inOrder(all("low").reduce(shorter), all("likely").reduce(shorter), all("high").reduce(longer));
}
