import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SharedFlow } from "../../../server/src/estimate/kernel/flow-network.ts";
import { type FlowLag, fluidQueue } from "../../../server/src/estimate/kernel/fluid-queue.ts";
import { sharedFlows } from "../../../server/src/estimate/kernel/shared-flows.ts";
import { lowerProfile, mapProfile, type WeeklyProfile } from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { type Rate, rate } from "../../../server/src/quantity/quantity.ts";
import { flowNetwork, profile } from "../reference/flow-network.ts";
import { mean, networks } from "../reference/random-network.ts";
import { type SteppedFlow, stepFlows } from "../reference/step-flows.ts";
import type { HourlyRates } from "../reference/step-simulation.ts";

const H = 3600;
const DAY = 24 * H;

function lagsOf(capacities: readonly HourlyRates[], flows: readonly SteppedFlow[]): readonly FlowLag[] {
  return sharedFlows(flowNetwork({ capacities, flows })).lags;
}

function steady(lag: FlowLag | undefined): Extract<FlowLag, { kind: "steady" }> {
  if (lag?.kind !== "steady") throw new Error(`Not steady: ${lag?.because}`);
  return lag;
}

const NOTHING = { kind: "steady", typical: 0, p95: 0, worst: 0, maxBacklog: 0 };

/** Ten hours of `value` a second, from hour 10 of the week. */
const burst = (value: number): HourlyRates => [
  [0, 0],
  [10, value],
  [20, 0],
];

