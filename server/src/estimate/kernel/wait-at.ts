import { type Rate, type Seconds, seconds } from "../../quantity/quantity.ts";
import { backlogAt, weekBefore } from "./backlog-at.ts";
import type { WeeklyProfile } from "./weekly-profile.ts";

/**
 * How long the oldest byte has been waiting for the line at an instant of the week (seconds from Monday 00:00), once
 * the week repeats itself. The mean demand must be below the mean service, as `fluidQueue` finds out.
 *
 * The oldest byte of what waits came when that much has arrived since.
 */
export function waitAt(demand: WeeklyProfile<Rate>, service: WeeklyProfile<Rate>, instant: Seconds): Seconds {
  let waiting: number = backlogAt(demand, service, instant);
  let age = 0;
  for (const { length, values } of weekBefore([demand], instant)) {
    if (waiting <= 0) break;
    const arrived = length * (values[0] as number);
    age += arrived > waiting ? waiting / (values[0] as number) : length;
    waiting -= arrived;
  }
  return seconds(age);
}
