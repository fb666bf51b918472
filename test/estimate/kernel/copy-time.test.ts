import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyTime } from "../../../server/src/estimate/kernel/copy-time.ts";
import { copyTimeAnyStart, uncertainCopyTime } from "../../../server/src/estimate/kernel/copy-time-any-start.ts";
import { compareDurations, type Duration } from "../../../server/src/estimate/kernel/duration.ts";
import {
  constantProfile,
  uncertainProfile,
  weeklyProfile,
} from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { bytes, type Rate, rate, seconds } from "../../../server/src/quantity/quantity.ts";
import { uncertain } from "../../../server/src/quantity/uncertain.ts";
import { simulateCopy } from "../reference/step-copy.ts";
import type { HourlyRates } from "../reference/step-simulation.ts";

const H = 3600;
const HUNDRED = bytes(100 * H);

function profile(rates: HourlyRates) {
  const overlays = rates.map(([fromHour, value]) => ({
    windows: [{ start: seconds(fromHour * H), end: seconds(168 * H) }],
    value: rate(value),
  }));
  return weeklyProfile<Rate>(rate(0), overlays);
}

function hours(duration: Duration): number | string {
  return duration.kind === "after" ? duration.time / H : duration.because;
}

describe("from a known start", () => {
  // Bytes are counted in hours of one byte a second: 100 of them at 10 B/s take 10 h.
  it.each<[number, HourlyRates, HourlyRates, number, number | string, string]>([
    [0, [[0, 0]], [[0, 9]], 5, 0, "nothing to copy"],
    [100, [[0, 10]], [[0, 0]], 5, 10, "constant"],
    [100, [[0, 10]], [[0, 6]], 5, 25, "what the change leaves"],
    [100, [[0, 0]], [[0, 0]], 5, "no-capacity", "no capacity"],
    [100, [[0, 10]], [[0, 10]], 5, "no-capacity", "change takes it all"],
    [100, [[0, 9]], [[0, 10]], 5, "no-capacity", "and more"],
    [
      100,
      [
        [0, 10],
        [8, 0],
      ],
      [[0, 0]],
      0,
      170,
      "eight hours a week: the last two in the next week",
    ],
    [
      80,
      [
        [0, 10],
        [8, 0],
      ],
      [[0, 0]],
      0,
      8,
      "just done when the window closes",
    ],
    [
      100,
      [
        [0, 10],
        [8, 0],
      ],
      [[0, 0]],
      4,
      170,
      "four now, six in the next week",
    ],
    [
      100,
      [
        [0, 10],
        [8, 0],
      ],
      [[0, 0]],
      100,
      68 + 168 + 2,
      "waits for the window",
    ],
    [
      100,
      [[0, 10]],
      [
        [0, 0],
        [10, 20],
        [15, 0],
      ],
      5,
      20,
      "work that grows for five hours at 10",
    ],
    [
      10,
      [[0, 10]],
      [
        [0, 0],
        [10, 20],
        [15, 0],
      ],
      9,
      1,
      "done before it grows",
    ],
    [
      10,
      [
        [0, 1],
        [1, 0],
      ],
      [
        [0, 0],
        [100, 2],
        [100.5, 0],
      ],
      0,
      "no-capacity",
      "what a week drains comes again",
    ],
    [
      1,
      [
        [0, 1],
        [1, 0],
      ],
      [
        [0, 0],
        [100, 2],
        [100.5, 0],
      ],
      0,
      1,
      "a good hour is enough, though a week gains nothing",
    ],
    [1e6, [[0, 10]], [[0, 9.99]], 0, 1e8, "hundreds of thousands of weeks"],
  ])("%d h on %j less %j from hour %d: %j h (%s)", (size, service, demand, start, expected) => {
    const time = hours(copyTime(bytes(size * H), profile(service), profile(demand), seconds(start * H)));
    expect(time).toEqual(typeof expected === "number" ? expect.closeTo(expected, expected > 1e6 ? -3 : 8) : expected);
  });
});

