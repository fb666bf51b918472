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

/** The longest that a point takes to arrive. */
export function worstDelay({ points }: BackupPoints): Seconds {
  return seconds(Math.max(0, ...points.map(({ captured, arrived }) => arrived - captured)));
}
