import { type Seconds, seconds } from "../../quantity/quantity.ts";
import { WEEK } from "../../quantity/week.ts";
import { commonPeriod } from "./backup-clock.ts";
import { type BackupPoint, type BackupRun, SAME_INSTANT } from "./backup-run.ts";

/** Points in time that a backup holds, of one period; they repeat before and after. In the order of their arrival, which is that of their capture. */
export interface BackupPoints {
  readonly period: Seconds;
  readonly points: readonly BackupPoint[];
}

/** What a backup of a backup holds: of each of its takes the newest point that had arrived at its source. `period` is a multiple of both. */
export function pointsOfCopy(run: BackupRun, source: BackupPoints, period: Seconds): BackupPoints {
  const points: BackupPoint[] = [];
  for (let from = 0; from < period; from += run.period) {
    for (const { captured, arrived } of run.takes) {
      const held = newestAt(source, captured + from);
      // A take that finds nothing new holds what the one before does.
      if (!isSame(points.at(-1)?.captured, held)) points.push({ captured: held, arrived: arrived + from });
    }
  }
  const [first, last] = [points[0], points.at(-1)];
  if (first && last && points.length > 1 && isSame(last.captured - period, first.captured)) points.shift();
  return { period, points };
}

function isSame(a: number | undefined, b: number): boolean {
  return a !== undefined && Math.abs(a - b) < SAME_INSTANT;
}

/** The capture of the newest point that has arrived. */
function newestAt({ period, points }: BackupPoints, instant: number): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (const { captured, arrived } of points) {
    const periods = Math.floor((instant - arrived + SAME_INSTANT) / period);
    newest = Math.max(newest, captured + periods * period);
  }
  return newest;
}

/** The greatest age of the newest point that is there: just before the next one arrives. */
export function worstAge({ period, points }: BackupPoints): Seconds {
  let worst = 0;
  points.forEach(({ captured }, index) => {
    const next = points[index + 1] ?? points[0];
    if (next) worst = Math.max(worst, next.arrived + (index + 1 < points.length ? 0 : period) - captured);
  });
  return seconds(worst);
}

/** The greatest age of the newest point that is there at some instants of a week, of every week. */
export function ageAt(held: BackupPoints, instants: readonly Seconds[]): Seconds {
  const weeks = (commonPeriod([held.period, WEEK]) as Seconds) / WEEK;
  let worst = 0;
  for (let week = 0; week < weeks; week++) {
    for (const instant of instants)
      worst = Math.max(worst, instant + week * WEEK - newestAt(held, instant + week * WEEK));
  }
  return seconds(worst);
}

/** When the points count that were captured before an instant. All in seconds after it. */
export interface PointsSought {
  /** They must have arrived by then. */
  readonly arrivedBy: Seconds;
  /** Until then they must be kept, … */
  readonly keptUntil: Seconds;
  /** … which they are for so long after their arrival; absent: until the next one arrives. */
  readonly keep: Seconds | undefined;
}

/** The greatest time, at some instants of a week, of every week, since the newest point captured before; nothing where at one of them there is none. */
export function ageOfKeptAt(
  held: BackupPoints,
  instants: readonly Seconds[],
  { arrivedBy, keptUntil, keep }: PointsSought,
): Seconds | undefined {
  const { period, points } = held;
  const weeks = (commonPeriod([period, WEEK]) as Seconds) / WEEK;
  let worst = 0;
  for (let week = 0; week < weeks; week++) {
    for (const instant of instants) {
      const at = instant + week * WEEK;
      let newest = Number.NEGATIVE_INFINITY;
      for (const [index, { captured, arrived }] of points.entries()) {
        const before = Math.ceil((at - SAME_INSTANT - captured) / period) - 1;
        const there = Math.floor((at + arrivedBy - arrived + SAME_INSTANT) / period);
        const shift = Math.min(before, there) * period;
        const dropped = keep === undefined ? arrivalAfter(held, index) : arrived + keep;
        if (dropped + shift >= at + keptUntil - SAME_INSTANT) newest = Math.max(newest, captured + shift);
      }
      if (newest === Number.NEGATIVE_INFINITY) return undefined;
      worst = Math.max(worst, at - newest);
    }
  }
  return seconds(worst);
}

function arrivalAfter({ period, points }: BackupPoints, index: number): number {
  return points[index + 1]?.arrived ?? (points[0]?.arrived ?? 0) + period;
}

/** The greatest time between the captures of two points that follow each other. */
export function worstSpacing({ period, points }: BackupPoints): Seconds {
  let worst = 0;
  points.forEach(({ captured }, index) => {
    const next = points[index + 1]?.captured ?? (points[0]?.captured ?? captured) + period;
    worst = Math.max(worst, next - captured);
  });
  return seconds(worst);
}

/** The longest that a point takes to arrive. */
export function worstDelay({ points }: BackupPoints): Seconds {
  return seconds(Math.max(0, ...points.map(({ captured, arrived }) => arrived - captured)));
}
