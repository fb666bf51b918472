import type { Bytes, Rate, Seconds } from "../../quantity/quantity.ts";
import { WEEK } from "../../quantity/week.ts";
import { after, type Duration, never } from "./duration.ts";
import { combineProfiles, pieceAt, type WeeklyProfile } from "./weekly-profile.ts";

/**
 * How long it takes to move `size` bytes, beginning at `start` of the week, with what `demand` leaves of `service`.
 *
 * While the demand exceeds the service, the work grows. It ends when nothing is left of the copy and of what changed
 * meanwhile: the end of an initial copy that goes behind the changes, and of a backlog's catch-up. Nothing to move
 * takes no time, even where there is no capacity. Never when a week does not drain more than it adds.
 */
export function copyTime(
  size: Bytes,
  service: WeeklyProfile<Rate>,
  demand: WeeklyProfile<Rate>,
  start: Seconds,
): Duration {
  const time = timeToDrain(drainProfile(service, demand), size, start);
  return time === undefined ? never("no-capacity") : after(time);
}

/** What a moment works off, in bytes per second; below zero where more is added. */
export function drainProfile(service: WeeklyProfile<Rate>, demand: WeeklyProfile<Rate>): WeeklyProfile {
  return combineProfiles(service, demand, (s, w) => s - w);
}

/** Seconds from `start` (an instant of the week) until `amount` has been drained; undefined if that never happens. */
export function timeToDrain(drain: WeeklyProfile, amount: number, start: Seconds): number | undefined {
  if (amount <= 0) return 0;
  const week = drainOneWeek(drain, amount, start);
  if (week.reached !== undefined) return week.reached;
  if (week.total <= 0) return undefined;
  // All weeks drain alike: skip those in which even the best moment falls short.
  const weeks = Math.ceil((amount - week.most) / week.total);
  const rest = Math.min(week.most, amount - weeks * week.total);
  return weeks * WEEK + (drainOneWeek(drain, rest, start).reached ?? week.mostAt);
}

interface WeekOfDraining {
  /** Seconds from the start until the amount was first drained. */
  readonly reached?: number;
  /** What the whole week drains. */
  readonly total: number;
  /** The most drained at any moment, and when that was, in seconds from the start. */
  readonly most: number;
  readonly mostAt: number;
}

function drainOneWeek(drain: WeeklyProfile, amount: number, start: Seconds): WeekOfDraining {
  const count = drain.starts.length;
  const first = pieceAt(drain, start);
  let drained = 0;
  let most = 0;
  let mostAt = 0;
  let elapsed = 0;
  // The piece that holds the start comes twice: its rest at first, its beginning at last.
  for (let k = 0; k <= count; k++) {
    const i = (first + k) % count;
    const from = k === 0 ? start : (drain.starts[i] as number);
    const to = k === count ? start : (drain.starts[i + 1] ?? WEEK);
    const speed = drain.values[i] as number;
    if (speed > 0 && drained + speed * (to - from) >= amount) {
      return { reached: elapsed + (amount - drained) / speed, total: 0, most, mostAt };
    }
    drained += speed * (to - from);
    elapsed += to - from;
    if (drained > most) {
      most = drained;
      mostAt = elapsed;
    }
  }
  return { total: drained, most, mostAt };
}