describe("by hand", () => {
  it("has no lag while the links carry everything", () => {
    const flows = [
      { arrivals: burst(4), links: [0], priority: 1 },
      { arrivals: burst(5), links: [0, 1], priority: 2 },
    ];
    const { lags, loads } = sharedFlows(flowNetwork({ capacities: [[[0, 10]], [[0, 10]]], flows }));
    expect(lags).toEqual([NOTHING, NOTHING]);
    expect(loads).toEqual([
      { mean: expect.closeTo((0.9 * 10) / 168, 12), peak: expect.closeTo(0.9, 12) },
      { mean: expect.closeTo((0.5 * 10) / 168, 12), peak: expect.closeTo(0.5, 12) },
    ]);
  });

  it("shares a link equally", () => {
    // Each sends 10 and gets 5 of 10: after 10 h half is there, the rest takes 10 h more: as a queue with 5 of its own.
    const lags = lagsOf(
      [[[0, 10]]],
      [
        { arrivals: burst(10), links: [0], priority: 1 },
        { arrivals: burst(10), links: [0], priority: 1 },
      ],
    );
    for (const lag of lags.map(steady)) {
      expect(lag.maxBacklog).toBeCloseTo(5 * 10 * H, 6);
      expect(lag.worst).toBeCloseTo(10 * H, 6);
      expect(lag.worstAt).toBeCloseTo(30 * H, 6);
      // 20 h of 168 lag, evenly between 0 and 10 h: 8.4 h of them longest.
      expect(lag.p95).toBeCloseTo(10 * H * (1 - 8.4 / 20), 2);
    }
  });

  it("gives a small flow all that it sends, and the rest to the large one", () => {
    // 2 of 10 stay below the fair share of 5; the large one gets 8 and, with 20 for 10 h, lacks 12: 120 h·B. Then it gets all 10.
    const lags = lagsOf(
      [[[0, 10]]],
      [
        { arrivals: burst(2), links: [0], priority: 1 },
        { arrivals: burst(20), links: [0], priority: 1 },
      ],
    );
    expect(lags[0]).toEqual(NOTHING);
    expect(steady(lags[1]).maxBacklog).toBeCloseTo(120 * H, 6);
    // The last byte came at hour 20 and leaves at hour 32.
    expect(steady(lags[1]).worst).toBeCloseTo(12 * H, 6);
    expect(steady(lags[1]).worstAt).toBeCloseTo(32 * H, 6);
  });

  it("starves a lower priority for as long as a higher one fills the link", () => {
    // First 15 of 10: full until hour 25. Meanwhile nothing of the other gets through, and what came at hour 10 leaves at 25.
    const lags = lagsOf(
      [[[0, 10]]],
      [
        { arrivals: burst(1), links: [0], priority: 5 },
        { arrivals: burst(15), links: [0], priority: 2 },
      ],
    );
    expect(steady(lags[1]).worst).toBeCloseTo(5 * H, 6);
    expect(steady(lags[0]).maxBacklog).toBeCloseTo(10 * H, 6);
    expect(steady(lags[0]).worst).toBeCloseTo(15 * H, 6);
    expect(steady(lags[0]).worstAt).toBeCloseTo(25 * H, 6);
  });

  it("shares two links of 10 and 4 max-min: the two-hop flow and its neighbour on the narrow one get 2, the other one 8", () => {
    // All send 10 for 10 h. Narrow link: 2 each; wide link: 8 for its own flow, which lacks 2: 20 h·B at hour 20.
    const lags = lagsOf(
      [[[0, 10]], [[0, 4]]],
      [
        { arrivals: burst(10), links: [0, 1], priority: 1 },
        { arrivals: burst(10), links: [0], priority: 1 },
        { arrivals: burst(10), links: [1], priority: 1 },
      ],
    );
    expect(steady(lags[0]).maxBacklog).toBeCloseTo(80 * H, 6);
    expect(steady(lags[1]).maxBacklog).toBeCloseTo(20 * H, 6);
    expect(steady(lags[2]).maxBacklog).toBeCloseTo(80 * H, 6);
    // The wide link's own flow goes on at 8: 20 h·B take 2.5 h.
    expect(steady(lags[1]).worst).toBeCloseTo(2.5 * H, 6);
    // The other two go on at 2 for 40 h.
    expect(steady(lags[0]).worst).toBeCloseTo(40 * H, 6);
    expect(steady(lags[2]).worstAt).toBeCloseTo(60 * H, 6);
  });

  it("gives a flow no more than its cap, and what it leaves to the others", () => {
    const lags = lagsOf(
      [[[0, 10]]],
      [
        { arrivals: burst(10), links: [0], priority: 1, cap: [[0, 3]] },
        { arrivals: burst(7), links: [0], priority: 1 },
      ],
    );
    expect(steady(lags[0]).maxBacklog).toBeCloseTo(70 * H, 6);
    expect(lags[1]).toEqual(NOTHING);
  });

  it("counts a byte on each link with its load there", () => {
    // At loads of 0.5 and 2, rates of 4 each take 2 + 8 = 10.
    const lags = lagsOf(
      [[[0, 10]]],
      [
        { arrivals: burst(5), links: [0], priority: 1, loads: [0.5] },
        { arrivals: burst(5), links: [0], priority: 1, loads: [2] },
      ],
    );
    for (const lag of lags) expect(steady(lag).maxBacklog).toBeCloseTo(10 * H, 6);
  });

  it("says of each flow whether it keeps up, and by how much the others' backlogs grow", () => {
    const { lags, loads } = sharedFlows(
      flowNetwork({
        capacities: [[[0, 10]], [[0, 0]], [[0, 8]]],
        flows: [
          { arrivals: [[0, 4]], links: [0], priority: 1 },
          { arrivals: [[0, 7]], links: [0], priority: 1 },
          { arrivals: [[0, 1]], links: [0], priority: 2 },
          { arrivals: [[0, 1]], links: [1], priority: 2 },
          { arrivals: [[0, 9]], links: [2], priority: 2 },
          { arrivals: [[0, 0]], links: [1], priority: 2 },
          { arrivals: [[0, 5]], links: [], priority: 2 },
        ],
      }),
    );
    const grows = (perSecond: number, because = "unbounded-lag") => ({
      kind: "unbounded",
      because,
      growthPerDay: expect.closeTo(perSecond * DAY, 3),
    });
    expect(lags).toEqual([NOTHING, grows(1), grows(1), grows(1, "no-capacity"), grows(1), NOTHING, NOTHING]);
    expect(loads).toEqual([
      { mean: expect.closeTo(1.2, 9), peak: expect.closeTo(1.2, 9) },
      { mean: undefined, peak: undefined },
      { mean: expect.closeTo(1.125, 9), peak: expect.closeTo(1.125, 9) },
    ]);
  });

  it.each([1e-300, 1e-9, 1e9, 1e300])("gives numbers for rates of %d", (size) => {
    const lags = lagsOf(
      [[[0, size]], [[0, 1]]],
      [
        { arrivals: burst(size), links: [0], priority: 1 },
        { arrivals: burst(size), links: [0, 1], priority: 1 },
        { arrivals: burst(1), links: [1], priority: 1 },
      ],
    );
    for (const lag of lags) {
      for (const value of Object.values(lag)) if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
    }
  });
});

