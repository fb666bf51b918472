import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDurations } from "../../../server/src/estimate/kernel/duration.ts";
import type { FlowNetwork } from "../../../server/src/estimate/kernel/flow-network.ts";
import type { FlowLag } from "../../../server/src/estimate/kernel/fluid-queue.ts";
import { sharedFlows } from "../../../server/src/estimate/kernel/shared-flows.ts";
import {
  type UncertainFlow,
  type UncertainNetwork,
  uncertainFlows,
} from "../../../server/src/estimate/kernel/uncertain-flows.ts";
import {
  exactProfile,
  mapProfile,
  type UncertainProfile,
  type WeeklyProfile,
} from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { type Rate, rate } from "../../../server/src/quantity/quantity.ts";
import { flowNetwork, profile } from "../reference/flow-network.ts";
import { networks } from "../reference/random-network.ts";

const scaled = (of: WeeklyProfile<Rate>, by: number) => mapProfile(of, (value) => rate(value * by));

/** From 20 % less to 30 % more. */
function vague(of: WeeklyProfile<Rate>): UncertainProfile<Rate> {
  return { low: scaled(of, 0.8), likely: of, high: scaled(of, 1.3) };
}

function vagueNetwork({ capacities, flows }: FlowNetwork): UncertainNetwork {
  return {
    capacities: capacities.map(vague),
    flows: flows.map(({ demand, links, priority, cap }) => {
      return { demand: vague(demand), links, priority, ...(cap ? { cap: vague(cap) } : {}) };
    }),
  };
}

const measure = (lag: FlowLag | undefined, what: "typical" | "p95" | "worst") =>
  lag?.kind === "steady" ? lag[what] : Number.MAX_VALUE;

describe("on one link", () => {
  it("no demands, capacities and caps within their bounds lead out of the bounds of any lag", () => {
    fc.assert(
      fc.property(
        networks({ min: 0.3, max: 0.9 }, { links: 1, flows: 5 }),
        fc.array(fc.double({ min: 0.8, max: 1.3, noNaN: true }), { minLength: 11, maxLength: 11 }),
        (hourly, factors) => {
          const network = flowNetwork(hourly);
          const factor = (i: number) => factors[i] ?? 1;
          const other: FlowNetwork = {
            capacities: network.capacities.map((capacity) => scaled(capacity, factor(0))),
            flows: network.flows.map(({ demand, links, priority, cap }, i) => ({
              demand: scaled(demand, factor(1 + i)),
              links,
              priority,
              ...(cap ? { cap: scaled(cap, factor(6 + i)) } : {}),
            })),
          };
          const { lags, proven } = uncertainFlows(vagueNetwork(network));
          expect(proven.every(Boolean)).toBe(true);
          sharedFlows(other).lags.forEach((lag, i) => {
            for (const what of ["typical", "p95", "worst"] as const) {
              const value = measure(lag, what);
              const slack = 1 + value * 2e-4;
              expect(measure(lags[i]?.cases.low, what)).toBeLessThanOrEqual(value + slack);
              expect(measure(lags[i]?.cases.high, what)).toBeGreaterThanOrEqual(value - slack);
            }
          });
        },
      ),
      { seed: 21, numRuns: 400, endOnFailure: true },
    );
  }, 60_000);

  it("reckons with the best of another's cap in the worst case, and with the worst of its own", () => {
    // Its capped neighbour goes first and takes 8 of 10 at worst. At the lower end of its cap it would leave 6.
    const flows: UncertainFlow[] = [
      {
        demand: exactProfile(
          profile([
            [0, 0],
            [10, 10],
            [20, 0],
          ]),
        ),
        links: [0],
        priority: 1,
        cap: { low: profile([[0, 4]]), likely: profile([[0, 6]]), high: profile([[0, 8]]) },
      },
      {
        demand: exactProfile(
          profile([
            [0, 0],
            [10, 3],
            [20, 0],
          ]),
        ),
        links: [0],
        priority: 2,
      },
    ];
    const { lags } = uncertainFlows({ capacities: [exactProfile(profile([[0, 10]]))], flows });
    expect(lags[0]?.cases.high).toMatchObject({ maxBacklog: expect.closeTo(60 * 3600, 3) });
    expect(lags[0]?.cases.low).toMatchObject({ maxBacklog: expect.closeTo(20 * 3600, 3) });
    expect(lags[1]?.cases.high).toMatchObject({ maxBacklog: expect.closeTo(10 * 3600, 3) });
    expect(lags[1]?.cases.likely).toMatchObject({ maxBacklog: 0 });
  });

  it("solves a network without doubts once", () => {
    const { capacities, flows } = flowNetwork({
      capacities: [[[0, 10]]],
      flows: [
        {
          arrivals: [
            [0, 20],
            [10, 1],
          ],
          links: [0],
          priority: 1,
        },
        { arrivals: [[0, 3]], links: [0], priority: 1 },
      ],
    });
    const exact = {
      capacities: capacities.map(exactProfile),
      flows: flows.map(({ demand, links, priority }) => ({ demand: exactProfile(demand), links, priority })),
    };
    const { lags, proven, loads } = uncertainFlows(exact);
    const { lags: expected, loads: expectedLoads } = sharedFlows({ capacities, flows });
    expect(lags.map(({ cases }) => cases)).toEqual(expected.map((lag) => ({ low: lag, likely: lag, high: lag })));
    expect(proven).toEqual([true, true]);
    expect(loads).toEqual(expectedLoads);
  });
});

