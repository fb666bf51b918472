import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyTime } from "../../../server/src/estimate/kernel/copy-time.ts";
import type { Duration } from "../../../server/src/estimate/kernel/duration.ts";
import { type SharedCopy, sharedCopies } from "../../../server/src/estimate/kernel/shared-copies.ts";
import { sumProfiles, type WeeklyProfile } from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { bytes, type Rate, seconds } from "../../../server/src/quantity/quantity.ts";
import { flowNetwork } from "../reference/flow-network.ts";
import { networks } from "../reference/random-network.ts";
import type { SteppedFlow } from "../reference/step-flows.ts";
import type { HourlyRates } from "../reference/step-simulation.ts";

const H = 3600;
const WEEK = 168 * H;

function hoursOf(capacities: readonly HourlyRates[], flows: readonly SteppedFlow[], copies: readonly SharedCopy[]) {
  return sharedCopies(flowNetwork({ capacities, flows }), copies).map((time) =>
    time.kind === "after" ? Math.round((time.time / H) * 1e6) / 1e6 : time.because,
  );
}

function copy(size: number, hour: number, links: readonly number[], priority = 5): SharedCopy {
  return { size: bytes(size * H), start: seconds(hour * H), links, priority };
}

describe("by hand", () => {
  it("takes its size by what is left of the link", () => {
    const flows = [{ arrivals: [[0, 4]] as const, links: [0], priority: 1 }];
    expect(hoursOf([[[0, 10]]], flows, [copy(60, 3, [0])])).toEqual([10]);
  });

  it("shares with another copy, and has all once that one is done", () => {
    // 5 each for 4 h: the small one is done. The other has 30 left, at 10.
    expect(hoursOf([[[0, 10]]], [], [copy(20, 160, [0]), copy(50, 160, [0])])).toEqual([4, 7]);
  });

  it("waits for a copy of higher priority, wherever the week ends", () => {
    expect(hoursOf([[[0, 10]]], [], [copy(50, 1, [0], 6), copy(100, 0, [0], 5)])).toEqual([14, 10]);
    expect(hoursOf([[[0, 10]]], [], [copy(50, 167, [0], 6), copy(100, 166, [0], 5)])).toEqual([14, 10]);
  });

  it("pauses where a window is closed, over many weeks", () => {
    // Ten hours a week, at 1: 1 005 h of it end 5 h into the window of the 101st week, which opens at hour 20.
    const nightly: HourlyRates = [
      [0, 0],
      [20, 1],
      [30, 0],
    ];
    expect(hoursOf([nightly], [], [copy(1005, 30, [0])])).toEqual([100 * 168 + 158 + 5]);
  });

  it("never ends where nothing is left, and takes no time without bytes", () => {
    const flows = [
      { arrivals: [[0, 12]] as const, links: [0], priority: 1 },
      { arrivals: [[0, 6]] as const, links: [1], priority: 1 },
    ];
    const copies = [copy(1, 0, [0]), copy(1, 0, [0, 1]), copy(4, 0, [1]), copy(1, 5, [2]), copy(0, 0, [2])];
    expect(hoursOf([[[0, 10]], [[0, 10]], [[0, 0]]], flows, copies)).toEqual([
      "no-capacity",
      "no-capacity",
      1,
      "no-capacity",
      0,
    ]);
  });
});

it("on one link, behind all other flows, ends when the link has worked off the copy and all changes", () => {
  const timeOf = (time: Duration | undefined) => (time?.kind === "after" ? time.time : Number.MAX_VALUE);
  let long = 0;
  fc.assert(
    fc.property(
      networks({ min: 0.3, max: 0.97 }, { links: 1, flows: 5 }),
      fc.double({ min: 1, max: 1e9, noNaN: true }),
      (hourly, size) => {
        const network = flowNetwork(hourly);
        const flows = network.flows.map(({ demand }) => ({ demand, links: [0], priority: 1 }));
        const capacity = network.capacities[0] as WeeklyProfile<Rate>;
        const change = sumProfiles(flows.map(({ demand }) => demand));
        // Nothing waits where changes less capacity, summed up, are at their least of the week.
        const start = leastOf(hourly.capacities[0] ?? [], hourly.flows);
        const [time] = sharedCopies({ capacities: [capacity], flows }, [
          { size: bytes(size), start, links: [0], priority: 2 },
        ]);
        const expected = timeOf(copyTime(bytes(size), capacity, change, start));
        expect(Math.abs(timeOf(time) - expected)).toBeLessThanOrEqual(1e-6 * expected + 1);
        if (expected > 2 * WEEK) long++;
      },
    ),
    { seed: 31, numRuns: 200 },
  );
  expect(long).toBeGreaterThan(30);
});

/** The half hour at which the sum of arrivals less capacity is least. */
function leastOf(capacity: HourlyRates, flows: readonly SteppedFlow[]) {
  const at = (rates: HourlyRates, hour: number) => rates.findLast(([from]) => from <= hour)?.[1] ?? 0;
  let sum = 0;
  let least = { sum: 0, hour: 0 };
  for (let hour = 0; hour < 168; hour += 0.5) {
    if (sum < least.sum) least = { sum, hour };
    sum += (flows.reduce((all, { arrivals }) => all + at(arrivals, hour), 0) - at(capacity, hour)) / 2;
  }
  return seconds(least.hour * H);
}
