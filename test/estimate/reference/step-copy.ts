import type { HourlyRates } from "./step-simulation.ts";

/** Hours that a copy takes from an hour of the week on, by steps; undefined if it is not done after `mostWeeks`. */
export function simulateCopy(
  size: number,
  capacity: HourlyRates,
  change: HourlyRates,
  startHour: number,
  stepsPerHour: number,
  mostWeeks: number,
): number | undefined {
  const rateIn = (rates: HourlyRates, hour: number) => {
    let current = 0;
    for (const [from, value] of rates) if (from <= hour) current = value;
    return current;
  };
  const net = Array.from({ length: 168 * stepsPerHour }, (_, i) => {
    const hour = (i + 0.5) / stepsPerHour;
    return ((rateIn(capacity, hour) - rateIn(change, hour)) * 3600) / stepsPerHour;
  });
  let left = size;
  const first = Math.round(startHour * stepsPerHour);
  for (let i = 0; i < mostWeeks * net.length; i++) {
    left -= net[(first + i) % net.length] as number;
    if (left <= 0) return (i + 1) / stepsPerHour;
  }
  return undefined;
}