describe("against a stepping simulation", () => {
  const STEP = 60;

  it("agrees on random networks", { timeout: 60_000 }, () => {
    let lagging = 0;
    let growing = 0;
    for (const { capacities, flows } of fc.sample(networks({ min: 0.3, max: 1.15 }), { seed: 4, numRuns: 25 })) {
      const simulated = stepFlows(capacities, flows, STEP);
      lagsOf(capacities, flows).forEach((lag, i) => {
        const expected = simulated[i];
        if (expected?.kind === "steady") {
          const { worst, typical, p95, maxBacklog, worstAt } = steady(lag);
          close(worst, expected.worst);
          close(typical, expected.typical);
          close(p95, expected.p95);
          expect(Math.abs(maxBacklog - expected.maxBacklog)).toBeLessThanOrEqual(
            expected.maxBacklog / 1000 + STEP * 100,
          );
          const at = Math.floor((worstAt ?? 0) / STEP);
          const near = [at - 1, at, at + 1].map((k) => expected.lags.at(k % expected.lags.length) ?? 0);
          expect(Math.max(...near)).toBeGreaterThanOrEqual(worst * 0.999 - 2 * STEP);
          if (worst > 1000 * 2 * STEP) lagging++;
        } else {
          const perWeek = lag.kind === "unbounded" ? lag.growthPerDay * 7 : 0;
          expect(Math.abs(perWeek - (expected?.gain ?? 0))).toBeLessThanOrEqual(mean(flows[i]?.arrivals ?? []) * 1000);
          if (lag.kind === "unbounded") growing++;
        }
      });
    }
    expect(lagging).toBeGreaterThan(15);
    expect(growing).toBeGreaterThan(3);
  });

  /** 0.1 %, or what the lag can change within two steps. */
  function close(exact: number, simulated: number): void {
    expect(Math.abs(exact - simulated)).toBeLessThanOrEqual(Math.max(simulated / 1000, 2 * STEP));
  }
});

