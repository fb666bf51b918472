/** What a stepped live migration came to; absent when it was not done after `mostSteps`. */
export interface SteppedMigration {
  readonly seconds: number;
  readonly pause: number;
  readonly rounds: number;
}

/**
 * Moves a machine page by page: in each step the line takes pages that wait, and the machine writes pages that have been
 * sent. Whenever the queue of a round is empty, the pages written meanwhile are counted out to see whether they could be
 * sent within the pause; if so the machine stops.
 */
export function stepPreCopy(
  pages: number,
  dirtyPagesPerSecond: number,
  pagesPerSecond: number,
  pause: number,
  step: number,
  mostSteps: number,
): SteppedMigration | undefined {
  let waiting = pages;
  let written = 0;
  let rounds = 0;
  let time = 0;
  const stopsAt = sendTime(waiting, pagesPerSecond, step);
  if (stopsAt <= pause) return { seconds: stopsAt, pause: stopsAt, rounds: 0 };
  for (let i = 0; i < mostSteps; i++) {
    time += step;
    waiting -= pagesPerSecond * step;
    written = Math.min(pages, written + dirtyPagesPerSecond * step);
    if (waiting > 0) continue;
    rounds++;
    const rest = sendTime(written, pagesPerSecond, step);
    if (rest <= pause) return { seconds: time + rest, pause: rest, rounds };
    // What the step sent too much was already of the next round.
    waiting += written;
    written = 0;
  }
  return undefined;
}

/** Counted out in steps. */
function sendTime(pages: number, pagesPerSecond: number, step: number): number {
  let time = 0;
  for (let left = pages; left > 0; left -= pagesPerSecond * step) time += step;
  return time;
}
