import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Activity, ActivityNetwork, Work } from "../../../server/src/estimate/kernel/activity-network.ts";
import { type Duration, durationOf, exactDuration, never } from "../../../server/src/estimate/kernel/duration.ts";
import {
  criticalActivities,
  type ScheduledActivity,
  schedule as solved,
} from "../../../server/src/estimate/kernel/recovery-schedule.ts";
import { seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly, type Uncertain, uncertain } from "../../../server/src/quantity/uncertain.ts";
import { steppedNetworks } from "../reference/random-activities.ts";
import { type SteppedNetwork, type SteppedWork, stepRecovery } from "../reference/step-recovery.ts";

const schedule = (network: ActivityNetwork) => solved(network).activities();

const SEED = 20_261_122;

const span = (low: number, likely = low, high = likely) => uncertain(seconds(low), seconds(likely), seconds(high));
const time = (low: number, likely = low, high = likely): Work => ({
  kind: "time",
  takes: durationOf(span(low, likely, high)),
});
const units = (count: number, each: number | Uncertain, pool = 0): Work => ({
  kind: "units",
  count,
  each: typeof each === "number" ? span(each) : span(each.low, each.likely, each.high),
  pool,
});
const flow = (amount: number, through: readonly number[], most?: number): Work => ({
  kind: "flow",
  amount: exactly(amount),
  through: through.map((pipe) => ({ pipe, load: exactly(1) })),
  most: most === undefined ? undefined : exactly(most),
});

let count = 0;
function activity(work: Work, after: readonly number[] = [], more: Partial<Activity> = {}): Activity {
  return { name: `a${String(count++).padStart(4, "0")}`, order: 0, after, work, ...more };
}

function network(activities: readonly Activity[], pipes: readonly number[] = [], pools: readonly number[] = []) {
  return { activities, pipes: pipes.map((pipe) => exactly(pipe)), pools: pools.map((pool) => exactly(pool)) };
}

const number = (duration: Duration) => (duration.kind === "after" ? duration.time : duration.because);
const ends = (scheduled: readonly ScheduledActivity[]) => scheduled.map(({ end }) => number(end.likely));
const starts = (scheduled: readonly ScheduledActivity[]) => scheduled.map(({ start }) => number(start.likely));

