import fc from "fast-check";
import type { SteppedFlow } from "./step-flows.ts";
import type { HourlyRates } from "./step-simulation.ts";

/** Flows on links as the stepping simulation takes them. */
export interface HourlyNetwork {
  readonly capacities: readonly HourlyRates[];
  readonly flows: readonly SteppedFlow[];
}

/** Networks whose busiest link is loaded to between `load.min` and `load.max` in the mean; rates of some tens. */
export function networks(
  load: { readonly min: number; readonly max: number },
  most: { readonly links: number; readonly flows: number } = { links: 3, flows: 6 },
): fc.Arbitrary<HourlyNetwork> {
  return fc
    .integer({ min: 1, max: most.links })
    .chain((links) =>
      fc.record({
        capacities: fc.array(hourlyRates({ min: 20, max: 100 }, 3, 0.15), { minLength: links, maxLength: links }),
        flows: fc.array(flowOn(links), { minLength: 2, maxLength: most.flows }),
        load: fc.double({ ...load, noNaN: true }),
      }),
    )
    .filter(({ capacities, flows }) => capacities.every((rates) => mean(rates) > 1) && busiest(capacities, flows) > 0)
    .map(({ capacities, flows, load: wanted }) => {
      const factor = wanted / busiest(capacities, flows);
      return { capacities, flows: flows.map((flow) => ({ ...flow, arrivals: times(flow.arrivals, factor) })) };
    });
}

export function mean(rates: HourlyRates): number {
  return rates.reduce((sum, [hour, value], i) => sum + value * ((rates[i + 1]?.[0] ?? 168) - hour), 0) / 168;
}

export function times(rates: HourlyRates, factor: number): HourlyRates {
  return rates.map(([hour, value]) => [hour, value * factor] as const);
}

function busiest(capacities: readonly HourlyRates[], flows: readonly SteppedFlow[]): number {
  const loads = capacities.map((capacity, link) => {
    const sent = flows.map(({ arrivals, links, loads: shares }) => {
      const hop = links.indexOf(link);
      return hop < 0 ? 0 : mean(arrivals) * (shares?.[hop] ?? 1);
    });
    return sent.reduce((sum, next) => sum + next, 0) / mean(capacity);
  });
  return Math.max(...loads);
}

function flowOn(links: number): fc.Arbitrary<SteppedFlow> {
  return fc
    .record({
      arrivals: hourlyRates({ min: 5, max: 100 }, 6, 0.3),
      route: fc.subarray([...Array(links).keys()], { minLength: 1 }),
      priority: fc.integer({ min: 1, max: 2 }),
      cap: fc.option(hourlyRates({ min: 20, max: 100 }, 2, 0), { freq: 3, nil: undefined }),
      shares: fc.option(fc.array(fc.double({ min: 0.3, max: 1.3, noNaN: true }), { minLength: 3, maxLength: 3 }), {
        freq: 4,
        nil: undefined,
      }),
    })
    .map(({ arrivals, route, priority, cap, shares }) => ({
      arrivals,
      links: route,
      priority,
      ...(cap ? { cap } : {}),
      ...(shares ? { loads: shares.slice(0, route.length) } : {}),
    }));
}

export function hourlyRates(
  range: { min: number; max: number },
  changes: number,
  closed: number,
): fc.Arbitrary<HourlyRates> {
  const open = fc.double({ ...range, noNaN: true });
  const value = fc.oneof({ weight: closed * 100, arbitrary: fc.constant(0) }, { weight: 100, arbitrary: open });
  const later = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 335 }), value), {
    maxLength: changes,
    selector: ([half]) => half,
  });
  return fc
    .tuple(value, later)
    .map(([first, rest]) => [
      [0, first] as const,
      ...rest.toSorted((a, b) => a[0] - b[0]).map(([half, rate]) => [half / 2, rate] as const),
    ]);
}
