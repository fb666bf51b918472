import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Activity, ActivityNetwork, Work } from "../../../server/src/estimate/kernel/activity-network.ts";
import {
  compareDurations,
  type Duration,
  durationOf,
  type UncertainDuration,
} from "../../../server/src/estimate/kernel/duration.ts";
import { criticalActivities, schedule as solved } from "../../../server/src/estimate/kernel/recovery-schedule.ts";
import { seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly, type Uncertain } from "../../../server/src/quantity/uncertain.ts";
import { steppedNetworks } from "../reference/random-activities.ts";
import type { SteppedNetwork, SteppedWork } from "../reference/step-recovery.ts";

const schedule = (network: ActivityNetwork) => solved(network).activities();

const SEED = 20_261_122;

/** How far each figure of a network may lie below and above, by its number; shares of it. */
type Spread = (figure: number) => readonly [below: number, above: number];

const EXACT: Spread = () => [0, 0];

/** The network with uncertain times, amounts and rates. */
function networkOf({ activities, pipes, pools }: SteppedNetwork, spread: Spread): ActivityNetwork {
  let figure = 0;
  const around = (value: number): Uncertain => {
    const [below, above] = spread(figure++);
    return { low: value * (1 - below), likely: value, high: value * (1 + above) };
  };
  return {
    activities: activities.map(({ work, ...rest }): Activity => ({ ...rest, work: workOf(work, around) })),
    pipes: pipes.map(around),
    pools: pools.map((slots) => exactly(slots)),
  };
}

function workOf(work: SteppedWork, around: (value: number) => Uncertain): Work {
  if (work.kind === "time") return { kind: "time", takes: durationOf(times(around(work.takes))) };
  if (work.kind === "units")
    return { kind: "units", count: work.count, each: times(around(work.each)), pool: work.pool };
  return {
    kind: "flow",
    amount: around(work.amount),
    through: work.through.map(({ pipe, load }) => ({ pipe, load: around(load) })),
    most: work.most === undefined ? undefined : around(work.most),
  };
}

function times({ low, likely, high }: Uncertain) {
  return { low: seconds(low), likely: seconds(likely), high: seconds(high) };
}

const number = (duration: Duration) => (duration.kind === "after" ? duration.time : Number.POSITIVE_INFINITY);
const spreads = fc
  .array(fc.tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true })), {
    minLength: 40,
    maxLength: 40,
  })
  .map(
    (table): Spread =>
      (figure) =>
        table[figure % table.length] ?? [0, 0],
  );
const anything = steppedNetworks({ flows: true, pools: true });

/** Every network whose activities want nothing that another one wants. */
const apart = steppedNetworks({ flows: false, pools: true }).map(({ activities }) => ({
  activities: activities.map((activity, index) => ({
    ...activity,
    owner: undefined,
    work: activity.work.kind === "units" ? { ...activity.work, pool: index } : activity.work,
  })),
  pipes: [],
  pools: activities.map(() => 3),
}));

function isOrdered({ low, likely, high }: UncertainDuration): boolean {
  return compareDurations(low, likely) <= 0 && compareDurations(likely, high) <= 0;
}

function check<T extends unknown[]>(property: fc.IProperty<T>, numRuns = 300): void {
  fc.assert(property, { seed: SEED, numRuns });
}

