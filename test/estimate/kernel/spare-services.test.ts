import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowNetwork } from "../../../server/src/estimate/kernel/flow-network.ts";
import { leftOver } from "../../../server/src/estimate/kernel/left-over.ts";
import { type Newcomer, shareOfOneMore } from "../../../server/src/estimate/kernel/share-of-one-more.ts";
import { spareServices } from "../../../server/src/estimate/kernel/spare-services.ts";
import {
  exactProfile,
  profileIntegral,
  profileMax,
  profileMin,
  type WeeklyProfile,
} from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { rate, ratio, seconds } from "../../../server/src/quantity/quantity.ts";
import { flowNetwork, profile } from "../reference/flow-network.ts";
import { networks } from "../reference/random-network.ts";
import type { SteppedFlow } from "../reference/step-flows.ts";
import { stepServices } from "../reference/step-services.ts";
import type { HourlyRates } from "../reference/step-simulation.ts";

const H = 3600;
const RUNS = { seed: 20_261_122, numRuns: 60 };

/** What higher priorities leave, shared with equals. */
function spareService(network: FlowNetwork, newcomer: Newcomer): WeeklyProfile {
  const [higher, equal] = [
    network.flows.filter(({ priority }) => priority < newcomer.priority),
    network.flows.filter(({ priority }) => priority === newcomer.priority),
  ];
  return shareOfOneMore({ capacities: leftOver({ ...network, flows: higher }), flows: equal }, newcomer);
}

/** By the hour from which it holds, to six digits. */
function hours({ starts, values }: WeeklyProfile): readonly (readonly [number, number])[] {
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  return starts.map((start, i) => [round(start / H), round(values[i] as number)] as const);
}

function spare(
  capacities: readonly HourlyRates[],
  flows: readonly SteppedFlow[],
  links = [0],
  priority = 3,
  cap?: number,
) {
  const network = flowNetwork({ capacities, flows });
  return hours(spareService(network, { links, priority, ...(cap ? { cap: profile([[0, cap]]) } : {}) }));
}

/** Ten hours of `value` a second, from hour 10 of the week. */
const burst = (value: number): HourlyRates => [
  [0, 0],
  [10, value],
  [20, 0],
];

describe("what is left for one more flow, by hand", () => {
  it("is all of an empty link, and what a flow of higher priority does not take", () => {
    expect(spare([[[0, 10]]], [])).toEqual([[0, 10]]);
    expect(spare([[[0, 10]]], [{ arrivals: burst(4), links: [0], priority: 1 }])).toEqual([
      [0, 10],
      [10, 6],
      [20, 10],
    ]);
  });

  it("is nothing while one of higher priority catches up", () => {
    // 15 for ten hours on 10: 50 h·B wait at hour 20, gone at hour 25.
    expect(spare([[[0, 10]]], [{ arrivals: burst(15), links: [0], priority: 1 }])).toEqual([
      [0, 10],
      [10, 0],
      [25, 10],
    ]);
  });

  it("does not count lower priorities", () => {
    expect(spare([[[0, 10]]], [{ arrivals: burst(15), links: [0], priority: 4 }])).toEqual([[0, 10]]);
  });

  it("is a fair share beside an equal, also while that one catches up", () => {
    // The other sends 8 and gets 5: 30 h·B wait at hour 20, at 5 gone at hour 26.
    expect(spare([[[0, 10]]], [{ arrivals: burst(8), links: [0], priority: 3 }])).toEqual([
      [0, 10],
      [10, 5],
      [26, 10],
    ]);
    expect(spare([[[0, 10]]], [{ arrivals: burst(2), links: [0], priority: 3 }])).toEqual([
      [0, 10],
      [10, 8],
      [20, 10],
    ]);
  });

  it("is the least of its links, in its own bytes, and no more than its cap", () => {
    const flows = [{ arrivals: [[0, 4]] as const, links: [1], priority: 1 }];
    expect(spare([[[0, 10]], [[0, 9]]], flows, [0, 1])).toEqual([[0, 5]]);
    expect(spare([[[0, 10]], [[0, 9]]], flows, [0, 1], 3, 2)).toEqual([[0, 2]]);
    const network = flowNetwork({ capacities: [[[0, 10]]], flows: [] });
    expect(hours(spareService(network, { links: [0], loads: [ratio(0.5)], priority: 1 }))).toEqual([[0, 20]]);
  });
});

