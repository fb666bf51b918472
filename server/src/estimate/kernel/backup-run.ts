import type { Seconds } from "../../quantity/quantity.ts";
import type { OpenTimes } from "./open-times.ts";

/** One backup after another, by the clock: whole seconds, one at a time, each with what came since the one before. */
export interface BackupJob {
  readonly every: Seconds;
  /** Absent: no fulls, or fulls that do not delay the rest. */
  readonly fullEvery: Seconds | undefined;
  /** When a full begins, from Monday 00:00 of some week. */
  readonly anchor: Seconds;
  /** How long a point lies at the source before it travels. */
  readonly hold: Seconds;
  /** How long it travels after it was taken. */
  readonly transit: Seconds;
  readonly open: OpenTimes;
  /** After which everything repeats itself: a multiple of both intervals, and of what speeds and changes repeat in. */
  readonly period: Seconds;
  /** How long the taking of what came between two instants lasts, paused while it must not run; undefined: for ever. */
  readonly takes: (kind: BackupKind, before: number, captured: number, start: number) => number | undefined;
}

export type BackupKind = "full" | "increment";

/** A point in time, and since when it is there: seconds from Monday 00:00 of some week. */
export interface BackupPoint {
  readonly captured: number;
  readonly arrived: number;
}

export interface BackupTake extends BackupPoint {
  readonly kind: BackupKind;
  /** When its taking began, after the hold. */
  readonly start: number;
  readonly end: number;
}

/** What repeats itself: the takes of one period, in order. */
export interface BackupRun {
  readonly period: Seconds;
  readonly takes: readonly BackupTake[];
}

/**
 * The backups of a period once they repeat themselves. One that is due while the last is being taken, or while it must
 * not run, begins as soon as it can; several that are overdue are one, and a full if one of them is.
 *
 * Nothing where they do not come to repeat themselves, as when they take longer than there is time, or where a period
 * holds more than `MOST_TAKES`.
 */
export function runBackup(job: BackupJob): BackupRun | undefined {
  const { period, every, anchor } = job;
  if (period / every > MOST_TAKES) return undefined;
  const takes: BackupTake[] = [];
  let before: readonly BackupTake[] = [];
  for (let end = anchor + period; end <= anchor + MOST_PERIODS * period; end += period) {
    if (!proceed(job, takes, end)) return undefined;
    const now = takes.filter(({ captured }) => captured >= end - period && captured < end);
    if (before.length > 0 && isRepeated(before, now, period)) return { period, takes: now };
    before = now;
  }
  return undefined;
}

function isRepeated(before: readonly BackupTake[], now: readonly BackupTake[], period: number): boolean {
  return (
    before.length === now.length &&
    before.every(({ kind, captured, arrived }, index) => {
      const later = now[index];
      return (
        later?.kind === kind &&
        Math.abs(later.captured - captured - period) < SAME_INSTANT &&
        Math.abs(later.arrived - arrived - period) < SAME_INSTANT
      );
    })
  );
}

/** Most backups of a period that are looked at one by one: a week of five minutes. */
const MOST_TAKES = 2016;

/** Periods after which what has not come to repeat itself is taken not to. */
const MOST_PERIODS = 6;

/** Instants that differ by less are the same, seconds: sums of bytes over rates round. */
export const SAME_INSTANT = 1e-3;

/** Adds takes until one is captured at `until` or later; false where one never ends. */
function proceed(job: BackupJob, takes: BackupTake[], until: number): boolean {
  const { every, hold, anchor, open, transit } = job;
  for (let last = takes.at(-1); !last || last.captured < until; last = takes.at(-1)) {
    const handled = last ? dueBefore(job, last.captured) : -1;
    const free = last ? last.end - hold : Number.NEGATIVE_INFINITY;
    const captured = open.next(Math.max(anchor + (handled + 1) * every, free));
    const kind = fullsUntil(job, dueBefore(job, captured)) > fullsUntil(job, handled) ? "full" : "increment";
    const start = captured + hold;
    const time = job.takes(kind, last?.captured ?? captured - every, captured, start);
    if (time === undefined) return false;
    const end = start + time;
    takes.push({ kind, captured, start, end, arrived: end + transit });
  }
  return true;
}

/** The number of the last backup that is due by then. */
function dueBefore({ anchor, every }: BackupJob, instant: number): number {
  return Math.floor((instant - anchor + SAME_INSTANT) / every);
}

/** How many of the backups up to that number are fulls: the first that is due whenever the interval of fulls is over. */
function fullsUntil({ every, fullEvery }: BackupJob, number: number): number {
  if (fullEvery === undefined || number < 0) return 0;
  return fullEvery <= every ? number + 1 : Math.floor((number * every) / fullEvery) + 1;
}
