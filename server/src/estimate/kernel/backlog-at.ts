import { type Bytes, bytes, type Rate, type Seconds, seconds } from "../../quantity/quantity.ts";
import { WEEK, weekInstant } from "../../quantity/week.ts";
import { pieceAt, type WeeklyProfile } from "./weekly-profile.ts";

/**
 * What waits for the line at an instant of the week (seconds from Monday 00:00), once the week repeats itself. The mean
 * demand must be below the mean service, as `fluidQueue` finds out.
 *
 * It is the most by which demand exceeded service over any stretch that ends at that instant.
 */
export function backlogAt(demand: WeeklyProfile<Rate>, service: WeeklyProfile<Rate>, instant: Seconds): Bytes {
  let excess = 0;
  let waiting = 0;
  for (const { length, values } of weekBefore([demand, service], instant)) {
    excess += length * ((values[0] as number) - (values[1] as number));
    waiting = Math.max(waiting, excess);
  }
  return bytes(waiting);
}

/** The pieces of a week, cut where any of the profiles changes, from an instant back to the same instant a week before. */
export function* weekBefore(
  profiles: readonly WeeklyProfile[],
  instant: Seconds,
): Generator<{ readonly length: number; readonly values: readonly number[] }> {
  let at: number = weekInstant(instant);
  for (let left: number = WEEK; left > 0; ) {
    if (at === 0) at = WEEK;
    const pieces = profiles.map((profile) => lastBefore(profile, at));
    const start = Math.max(at - left, ...pieces.map((piece, i) => profiles[i]?.starts[piece] ?? 0));
    yield { length: at - start, values: pieces.map((piece, i) => profiles[i]?.values[piece] ?? 0) };
    left -= at - start;
    at = start;
  }
}

/** The piece that ends at an instant or holds just before it. */
function lastBefore(profile: WeeklyProfile, at: number): number {
  const piece = pieceAt(profile, seconds(at));
  return profile.starts[piece] === at ? piece - 1 : piece;
}
