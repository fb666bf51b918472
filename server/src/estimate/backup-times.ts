import type { Backup } from "../model/backup.ts";
import { type Seconds, seconds } from "../quantity/quantity.ts";
import type { BackupPipes } from "./backup-pipes.ts";
import { type BackupRuns, type BackupSchedule, backupSchedule, sampledRuns } from "./backup-schedule.ts";
import { byCase, type Case, OPPOSITE } from "./backup-sizes.ts";
import { worstAge } from "./kernel/backup-points.ts";
import type { BackupRun } from "./kernel/backup-run.ts";
import {
  after,
  compareDurations,
  type Duration,
  longer,
  never,
  plus,
  type UncertainDuration,
} from "./kernel/duration.ts";
import { type OpenTimes, openTimes } from "./kernel/open-times.ts";
import type { Verdict } from "./kernel/within-limit.ts";

/** What one level of backups adds, whatever it copies. */
export interface BackupTimes {
  /** From one capture to the next that counts: the interval, or longer where backups take longer. */
  readonly accumulated: UncertainDuration;
  /** How long the longest takes to arrive after its hold: the taking, and the courier. */
  readonly propagation: UncertainDuration;
  readonly increment: UncertainDuration;
  /** Present where fulls are sent. */
  readonly full: UncertainDuration | undefined;
  readonly fits: Verdict;
  /** Its starts by the clock; absent where the plan does not say them, or where they do not repeat. */
  readonly schedule: BackupSchedule | undefined;
}

/** The figures of one case. */
interface Figures {
  readonly accumulated: Duration;
  readonly propagation: Duration;
  readonly increment: Duration;
  readonly full: Duration | undefined;
  readonly fits: boolean;
}

/** `backup` has an interval. */
export function backupTimes(backup: Backup, every: NonNullable<Backup["every"]>, pipes: BackupPipes): BackupTimes {
  const schedule = backupSchedule(backup, pipes);
  const figures = figuresByCase(backup, every, pipes, schedule);
  const range = (what: (figures: Figures) => Duration): UncertainDuration =>
    inOrder(
      figures.low.map(what).reduce(shorter),
      figures.likely.map(what).reduce(shorter),
      figures.high.map(what).reduce(longer),
    );
  return {
    accumulated: range(({ accumulated }) => accumulated),
    propagation: range(({ propagation }) => propagation),
    increment: range(({ increment }) => increment),
    full: backup.fullEvery && range(({ full }) => full ?? after(0)),
    fits: verdictOf(figures),
    schedule,
  };
}

/** By the clock for every start that is possible; without one by bounds, or where these know no end by starts here and there. */
function figuresByCase(
  backup: Backup,
  every: NonNullable<Backup["every"]>,
  pipes: BackupPipes,
  schedule: BackupSchedule | undefined,
): Readonly<Record<Case, readonly Figures[]>> {
  const byClock = (runs: readonly BackupRuns[]) =>
    byCase((of) => runs.map((run) => figuresOf(backup, pipes, of, run[of])));
  const runs = schedule?.runs(undefined);
  if (runs) return byClock(runs);
  const bounds = byCase((of) => [anyFigures(backup, every, pipes, of)]);
  const isBound = Object.values(bounds).every(([figures]) => figures?.fits);
  const sampled = isBound ? undefined : sampledRuns(backup, pipes);
  return sampled ? byClock(sampled) : bounds;
}

function verdictOf({ low, likely, high }: Readonly<Record<Case, readonly Figures[]>>): Verdict {
  if ([...low, ...likely, ...high].every(({ fits }) => fits)) return "met";
  return low.some(({ fits }) => fits) ? "at-risk" : "missed";
}

export function inOrder(low: Duration, likely: Duration, high: Duration): UncertainDuration {
  return { low: shorter(low, likely), likely, high: longer(likely, high) };
}

export function shorter(a: Duration, b: Duration): Duration {
  return compareDurations(a, b) <= 0 ? a : b;
}

function figuresOf(backup: Backup, pipes: BackupPipes, of: Case, { takes, period }: BackupRun): Figures {
  const open = openTimes(backup.window);
  const lasting = (kind: string) => takes.filter((take) => take.kind === kind).map(({ start, end }) => end - start);
  const worst = worstAge({ period, points: takes });
  const propagation = Math.max(...takes.map(({ arrived, start }) => arrived - start));
  const own = fitsIn(takes, backup, of, open);
  // The fulls of logs go beside them.
  const beside = backup.method === "log" && backup.fullEvery ? fullBeside(backup, pipes, of, open) : undefined;
  return {
    accumulated: after(worst - backup.hold[of] - propagation),
    propagation: after(propagation),
    increment: after(Math.max(0, ...lasting("increment"))),
    full: beside?.time ?? after(Math.max(0, ...lasting("full"))),
    fits: own && (beside?.fits ?? true),
  };
}

