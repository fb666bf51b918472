import { type Bytes, type Rate, type Seconds, seconds } from "../../quantity/quantity.ts";
import { WEEK, type WeekSpan, weekInstant } from "../../quantity/week.ts";
import { pieceAt, profileIntegral, type WeeklyProfile, weeklyProfile } from "./weekly-profile.ts";

/** A stretch of the week without a break; one that passes the end of the week is one. */
export interface Stretch {
  readonly start: Seconds;
  readonly length: Seconds;
}

/** The stretches that windows make: those that overlap or touch are one. */
export function stretchesOf(windows: readonly WeekSpan[]): readonly Stretch[] {
  const open = weeklyProfile(0, [{ windows, value: 1 }]);
  const stretches = open.starts.flatMap((start, i) => {
    const end = open.starts[i + 1] ?? WEEK;
    return open.values[i] === 1 ? [{ start: seconds(start), length: seconds(end - start) }] : [];
  });
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (!first || !last || first === last || first.start > 0 || last.start + last.length < WEEK) return stretches;
  return [...stretches.slice(1, -1), { start: last.start, length: seconds(last.length + first.length) }];
}

export interface WindowedMove {
  /** Time that it works; what lies between its windows is left out. */
  readonly working: Seconds;
  /** Windows that it takes, one after the other; 0 for nothing to move. */
  readonly windows: number;
}

/**
 * Moves `size` bytes in windows alone, beginning where that of index `first` opens and going on where the next one does.
 * Undefined when the windows of a week carry nothing.
 */
export function windowedMove(
  size: Bytes,
  service: WeeklyProfile<Rate>,
  windows: readonly Stretch[],
  first: number,
): WindowedMove | undefined {
  if (size <= 0) return { working: seconds(0), windows: 0 };
  const carried = windows.map(({ start, length }) => profileIntegral(service, start, length));
  const weekly = carried.reduce((sum, one) => sum + one, 0);
  if (weekly <= 0) return undefined;
  const weeks = Math.max(0, Math.ceil(size / weekly) - 1);
  if (!Number.isFinite(weeks)) return undefined;
  let left = size - weeks * weekly;
  let working = weeks * windows.reduce((sum, { length }) => sum + length, 0);
  for (let k = 0; k < windows.length; k++) {
    const at = (first + k) % windows.length;
    const { start, length } = windows[at] as Stretch;
    const fits = carried[at] as number;
    if (left <= fits * (1 + ROUNDING)) {
      working += Math.min(length, timeWithin(left, service, start));
      return { working: seconds(working), windows: weeks * windows.length + k + 1 };
    }
    left -= fits;
    working += length;
  }
  // A remainder of rounding.
  return { working: seconds(working), windows: (weeks + 1) * windows.length };
}

/** Seconds from `start` until the service has carried so much, which it does before long. */
function timeWithin(size: number, service: WeeklyProfile<Rate>, start: Seconds): number {
  let left = size;
  let elapsed = 0;
  for (let steps = 0; steps <= service.starts.length; steps++) {
    const at = weekInstant(start + elapsed);
    const piece = pieceAt(service, at);
    const lasts = (service.starts[piece + 1] ?? WEEK) - at;
    const speed = service.values[piece] as number;
    if (left <= speed * lasts) return elapsed + left / speed;
    left -= speed * lasts;
    elapsed += lasts;
  }
  return elapsed;
}

/** Relative excess over what a window carries that is rounding. */
const ROUNDING = 1e-9;
