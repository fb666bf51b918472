import { type HourlyRates, perStep } from "./step-simulation.ts";

/** An outage that begins at some hour of the week. */
export interface SteppedOutage {
  /** Age of the copy at the end of it, seconds. */
  readonly age: number;
  /** From then until no more waits than would without it, seconds. */
  readonly catchUp: number;
}

/**
 * Outages of so many hours of a line that carries the same all week, one for each hour at which they may begin, by brute
 * force: two queues side by side in small steps, of which one is stopped for a time.
 */
export function stepOutages(
  change: HourlyRates,
  capacity: number,
  hours: number,
  step: number,
): readonly SteppedOutage[] {
  const perHour = 3600 / step;
  const perWeek = 168 * perHour;
  const rates = perStep(change, perHour);
  // Two weeks make what waits the same at the start of each.
  let usual = 0;
  const waiting: number[] = [];
  for (let i = 0; i < 2 * perWeek; i++) {
    waiting[i % perWeek] = usual;
    usual = Math.max(0, usual + ((rates[i % perWeek] as number) - capacity) * step);
  }
  return Array.from({ length: 168 }, (_, hour) => {
    const begin = hour * perHour;
    let [queue, undisturbed] = [waiting[begin] as number, waiting[begin] as number];
    let at = begin;
    const grow = (carried: number) => {
      const came = (rates[at % perWeek] as number) * step;
      queue = Math.max(0, queue + came - carried * step);
      undisturbed = Math.max(0, undisturbed + came - capacity * step);
      at++;
    };
    while (at < begin + hours * perHour) grow(0);
    const end = at;
    const age = ageOf(queue, end, rates, step);
    while (queue > undisturbed + 1e-6 && at < end + 8 * perWeek) grow(capacity);
    return { age, catchUp: (at - end) * step };
  });
}

/** How far one must go back until so much has come. */
function ageOf(queue: number, end: number, rates: Float64Array, step: number): number {
  let [left, back] = [queue, 0];
  while (left > 1e-6) {
    back++;
    left -= (rates[(end - back + 2 * rates.length) % rates.length] as number) * step;
  }
  return back * step;
}