describe("a schedule obeys", () => {
  it("low ≤ likely ≤ high, and no end before its start", () => {
    check(
      fc.property(anything, spreads, (stepped, spread) => {
        for (const { start, end } of schedule(networkOf(stepped, spread))) {
          expect(isOrdered(start) && isOrdered(end)).toBe(true);
          for (const bound of ["low", "likely", "high"] as const) {
            expect(compareDurations(start[bound], end[bound])).toBeLessThanOrEqual(0);
          }
        }
      }),
    );
  });

  it("exact figures give exact times, the same as those in the middle of a range", () => {
    check(
      fc.property(anything, spreads, (stepped, spread) => {
        const exact = schedule(networkOf(stepped, EXACT));
        const ranged = schedule(networkOf(stepped, spread));
        exact.forEach(({ end }, index) => {
          expect([end.low, end.high]).toEqual([end.likely, end.likely]);
          expect(ranged[index]?.end.likely).toEqual(end.likely);
        });
      }),
    );
  });

  it("the order kept is that of the likely case: ranges of no width change nothing", () => {
    check(
      fc.property(anything, (stepped) => {
        const exact = networkOf(stepped, EXACT);
        const aside: Activity = {
          name: "z",
          order: 9,
          after: [],
          work: { kind: "time", takes: durationOf(times({ low: 1, likely: 2, high: 3 })) },
        };
        const beside = schedule({ ...exact, activities: [...exact.activities, aside] });
        schedule(exact).forEach(({ end }, index) => {
          const same = beside[index]?.end;
          for (const bound of ["low", "likely", "high"] as const) {
            expect(number(same?.[bound] as Duration)).toBeCloseTo(number(end.likely), 9);
          }
        });
      }),
    );
  });

  it("nothing ends before all that must precede it could be done", () => {
    check(
      fc.property(anything, (stepped) => {
        const { activities } = stepped;
        const least: number[] = [];
        activities.forEach(({ after, work }, index) => {
          const own = work.kind === "time" ? work.takes : work.kind === "units" && work.count > 0 ? work.each : 0;
          least[index] = Math.max(0, ...after.map((before) => least[before] ?? 0)) + own;
        });
        schedule(networkOf(stepped, EXACT)).forEach(({ end }, index) => {
          expect(number(end.likely)).toBeGreaterThanOrEqual((least[index] ?? 0) - 1e-9);
        });
      }),
    );
  });

  it("the critical path begins at 0 and leaves no gap", () => {
    check(
      fc.property(anything, (stepped) => {
        const scheduled = schedule(networkOf(stepped, EXACT));
        scheduled.forEach((_, index) => {
          let at = 0;
          for (const step of criticalActivities(scheduled, index)) {
            const { start, end } = scheduled[step] ?? {};
            // Machines of another batch may let go of a slot before their last one is done.
            expect(number(start?.likely as Duration)).toBeLessThanOrEqual(at + 1e-9);
            at = number(end?.likely as Duration);
          }
        });
      }),
    );
  });

  it("all between the ranges lies between the bounds, where nothing is shared", () => {
    check(
      fc.property(apart, spreads, fc.double({ min: 0, max: 1, noNaN: true }), (stepped, spread, share) => {
        const bounds = schedule(networkOf(stepped, spread));
        let figure = 0;
        const inside = (value: number) => {
          const [below, above] = spread(figure++);
          return value * (1 - below + share * (below + above));
        };
        const activities = stepped.activities.map((activity) => ({ ...activity, work: moved(activity.work, inside) }));
        schedule(networkOf({ ...stepped, activities }, EXACT)).forEach(({ end }, index) => {
          expect(number(end.likely)).toBeGreaterThanOrEqual(number(bounds[index]?.end.low as Duration) - 1e-9);
          expect(number(end.likely)).toBeLessThanOrEqual(number(bounds[index]?.end.high as Duration) + 1e-9);
        });
      }),
    );
  });

  it("a longer time shortens nothing, where nothing is shared", () => {
    check(
      fc.property(apart, fc.nat(8), fc.integer({ min: 1, max: 50 }), (stepped, which, more) => {
        const activities = stepped.activities.map((activity, index) => ({
          ...activity,
          work: index === which ? moved(activity.work, (value) => value + more) : activity.work,
        }));
        const longer = schedule(networkOf({ ...stepped, activities }, EXACT));
        schedule(networkOf(stepped, EXACT)).forEach(({ end }, index) => {
          expect(number(longer[index]?.end.likely as Duration)).toBeGreaterThanOrEqual(number(end.likely));
        });
      }),
    );
  });

  it("more slots never delay a batch, and no slots too many are held", () => {
    check(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 30 }), (count, slots) => {
        const work: SteppedWork = { kind: "units", count, each: 7, pool: 0 };
        const ends = [slots, slots + 1].map((size) => {
          const activities = [{ name: "a", order: 0, after: [], owner: undefined, work }];
          return number(
            schedule(networkOf({ activities, pipes: [], pools: [size] }, EXACT))[0]?.end.likely as Duration,
          );
        });
        expect(ends[1]).toBeLessThanOrEqual(ends[0] as number);
        expect(((ends[0] as number) / 7) * slots).toBeGreaterThanOrEqual(count);
      }),
    );
  });

  it("a clock that runs twice as fast shows twice the times", () => {
    check(
      fc.property(anything, (stepped) => {
        const doubled = {
          ...stepped,
          pipes: stepped.pipes.map((pipe) => pipe / 2),
          activities: stepped.activities.map((activity) => ({ ...activity, work: doubledWork(activity.work) })),
        };
        const slow = schedule(networkOf(doubled, EXACT));
        schedule(networkOf(stepped, EXACT)).forEach(({ end }, index) => {
          expect(number(slow[index]?.end.likely as Duration)).toBeCloseTo(2 * number(end.likely), 6);
        });
      }),
    );
  });
});

function moved(work: SteppedWork, to: (value: number) => number): SteppedWork {
  if (work.kind === "time") return { ...work, takes: to(work.takes) };
  return work.kind === "units" ? { ...work, each: to(work.each) } : work;
}

function doubledWork(work: SteppedWork): SteppedWork {
  if (work.kind !== "flow") return moved(work, (value) => 2 * value);
  return { ...work, most: work.most === undefined ? undefined : work.most / 2 };
}