describe("on several links", () => {
  const busy = profile([
    [0, 0],
    [10, 10],
    [20, 0],
  ]);
  const line = exactProfile(profile([[0, 10]]));

  /** One flow over both links, one on each of them; that of the first sends `first`. */
  const twoLinks = (first: WeeklyProfile<Rate>): FlowNetwork => ({
    capacities: [line.likely, line.likely],
    flows: [
      { demand: busy, links: [0, 1], priority: 2 },
      { demand: first, links: [0], priority: 1 },
      { demand: busy, links: [1], priority: 2 },
    ],
  });

  it("more demand may make a lag shorter elsewhere", () => {
    const { lags } = sharedFlows(twoLinks(profile([[0, 0]])));
    const { lags: fuller } = sharedFlows(twoLinks(profile([[0, 8]])));
    expect(measure(fuller[2], "worst")).toBeLessThan(measure(lags[2], "worst"));
    expect(measure(fuller[0], "worst")).toBeGreaterThan(measure(lags[0], "worst"));
  });

  it("then claims no bounds, and keeps low ≤ likely ≤ high all the same", () => {
    const sends = { low: profile([[0, 0]]), likely: profile([[0, 4]]), high: profile([[0, 8]]) };
    const { capacities, flows } = twoLinks(sends.likely);
    const { lags, proven } = uncertainFlows({
      capacities: capacities.map(exactProfile),
      flows: flows.map(({ demand, links, priority }, i) => {
        return { links, priority, demand: i === 1 ? sends : exactProfile(demand) };
      }),
    });
    expect(proven).toEqual([false, false, false]);
    for (const { typical, p95, worst } of lags) {
      for (const { low, likely, high } of [typical, p95, worst]) {
        expect(compareDurations(low, likely)).toBeLessThanOrEqual(0);
        expect(compareDurations(likely, high)).toBeLessThanOrEqual(0);
      }
    }
  });

  it("claims them where only one link of each route can be full", () => {
    const wide = exactProfile(profile([[0, 21]]));
    const narrow = exactProfile(profile([[0, 15]]));
    const flows = [0, 1].map((own) => ({ demand: vague(busy), links: [own, 2], priority: 2 }));
    expect(uncertainFlows({ capacities: [line, line, wide], flows }).proven).toEqual([true, true]);
    expect(uncertainFlows({ capacities: [line, line, narrow], flows }).proven).toEqual([false, false]);
  });
});
