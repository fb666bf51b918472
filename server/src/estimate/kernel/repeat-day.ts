import { DAY } from "../../quantity/week.ts";
import type { LevelLog } from "./flow-week.ts";

/** How long the logs and the lists of waits are. */
interface Lengths {
  logLengths: readonly number[];
  waitLengths: readonly number[];
}

/** The day that goes on, and how everything was when it began. */
export interface Days extends Lengths {
  readonly logs: readonly LevelLog[];
  /** When the day ends. */
  end: number;
  readonly backlog: Float64Array;
  readonly isWaiting: Uint8Array;
}

export function lengthsOf(logs: readonly LevelLog[], waits: readonly (readonly number[])[]): Lengths {
  return { logLengths: logs.map(({ times }) => times.length), waitLengths: waits.map(({ length }) => length) };
}

/** Writes down again, for the day that begins, what the day that ends at `days.end` has brought, up to `last`. */
export function repeatDay(
  { logs, logLengths, waitLengths, end }: Days,
  last: Lengths,
  waits: number[][],
  day: number,
): void {
  const later = (day + 1) * DAY - end;
  logs.forEach(({ times, levels }, i) => {
    const from = logLengths[i] as number;
    const push = (time: number, level: number | undefined) => {
      if (level === undefined || levels[levels.length - 1] === level) return;
      times.push(time);
      levels.push(level);
    };
    // What held when the day began, where nothing was written down then: at the start of the week nothing is left.
    if (times[from] !== end - DAY) push(day * DAY, levels[from - 1] ?? 0);
    for (let at = from; at < (last.logLengths[i] as number); at++) push((times[at] as number) + later, levels[at]);
  });
  waits.forEach((list, flow) => {
    for (let at = waitLengths[flow] as number; at < (last.waitLengths[flow] as number); at++) {
      list.push((list[at] as number) + later);
    }
  });
}
