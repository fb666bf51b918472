/**
 * A fluid first-in-first-out queue by brute force: small steps of time, a row of parcels, no formula.
 * It shares no code and no idea with the solver that it checks.
 */

/** Rates that hold from an hour of the week on, in any order of size, the first from hour 0. */
export type HourlyRates = readonly (readonly [fromHour: number, rate: number])[];

export interface SimulatedWeek {
  readonly typical: number;
  readonly p95: number;
  readonly worst: number;
  /** Seconds from Monday 00:00 of the step at whose end the lag was longest. */
  readonly worstAt: number;
  readonly maxBacklog: number;
  /** Lag at the end of each step. */
  readonly lags: Float64Array;
}

const HOURS = 168;

/** Repeats the week until its end leaves the same backlog twice, and measures the last one. Undefined if that does not come. */
export function simulateWeek(arrivals: HourlyRates, capacity: HourlyRates, step: number): SimulatedWeek | undefined {
  const stepsPerHour = Math.round(3600 / step);
  const stepsPerWeek = HOURS * stepsPerHour;
  const arrivalRate = perStep(arrivals, stepsPerHour);
  const capacityRate = perStep(capacity, stepsPerHour);

  // Parcels: what came during one step, in order; `head` is the oldest that has not wholly left.
  const weeks = 12;
  const parcelSize = new Float64Array(weeks * stepsPerWeek);
  const lags = new Float64Array(stepsPerWeek);
  let head = 0;
  let headLeft = 0;
  let backlog = 0;
  let previousEnd = Number.NaN;

  for (let week = 0; week < weeks; week++) {
    let maxBacklog = 0;
    for (let i = 0; i < stepsPerWeek; i++) {
      const now = week * stepsPerWeek + i;
      const came = (arrivalRate[i] as number) * step;
      parcelSize[now] = came;
      backlog += came;
      if (head === now) headLeft = came;
      let budget = (capacityRate[i] as number) * step;
      while (head <= now && budget >= headLeft) {
        budget -= headLeft;
        backlog -= headLeft;
        head++;
        headLeft = head <= now ? (parcelSize[head] as number) : 0;
      }
      if (head <= now) {
        headLeft -= budget;
        backlog -= budget;
        const left = parcelSize[head] as number;
        lags[i] = (now + 1 - head - (left - headLeft) / left) * step;
      } else {
        backlog = 0;
        lags[i] = 0;
      }
      if (backlog > maxBacklog) maxBacklog = backlog;
    }
    if (Math.abs(backlog - previousEnd) <= 1e-9 * Math.max(1, backlog)) return measure(lags, maxBacklog, step);
    previousEnd = backlog;
  }
  return undefined;
}

/** The distribution of the lags at the ends of the steps of a week. */
export function measure(lags: Float64Array, maxBacklog: number, step: number): SimulatedWeek {
  const sorted = lags.slice().sort();
  const worst = sorted[sorted.length - 1] as number;
  return {
    typical: sorted[Math.floor(sorted.length * 0.5)] as number,
    p95: sorted[Math.floor(sorted.length * 0.95)] as number,
    worst,
    worstAt: (lags.indexOf(worst) + 1) * step,
    maxBacklog,
    lags,
  };
}

/** The rate that holds in each step of the week. */
export function perStep(rates: HourlyRates, stepsPerHour: number): Float64Array {
  const result = new Float64Array(HOURS * stepsPerHour);
  for (const [fromHour, rate] of rates) result.fill(rate, Math.round(fromHour * stepsPerHour));
  return result;
}