describe("from any start", () => {
  it("knows the best and the worst instant to begin", () => {
    // Open for 8 h a week at 10 B/s, 100 h·B/s to move: 8 h and 2 h of the next week. Best: with 2 h left of a window.
    const time = copyTimeAnyStart(
      HUNDRED,
      profile([
        [0, 10],
        [8, 0],
      ]),
      constantProfile(rate(0)),
    );
    expect(hours(time.low)).toBeCloseTo(2 + 160 + 8, 8);
    // Worst: just after 6 h of a window, so that the next window does not quite end it; or just as one closes: 160 + 8 + 160 + 2.
    expect(hours(time.high)).toBeCloseTo(160 + 8 + 160 + 2, 8);
    expect(hours(time.likely)).toBeCloseTo((100 / 80) * 168, 8);
  });

  it("counts a start that just misses the end of a window", () => {
    const time = copyTimeAnyStart(
      bytes(80 * H),
      profile([
        [0, 10],
        [8, 0],
      ]),
      constantProfile(rate(0)),
    );
    expect(hours(time.low)).toBeCloseTo(8, 8);
    expect(hours(time.high)).toBeCloseTo(168, 5);
  });

  it("is one number on a constant line", () => {
    const time = copyTimeAnyStart(HUNDRED, constantProfile(rate(10)), constantProfile(rate(0)));
    expect([time.low, time.likely, time.high].map(hours)).toEqual([10, 10, 10]);
  });

  it("is never in the worst case, but has a best, when a week drains nothing", () => {
    const time = copyTimeAnyStart(
      bytes(H),
      profile([
        [0, 1],
        [1, 0],
      ]),
      profile([
        [0, 0],
        [100, 2],
        [100.5, 0],
      ]),
    );
    expect([time.low, time.likely, time.high].map(hours)).toEqual([1, "no-capacity", "no-capacity"]);
  });

  it("has both ends of a copy in view when inputs are uncertain", () => {
    const service = uncertainProfile(uncertain(rate(5), rate(10), rate(20)), []);
    const demand = uncertainProfile(uncertain(rate(0), rate(5), rate(5)), []);
    const size = uncertain(bytes(50 * H), bytes(100 * H), bytes(200 * H));
    const time = uncertainCopyTime(size, service, demand);
    expect([time.low, time.likely, time.high].map(hours)).toEqual([2.5, 20, "no-capacity"]);
    expect(uncertainCopyTime(size, service, demand, seconds(7 * H))).toEqual(time);
  });
});

describe("against a stepping simulation", () => {
  const value = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 }));
  const changes = fc.array(fc.tuple(fc.integer({ min: 1, max: 167 }), value), { maxLength: 6 });
  const rates = fc
    .tuple(value, changes)
    .map(([first, rest]) => [[0, first] as const, ...rest.toSorted((a, b) => a[0] - b[0])] as HourlyRates);
  const copies = fc.record({ service: rates, demand: rates, size: fc.integer({ min: 1, max: 3000 }) });

  it("takes as long, from every hour of the week, and no start beats or exceeds the bounds", () => {
    fc.assert(
      fc.property(copies, ({ service, demand, size }) => {
        const [s, w] = [profile(service), profile(demand)];
        const any = copyTimeAnyStart(bytes(size * H), s, w);
        for (const start of [0, 13.5, 40, 77, 120.25, 167]) {
          const exact = copyTime(bytes(size * H), s, w, seconds(start * H));
          const simulated = simulateCopy(size * H, service, demand, start, 4, 8);
          if (simulated === undefined) expect(exact.kind === "never" || exact.time > 7.9 * 168 * H).toBe(true);
          else expect(Math.abs(Number(hours(exact)) - simulated)).toBeLessThanOrEqual(0.25 + 1e-6);
          expect(compareDurations(loosened(any.low, 1e-6), exact)).toBeLessThanOrEqual(0);
          expect(compareDurations(exact, loosened(any.high, -1e-6))).toBeLessThanOrEqual(0);
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("has bounds that some starts come near to", () => {
    fc.assert(
      fc.property(copies, ({ service, demand, size }) => {
        const [s, w] = [profile(service), profile(demand)];
        const any = copyTimeAnyStart(bytes(size * H), s, w);
        if (any.high.kind === "never" || any.low.kind === "never") return;
        const times = Array.from({ length: 168 * 20 }, (_, i) =>
          copyTime(bytes(size * H), s, w, seconds((i * H) / 20)),
        );
        const inHours = times.map((time) => Number(hours(time)));
        // Between two starts tried, the time changes by at most the ratio of two speeds per 3 minutes, 20, but where it jumps.
        expect(Math.min(...inHours)).toBeLessThanOrEqual(any.low.time / H + 1.05);
        expect(Math.max(...inHours)).toBeGreaterThanOrEqual(any.high.time / H - 1.05);
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  /** Moves a bound outwards (downwards for a positive share) by a share of itself, for rounding. */
  function loosened(duration: Duration, share: number): Duration {
    return duration.kind === "never" ? duration : { kind: "after", time: seconds(duration.time * (1 - share)) };
  }
});