describe("for any network", () => {
  it("agrees with a stepping simulation, hour by hour", () => {
    const cases = networks({ min: 0.3, max: 0.9 }, { links: 2, flows: 4 });
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 3 }), (network, priority) => {
        const exact = spareService(flowNetwork(network), { links: [0], priority });
        const stepped = stepServices(network.capacities, network.flows, { links: [0], priority }, 60, 4);
        const most = Math.max(...network.capacities.flatMap((rates) => rates.map(([, value]) => value)));
        stepped.forEach((sent, hour) => {
          const got = profileIntegral(exact, seconds(hour * H), seconds(H));
          // A step is 60 s; where something changes within an hour, up to one of them goes astray.
          expect(Math.abs(got - sent)).toBeLessThanOrEqual(3 * 60 * most);
        });
        const whole = stepped.reduce((sum, next) => sum + next, 0);
        const all = profileIntegral(exact, seconds(0), seconds(168 * H));
        expect(Math.abs(all - whole)).toBeLessThanOrEqual(0.002 * whole + 60 * most);
      }),
      { ...RUNS, numRuns: 25 },
    );
  }, 60_000);

  it("what departs and what is left are the capacity: no link ever carries more", () => {
    fc.assert(
      fc.property(networks({ min: 0.3, max: 1.4 }), (network) => {
        const { capacities, flows } = flowNetwork(network);
        leftOver({ capacities, flows }).forEach((left, link) => {
          const capacity = capacities[link] as WeeklyProfile;
          expect(profileMin(left)).toBeGreaterThanOrEqual(0);
          for (const at of left.starts) {
            const [free, all] = [left, capacity].map((of) => profileIntegral(of, seconds(at), seconds(1)));
            expect(free).toBeLessThanOrEqual((all as number) * (1 + 1e-9) + 1e-9 * profileMax(capacity));
          }
        });
      }),
      RUNS,
    );
  });

  it("over a week what departs is what arrives, as long as all keep up", () => {
    fc.assert(
      fc.property(networks({ min: 0.3, max: 0.6 }, { links: 1, flows: 5 }), (network) => {
        const open = { ...network, flows: network.flows.map(({ cap: _, ...flow }) => flow) };
        const { capacities, flows } = flowNetwork(open);
        const [left] = leftOver({ capacities, flows });
        const week = (of: WeeklyProfile) => profileIntegral(of, seconds(0), seconds(168 * H));
        const sent = flows.reduce((sum, { demand, loads }) => sum + week(demand) * (loads?.[0] ?? 1), 0);
        const carried = week(capacities[0] as WeeklyProfile) - week(left as WeeklyProfile);
        expect(Math.abs(carried - sent)).toBeLessThanOrEqual(1e-5 * sent);
      }),
      RUNS,
    );
  });

  it("the quick answer for flows that never meet is the solved one", () => {
    fc.assert(
      fc.property(networks({ min: 0.05, max: 0.5 }, { links: 2, flows: 4 }), (network) => {
        const { capacities, flows } = flowNetwork(network);
        const equal = flows.map(({ cap: _, ...flow }) => ({ ...flow, priority: 3 }));
        const uncertain = {
          capacities: capacities.map(exactProfile),
          flows: equal.map(({ demand, loads, ...flow }) => ({
            ...flow,
            demand: exactProfile(demand),
            ...(loads ? { loads: loads.map((load) => ({ low: load, likely: load, high: load })) } : {}),
          })),
        };
        const newcomer = { links: [0], priority: 3 };
        const found = spareServices(uncertain).spare(newcomer).likely;
        const solved = spareService({ capacities, flows: equal }, newcomer);
        for (const hour of Array.from({ length: 168 }, (_, at) => at)) {
          const [one, other] = [found, solved].map((of) => profileIntegral(of, seconds(hour * H), seconds(H)));
          expect(Math.abs((one as number) - (other as number))).toBeLessThanOrEqual(1e-6 * H * 100);
        }
      }),
      RUNS,
    );
  });

  it("does not stand in its own way", () => {
    const demand = exactProfile(profile([[0, 4]]));
    const network = {
      capacities: [exactProfile(profile([[0, 10]]))],
      flows: [
        { demand, links: [0], priority: 3 },
        { demand: exactProfile(profile([[0, 3]])), links: [0], priority: 3 },
      ],
    };
    const services = spareServices(network);
    expect(services.spare({ links: [0], priority: 3 }, 0).likely.values).toEqual([7]);
    // Beside both: the one of 3 stays below a third of 10, and the others share the 7 that it leaves.
    expect(services.spare({ links: [0], priority: 3 }).likely.values[0]).toBeCloseTo(3.5, 6);
    expect(services.left(4)[0]?.likely.values[0]).toBeCloseTo(rate(3), 9);
  });
});
