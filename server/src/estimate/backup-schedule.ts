import type { Backup } from "../model/backup.ts";
import { secondsOfWeek } from "../model/read-instant.ts";
import { type Seconds, seconds } from "../quantity/quantity.ts";
import { isExact } from "../quantity/uncertain.ts";
import { DAY, WEEK } from "../quantity/week.ts";
import type { BackupPipes } from "./backup-pipes.ts";
import type { Case } from "./backup-sizes.ts";
import { type BackupClock, commonPeriod, isWholeSeconds, periodOf, possibleAnchors } from "./kernel/backup-clock.ts";
import { type BackupRun, runBackup } from "./kernel/backup-run.ts";
import { openTimes } from "./kernel/open-times.ts";
import { constantProfile, onlyWithin } from "./kernel/weekly-profile.ts";

/** Backups by the clock. */
export interface BackupSchedule {
  /** After which they repeat themselves. */
  readonly period: Seconds;
  /** Runs for all starts that differ in how they meet what repeats itself after `others`; nothing where there are too many. */
  runs(others: Seconds | undefined): readonly BackupRuns[] | undefined;
}

/** With one start, in the best, the likely and the worst case. */
export type BackupRuns = Readonly<Record<Case, BackupRun>>;

/** Nothing unless intervals are known to the second, a start is by `at` or by the window, they come to repeat themselves, and are few. */
export function backupSchedule(backup: Backup, pipes: BackupPipes): BackupSchedule | undefined {
  const clock = clockOf(backup);
  const cycle = clock && cycleOf(backup, pipes);
  if (!cycle) return undefined;
  const made = new Map<Seconds, BackupRuns | undefined>();
  const runs = (others: Seconds | undefined) => {
    const anchors = possibleAnchors(clock, cycle.own, commonPeriod([cycle.around, others]));
    if (anchors && anchors.length * (cycle.period / cycle.every) > MOST_IN_ALL) return undefined;
    return allOf(
      anchors?.map((anchor) => {
        if (!made.has(anchor)) made.set(anchor, runsFrom(backup, pipes, cycle, anchor));
        return made.get(anchor);
      }),
    );
  };
  return runs(undefined) && { period: cycle.period, runs };
}

/** Most backups that are looked at one by one, of all starts together: of a week, each quarter of an hour. */
const MOST_IN_ALL = 672;

/** Runs from some starts within an interval, for backups without a clock. */
export function sampledRuns(backup: Backup, pipes: BackupPipes): readonly BackupRuns[] | undefined {
  const cycle = cycleOf(backup, pipes);
  if (!cycle) return undefined;
  const starts = Array.from({ length: SAMPLES }, (_, index) => seconds(Math.round((index * cycle.every) / SAMPLES)));
  return allOf(starts.map((anchor) => runsFrom(backup, pipes, cycle, anchor)));
}

/** How many starts stand for all. */
const SAMPLES = 4;

function allOf(runs: readonly (BackupRuns | undefined)[] | undefined): readonly BackupRuns[] | undefined {
  return runs?.every((run) => run !== undefined) ? runs : undefined;
}

/** The lengths in which backups, and what is around them, repeat themselves. */
interface Cycle {
  readonly every: Seconds;
  /** Absent for logs, whose fulls go beside them. */
  readonly fullEvery: Seconds | undefined;
  readonly own: Seconds;
  readonly around: Seconds | undefined;
  readonly period: Seconds;
}

function cycleOf(backup: Backup, pipes: BackupPipes): Cycle | undefined {
  const { every, fullEvery, method } = backup;
  if (!every || !isExact(every) || !isWholeSeconds(every.likely)) return undefined;
  if (fullEvery && !(isExact(fullEvery) && isWholeSeconds(fullEvery.likely))) return undefined;
  const fulls = method === "log" ? undefined : fullEvery?.likely;
  const own = commonPeriod([every.likely, fulls]) as Seconds;
  const around = commonPeriod([pipes.period, windowPeriod(backup)]);
  return { every: every.likely, fullEvery: fulls, own, around, period: commonPeriod([own, around]) as Seconds };
}

function runsFrom(
  { hold, transit, window }: Backup,
  pipes: BackupPipes,
  { every, fullEvery, period }: Cycle,
  anchor: Seconds,
): BackupRuns | undefined {
  const open = openTimes(window);
  const run = (of: Case) =>
    runBackup({
      every,
      fullEvery,
      anchor,
      hold: hold[of],
      transit: transit?.[of] ?? seconds(0),
      open,
      period,
      takes: (kind, before, captured, start) => pipes.time(of, kind, before, captured, start),
    });
  const likely = run("likely");
  const isOne = pipes.isExact && isExact(hold) && (!transit || isExact(transit));
  const [low, high] = isOne ? [likely, likely] : [run("low"), run("high")];
  return low && likely && high && { low, likely, high };
}

/** By `at`, else by the first opening of the window in its week. */
function clockOf(backup: Backup): BackupClock | undefined {
  const { at, window } = backup;
  if (at) return { anchor: secondsOfWeek(at), upTo: at.day === undefined ? DAY : WEEK };
  const start = openTimes(window).starts[0];
  return start === undefined ? undefined : { anchor: seconds(start), upTo: windowPeriod(backup) ?? WEEK };
}

function windowPeriod({ window }: Backup): Seconds | undefined {
  return window && periodOf(onlyWithin(constantProfile(1), window, 0));
}