describe("laws", () => {
  const law = { seed: 11, numRuns: 150 };
  const measures = ["typical", "p95", "worst", "maxBacklog"] as const;
  const scaled = (p: WeeklyProfile<Rate>, by: number) => mapProfile(p, (value) => rate(value * by));
  const longest = (lag: FlowLag | undefined, what: (typeof measures)[number]) =>
    lag?.kind === "steady" ? lag[what] : Number.MAX_VALUE;

  function same(after: FlowLag | undefined, before: FlowLag | undefined, size: number): void {
    if (before?.kind === "unbounded") {
      expect(after).toEqual({ ...before, growthPerDay: expect.any(Number) });
      expect(longest(after, "worst")).toBe(Number.MAX_VALUE);
    } else {
      for (const what of measures) {
        const expected = longest(before, what) * (what === "maxBacklog" ? size : 1);
        expect(Math.abs(longest(after, what) - expected)).toBeLessThanOrEqual(expected * 2e-4 + 0.01 * size + 0.01);
      }
    }
  }

  it("a flow alone on its links lags as one with the least of their capacities for itself", () => {
    fc.assert(
      fc.property(networks({ min: 0.3, max: 1.2 }), (hourly) => {
        const { capacities, flows } = flowNetwork(hourly);
        const { loads: _, ...alone } = flows[0] as SharedFlow;
        const service = alone.links.reduce(
          (least, link) => lowerProfile(least, capacities[link] as WeeklyProfile<Rate>),
          alone.cap ?? profile([[0, 1e9]]),
        );
        expect(sharedFlows({ capacities, flows: [alone] }).lags).toEqual([fluidQueue(alone.demand, service)]);
      }),
      law,
    );
  });

  it("flows of equal halves on one link lag as the whole does alone", () => {
    fc.assert(
      fc.property(networks({ min: 0.3, max: 0.95 }, { links: 1, flows: 2 }), (hourly) => {
        const { capacities, flows } = flowNetwork(hourly);
        const { demand } = flows[0] as SharedFlow;
        const half = { demand: scaled(demand, 0.5), links: [0], priority: 1 };
        const whole = fluidQueue(demand, capacities[0] as WeeklyProfile<Rate>);
        for (const lag of sharedFlows({ capacities, flows: [half, half] }).lags) {
          if (whole.kind === "steady") same(lag, { ...whole, maxBacklog: (whole.maxBacklog / 2) as never }, 1);
          else expect(lag.kind).toBe("unbounded");
        }
      }),
      law,
    );
  });

  it("a flow of the highest priority does not notice the lower ones", () => {
    fc.assert(
      fc.property(networks({ min: 0.5, max: 1.2 }), (hourly) => {
        const { capacities, flows } = flowNetwork(hourly);
        const high = flows.filter(({ priority }) => priority === 1);
        const alone = sharedFlows({ capacities, flows: high }).lags;
        const { lags } = sharedFlows({ capacities, flows });
        high.forEach((of, i) => {
          same(lags[flows.indexOf(of)], alone[i], 1);
        });
      }),
      law,
    );
  });

  it("other units of size change no time", () => {
    fc.assert(
      fc.property(networks({ min: 0.3, max: 1.2 }), fc.constantFrom(1e-9, 0.125, 8, 1e12), (hourly, by) => {
        const before = flowNetwork(hourly);
        const after = {
          capacities: before.capacities.map((capacity) => scaled(capacity, by)),
          flows: before.flows.map(({ demand, cap, ...rest }) => ({
            ...rest,
            demand: scaled(demand, by),
            ...(cap ? { cap: scaled(cap, by) } : {}),
          })),
        };
        const lags = sharedFlows(before).lags;
        sharedFlows(after).lags.forEach((lag, i) => {
          same(lag, lags[i], by);
        });
      }),
      law,
    );
  });

  it("the order of flows and links changes nothing", () => {
    fc.assert(
      fc.property(networks({ min: 0.3, max: 1.2 }), (hourly) => {
        const { capacities, flows } = flowNetwork(hourly);
        const last = capacities.length - 1;
        const turned = {
          capacities: capacities.toReversed(),
          flows: flows.toReversed().map((one) => ({ ...one, links: one.links.map((link) => last - link) })),
        };
        const before = sharedFlows({ capacities, flows });
        const after = sharedFlows(turned);
        after.lags.toReversed().forEach((lag, i) => {
          same(lag, before.lags[i], 1);
        });
        after.loads.toReversed().forEach(({ mean: share }, i) => {
          expect(share).toBeCloseTo(before.loads[i]?.mean ?? Number.NaN, 9);
        });
      }),
      law,
    );
  });

  it("more of the only link never worsens any flow, nor more demand improves one of the same or a lower priority", () => {
    fc.assert(
      fc.property(
        networks({ min: 0.3, max: 1.1 }, { links: 1, flows: 6 }),
        fc.double({ min: 1.01, max: 3, noNaN: true }),
        fc.nat(),
        (hourly, by, which) => {
          const { capacities, flows } = flowNetwork(hourly);
          const before = sharedFlows({ capacities, flows }).lags;
          const wider = sharedFlows({ capacities: capacities.map((capacity) => scaled(capacity, by)), flows }).lags;
          const chosen = which % flows.length;
          const more = flows.map((one, i) => (i === chosen ? { ...one, demand: scaled(one.demand, by) } : one));
          const fuller = sharedFlows({ capacities, flows: more }).lags;
          before.forEach((lag, i) => {
            for (const what of measures) {
              const slack = longest(lag, what) * 2e-4 + 1;
              expect(longest(wider[i], what)).toBeLessThanOrEqual(longest(lag, what) + slack);
              expect(longest(fuller[i], what)).toBeGreaterThanOrEqual(longest(lag, what) - slack);
            }
          });
        },
      ),
      law,
    );
  });
});
