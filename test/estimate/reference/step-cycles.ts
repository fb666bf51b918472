import type { HourlyRates } from "./step-simulation.ts";

/**
 * A copy that is refreshed in cycles, by brute force: a clock that ticks, a counter of what was written, a transfer in
 * hand. It shares no code and no idea with the solver that it checks.
 */
export interface TickedCycles {
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
}

/** Ages over the last of `weeks` weeks. `cap` is the most that a cycle sends; ticks of `tick` seconds. */
export function tickCycles(
  change: HourlyRates,
  service: HourlyRates,
  every: number,
  cap: number,
  tick: number,
  weeks = 4,
): TickedCycles | undefined {
  const rateAt = (rates: HourlyRates, time: number) => {
    const hour = (time / 3600) % 168;
    let rate = 0;
    for (const [from, value] of rates) if (from <= hour + 1e-9) rate = value;
    return rate;
  };
  const ages: number[] = [];
  let written = 0;
  let left = 0;
  let busy = false;
  let due = 0;
  let startedAt = 0;
  let heldFrom = Number.NaN;
  for (let step = 0; step < (weeks * 604_800) / tick; step++) {
    const now = step * tick;
    if (!busy && now >= due - 1e-9) {
      busy = true;
      startedAt = now;
      // A late start does not move the schedule.
      due = (Math.floor(now / every + 1e-9) + 1) * every;
      left = Math.min(written, cap);
      written = 0;
    }
    if (busy) {
      left -= rateAt(service, now) * tick;
      if (left <= 1e-6) {
        busy = false;
        heldFrom = startedAt;
      }
    }
    written += rateAt(change, now) * tick;
    if (now >= (weeks - 1) * 604_800) ages.push(now + tick - heldFrom);
  }
  if (ages.length === 0 || Number.isNaN(heldFrom)) return undefined;
  const sorted = Float64Array.from(ages).sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number;
  return { median: at(0.5), p95: at(0.95), worst: sorted[sorted.length - 1] as number };
}