/** Whether each ends before the next of its kind is due, and without a pause for the window. */
function fitsIn(takes: BackupRun["takes"], { every, fullEvery }: Backup, of: Case, open: OpenTimes): boolean {
  return takes.every(({ kind, start, end }) => {
    const most = (kind === "full" ? fullEvery : every)?.[OPPOSITE[of]] ?? Number.POSITIVE_INFINITY;
    const begins = open.next(start);
    return isWithin(end - start, most) && isWithin(end - begins, open.left(begins));
  });
}

function fullBeside(backup: Backup, pipes: BackupPipes, of: Case, open: OpenTimes) {
  const most = backup.fullEvery?.[OPPOSITE[of]] ?? 0;
  const time = pipes.anyTime(of, "full");
  return { time, fits: time.kind === "after" && isWithin(time.time, most) && fitsWindow(time, open, of) };
}

/** At unknown starts: whether it fits the longest stretch of the window at best, the shortest at worst. */
function fitsWindow(time: Duration, open: OpenTimes, of: Case): boolean {
  if (open.starts.length === 0) return true;
  const stretches = open.starts.map((start) => open.left(start));
  const most = of === "high" ? Math.min(...stretches) : Math.max(...stretches);
  return time.kind === "after" && isWithin(time.time, most);
}

/** Relative excess that is rounding. */
const ROUNDING = 1e-9;

function isWithin(value: number, most: number): boolean {
  return value <= most * (1 + ROUNDING);
}

/** The figures where starts are not known. */
function anyFigures(backup: Backup, every: NonNullable<Backup["every"]>, pipes: BackupPipes, of: Case): Figures {
  const { fullEvery, transit, method, window } = backup;
  const way = after(transit?.[of] ?? 0);
  const open = openTimes(window);
  const interval = every[of];
  const increment = pipes.anyTime(of, interval);
  const full = fullEvery && pipes.anyTime(of, "full");
  const steady = steadyInterval(pipes, of, interval);
  const fits =
    isShort(increment, every[OPPOSITE[of]]) &&
    fitsWindow(increment, open, of) &&
    (!full || !fullEvery || (isShort(full, fullEvery[OPPOSITE[of]]) && fitsWindow(full, open, of)));
  if (steady.kind === "never") return { accumulated: steady, propagation: steady, increment, full, fits: false };
  // What is due while a full is taken waits for its end, logs excepted.
  const span = full && method !== "log" ? longer(steady, full) : steady;
  if (span.kind === "never") return { accumulated: span, propagation: span, increment, full, fits: false };
  const afterFull = pipes.anyTime(of, span.time);
  const late = fullEvery && full && !isShort(full, fullEvery[of]) ? span : steady;
  const propagation = full && method !== "log" ? longer(afterFull, full) : afterFull;
  const ages = [plus(span, afterFull), ...(full && method !== "log" ? [plus(late, full)] : [])];
  const worst = ages.reduce(longer);
  return {
    accumulated: worst.kind === "after" && propagation.kind === "after" ? after(worst.time - propagation.time) : worst,
    propagation: plus(propagation, way),
    increment,
    full,
    fits,
  };
}

function isShort(time: Duration, most: number): boolean {
  return time.kind === "after" && isWithin(time.time, most);
}

/** How long it is from one backup to the next once this no longer grows: the interval, or as long as one takes that overruns it. */
function steadyInterval(pipes: BackupPipes, of: Case, every: Seconds): Duration {
  let interval: number = every;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const time = pipes.anyTime(of, seconds(interval));
    if (time.kind === "never") return time;
    if (time.time <= interval * (1 + ROUNDING)) return after(interval);
    if (time.time > LONGEST) return never("unbounded-lag");
    interval = time.time;
  }
  return never("unbounded-lag");
}

/** Rounds after which what still grows is taken to grow without end. */
const MOST_ROUNDS = 1000;

/** A backup that would take longer has no end, seconds: a century. */
const LONGEST = 100 * 365.25 * 86_400;
