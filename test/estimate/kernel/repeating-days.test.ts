import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flowSystem } from "../../../server/src/estimate/kernel/flow-system.ts";
import { flowWeek, type LevelLog } from "../../../server/src/estimate/kernel/flow-week.ts";
import { steadyFlows } from "../../../server/src/estimate/kernel/steady-flows.ts";
import { flowNetwork } from "../reference/flow-network.ts";
import type { HourlyNetwork } from "../reference/random-network.ts";
import type { HourlyRates } from "../reference/step-simulation.ts";

/** Office hours on five days of the week, as hours of the week. */
function officeHours(base: number, busy: number, from: number, to: number): HourlyRates {
  const days = [0, 1, 2, 3, 4].flatMap((day) => [[day * 24 + from, busy] as const, [day * 24 + to, base] as const]);
  return [[0, base], ...days];
}

const rate = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const daily = fc
  .record({
    base: rate(0, 2),
    busy: rate(1, 12),
    from: fc.integer({ min: 5, max: 9 }),
    to: fc.integer({ min: 11, max: 19 }),
  })
  .map(({ base, busy, from, to }) => officeHours(base, busy, from, to));
const networks: fc.Arbitrary<HourlyNetwork> = fc.record({
  capacities: fc
    .tuple(rate(8, 20), daily)
    .map(([most, hours]) => [[[0, most]] as HourlyRates, hours.map(([hour, value]) => [hour, 5 + value] as const)]),
  flows: fc.array(
    fc.record({
      arrivals: daily,
      links: fc.constantFrom([0], [1], [0, 1]),
      priority: fc.integer({ min: 1, max: 2 }),
    }),
    { minLength: 2, maxLength: 6 },
  ),
});

describe("days that go like the day before", () => {
  it("are known", () => {
    const network = flowNetwork({
      capacities: [[[0, 10]]],
      flows: [{ arrivals: officeHours(1, 8, 8, 17), links: [0], priority: 1 }],
    });
    // From a Monday on: four working days like the first, and a Sunday like the Saturday.
    expect(flowSystem(network).repeats).toEqual([false, true, true, true, true, false, true]);
  });

  it("need not be simulated: what is written down of them is the same", () => {
    let spared = 0;
    fc.assert(
      fc.property(networks, (network) => {
        const system = flowSystem(flowNetwork(network));
        const { start } = steadyFlows(system);
        const quick = flowWeek(system, start, true);
        const whole = flowWeek({ ...system, repeats: [] }, start, true);
        spared += system.repeats.filter((repeats) => repeats).length;
        const close = (a: ArrayLike<number>, b: ArrayLike<number>, within: number) => {
          expect(a.length).toBe(b.length);
          for (let i = 0; i < a.length; i++) {
            if (a[i] !== b[i]) expect(Math.abs((a[i] as number) - (b[i] as number))).toBeLessThanOrEqual(within);
          }
        };
        close(quick.backlog, whole.backlog, 1e-3);
        close(quick.maxBacklog, whole.maxBacklog, 1e-3);
        quick.waits.forEach((times, flow) => {
          close(times, whole.waits[flow] ?? [], 1e-3);
        });
        // A level is written down anew where a day begins, so it is what they hold that is compared.
        const area = ({ times, levels }: LevelLog) =>
          times.reduce((sum, time, at) => sum + (levels[at] as number) * ((times[at + 1] ?? 604_800) - time), 0);
        quick.left?.forEach((log, link) => {
          const expected = area(whole.left?.[link] as LevelLog);
          expect(Math.abs(area(log) - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, expected));
        });
      }),
      { seed: 20_261_122, numRuns: 100 },
    );
    expect(spared).toBeGreaterThan(100);
  }, 60_000);
});
