import { type Rate, type Seconds, seconds } from "../../quantity/quantity.ts";
import { WEEK, weekInstant } from "../../quantity/week.ts";
import { pieceAt, type WeeklyProfile } from "./weekly-profile.ts";

/**
 * How long the oldest byte has been waiting for the line at an instant of the week (seconds from Monday 00:00), once
 * the week repeats itself. The mean demand must be below the mean service, as `fluidQueue` finds out.
 *
 * What waits is the most by which demand exceeded service over any stretch that ends now; the oldest byte of it came
 * when that much has arrived since.
 */
export function waitAt(demand: WeeklyProfile<Rate>, service: WeeklyProfile<Rate>, instant: Seconds): Seconds {
  let excess = 0;
  let waiting = 0;
  for (const { length, values } of backwards([demand, service], instant)) {
    excess += length * ((values[0] as number) - (values[1] as number));
    waiting = Math.max(waiting, excess);
  }
  let age = 0;
  for (const { length, values } of backwards([demand], instant)) {
    if (waiting <= 0) break;
    const arrived = length * (values[0] as number);
    age += arrived > waiting ? waiting / (values[0] as number) : length;
    waiting -= arrived;
  }
  return seconds(age);
}

/** The pieces of a week, cut where any of the profiles changes, from an instant back to the same instant a week before. */
function* backwards(
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