describe("a schedule", () => {
  it.each<[string, ActivityNetwork, readonly (number | string)[], readonly (number | string)[]]>([
    ["nothing", network([]), [], []],
    ["one after the other", network([activity(time(10)), activity(time(5), [0])]), [0, 10], [10, 15]],
    [
      "after the later of two",
      network([activity(time(10)), activity(time(4)), activity(time(5), [0, 1])]),
      [0, 0, 10],
      [10, 4, 15],
    ],
    ["in any order of writing", network([activity(time(5), [1]), activity(time(10))]), [10, 0], [15, 10]],
    ["40 machines by 10, 3 each: 4 waves", network([activity(units(40, 3))], [], [10]), [0], [12]],
    ["41 machines by 10: the last one alone", network([activity(units(41, 3))], [], [10]), [0], [15]],
    [
      "two batches share a pool: 15 and 15 by 10 are 3 waves, half of the second wave each",
      network([activity(units(15, 3)), activity(units(15, 3))], [], [10]),
      [0, 3],
      [6, 9],
    ],
    [
      "the more urgent batch takes the slots as they become free: waves at 0, 3 (urgent), 6 …",
      network([activity(units(30, 3), [], { order: 1 }), activity(time(1)), activity(units(10, 3), [1])], [], [10]),
      [0, 0, 3],
      [12, 1, 6],
    ],
    [
      "a thousand million machines, one by one",
      network([activity(units(1e9, 2)), activity(units(1e9, 2), [], { order: 1 })], [], [1]),
      [0, 2e9],
      [2e9, 4e9],
    ],
    ["100 through 5 a second", network([activity(flow(100, [0]))], [5]), [0], [20]],
    ["no faster than it flows by itself", network([activity(flow(100, [0], 2))], [5]), [0], [50]],
    ["the narrowest of three pipes", network([activity(flow(100, [0, 1, 2]))], [5, 4, 10]), [0], [25]],
    [
      // Each 5 of 10 until the smaller is done at 20; then 10: (300 - 100) / 10 more.
      "two of the same order share, and the larger goes on alone",
      network([activity(flow(100, [0])), activity(flow(300, [0]))], [10]),
      [0, 0],
      [20, 40],
    ],
    [
      "the urgent one first",
      network([activity(flow(100, [0], 8), [], { order: 1 }), activity(flow(300, [0]))], [10]),
      [0, 0],
      // 300 / 10 = 30, then 100 / 8.
      [42.5, 30],
    ],
    [
      // 0 and 1 share pipe 0 (10), 1 and 2 pipe 1 (4): 1 and 2 get 2 each, 0 gets 8.
      "max-min fair: what one cannot use the others get",
      network([activity(flow(80, [0])), activity(flow(20, [0, 1])), activity(flow(20, [1]))], [10, 4]),
      [0, 0, 0],
      [10, 10, 10],
    ],
    [
      "what a link leaves of the urgent one goes to the next",
      network([activity(flow(40, [0], 4)), activity(flow(60, [0]), [], { order: 1 })], [10]),
      [0, 0],
      [10, 10],
    ],
    [
      "what travels at half its size counts half",
      network([activity({ ...flow(100, []), through: [{ pipe: 0, load: exactly(0.5) }] } as Work)], [5]),
      [0],
      [10],
    ],
    [
      "an owner does one at a time, the lower order first",
      network([
        activity(time(10), [], { owner: "ann", order: 2 }),
        activity(time(3), [], { owner: "ann", order: 1 }),
        activity(time(7), [], { owner: "bob" }),
      ]),
      [3, 0, 0],
      [13, 3, 7],
    ],
    [
      "an owner begins what is ready, and is not interrupted by what is more urgent",
      network([
        activity(time(10), [], { owner: "ann", order: 2 }),
        activity(time(4)),
        activity(time(3), [1], { owner: "ann", order: 1 }),
      ]),
      [0, 0, 10],
      [10, 4, 13],
    ],
    [
      "what never ends stops what follows, and nobody waits for it",
      network([
        activity({ kind: "time", takes: exactDuration(never("no-copy")) }, [], { owner: "ann" }),
        activity(time(5), [0], { owner: "ann" }),
        activity(time(5), [], { owner: "ann", order: 9 }),
      ]),
      [0, "no-copy", 0],
      ["no-copy", "no-copy", 5],
    ],
    [
      "a pipe that carries nothing",
      network([activity(flow(10, [0, 1])), activity(flow(10, [0])), activity(time(1), [0])], [5, 0]),
      [0, 0, "no-capacity"],
      ["no-capacity", 2, "no-capacity"],
    ],
    ["nothing to carry needs no pipe", network([activity(flow(0, [0])), activity(flow(0, [0]))], [0]), [0, 0], [0, 0]],
    ["no machines need no slot", network([activity(units(0, 3)), activity(units(10, 3))], [], [10]), [0, 0], [0, 3]],
  ])("%s", (_what, input, start, end) => {
    const scheduled = schedule(input);
    expect(starts(scheduled)).toEqual(start);
    expect(ends(scheduled)).toEqual(end);
  });

  it("refuses a circle", () => {
    expect(() => schedule(network([activity(time(1), [1]), activity(time(1), [0])]))).toThrow(RangeError);
  });

  it("says what each activity waited for", () => {
    const scheduled = schedule(
      network(
        [
          activity(time(10), [], { owner: "ann" }),
          activity(time(5), [], { owner: "ann", order: 1 }),
          activity(units(10, 3), [1]),
          activity(units(10, 3), [1], { order: 1 }),
          activity(time(1), [3]),
        ],
        [],
        [10],
      ),
    );
    expect(scheduled.map(({ waitedFor }) => waitedFor)).toEqual([
      undefined,
      { activity: 0, as: "owner" },
      { activity: 1, as: "predecessor" },
      { activity: 2, as: "pool" },
      { activity: 3, as: "predecessor" },
    ]);
    expect(criticalActivities(scheduled, 4)).toEqual([0, 1, 2, 3, 4]);
  });

  it("keeps the order of the likely case, so that shorter times make nothing later", () => {
    // By readiness alone, ann would begin the long one at 1 in the best case, and the urgent one would end at 24.
    const scheduled = schedule(
      network([
        activity(time(1, 9)),
        activity(time(5)),
        activity(time(20), [0], { owner: "ann", order: 2 }),
        activity(time(3), [1], { owner: "ann", order: 1 }),
      ]),
    );
    expect(scheduled.map(({ end }) => number(end.low))).toEqual([1, 5, 28, 8]);
    expect(ends(scheduled)).toEqual([9, 5, 29, 8]);
  });
});

function asNetwork({ activities, pipes, pools }: SteppedNetwork): ActivityNetwork {
  return network(
    activities.map(({ work, ...rest }) => ({ ...rest, work: asWork(work) })),
    pipes,
    pools,
  );
}

function asWork(work: SteppedWork): Work {
  if (work.kind === "time") return time(work.takes);
  if (work.kind === "units") return units(work.count, work.each, work.pool);
  return {
    kind: "flow",
    amount: exactly(work.amount),
    through: work.through.map(({ pipe, load }) => ({ pipe, load: exactly(load) })),
    most: work.most === undefined ? undefined : exactly(work.most),
  };
}

describe("the stepping simulation agrees", () => {
  it("exactly on people and pools", () => {
    fc.assert(
      fc.property(steppedNetworks({ flows: false, pools: true }), (stepped) => {
        const scheduled = schedule(asNetwork(stepped));
        const expected = stepRecovery(stepped, 1, 2000);
        expect(ends(scheduled)).toEqual(expected.map(({ end }) => end));
        expect(starts(scheduled)).toEqual(expected.map(({ start }) => start));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it("within 0.1 % and the steps' error on flows", () => {
    fc.assert(
      fc.property(steppedNetworks({ flows: true, pools: false }), (stepped) => {
        const step = 0.02;
        const scheduled = schedule(asNetwork(stepped));
        const expected = stepRecovery(stepped, step, 4000);
        scheduled.forEach(({ end }, index) => {
          const reference = expected[index]?.end ?? Number.NaN;
          // Each activity on the way may end up to a step late.
          const within = reference * 0.001 + step * stepped.activities.length;
          expect(Math.abs((number(end.likely) as number) - reference)).toBeLessThanOrEqual(within);
        });
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});
