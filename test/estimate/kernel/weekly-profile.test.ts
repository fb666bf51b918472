import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  combineProfiles,
  constantProfile,
  lowerProfile,
  mapProfile,
  onlyWithin,
  profileAt,
  profileIntegral,
  profileMax,
  profileMean,
  profileMin,
  sumProfiles,
  uncertainProfile,
  weeklyProfile,
} from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly, uncertain } from "../../../server/src/quantity/uncertain.ts";

const H = 3600;
const WEEK = 168 * H;
const window = (from: number, to: number) => ({ start: seconds(from * H), end: seconds(to * H) });

describe("layout", () => {
  it("holds the base outside windows", () => {
    const profile = weeklyProfile(2, [{ windows: [window(9, 17), window(33, 41)], value: 12 }]);
    expect(profile).toEqual({ starts: [0, 9 * H, 17 * H, 33 * H, 41 * H], values: [2, 12, 2, 12, 2] });
  });

  it("lets the later overlay win where windows overlap", () => {
    const profile = weeklyProfile(0, [
      { windows: [window(8, 18)], value: 5 },
      { windows: [window(12, 13)], value: 1 },
    ]);
    expect(profile).toEqual({ starts: [0, 8 * H, 12 * H, 13 * H, 18 * H], values: [0, 5, 1, 5, 0] });
    const swapped = weeklyProfile(0, [
      { windows: [window(12, 13)], value: 1 },
      { windows: [window(8, 18)], value: 5 },
    ]);
    expect(swapped).toEqual({ starts: [0, 8 * H, 18 * H], values: [0, 5, 0] });
  });

  it("has no piece at the week's end, nor one that changes nothing", () => {
    expect(weeklyProfile(3, [{ windows: [window(0, 24), window(150, 168)], value: 3 }])).toEqual({
      starts: [0],
      values: [3],
    });
    expect(weeklyProfile(3, [{ windows: [window(150, 168)], value: 4 }])).toEqual({
      starts: [0, 150 * H],
      values: [3, 4],
    });
  });

  it("lays out low, likely and high, as one object when all is exact", () => {
    const exact = uncertainProfile(exactly(1), [{ windows: [window(0, 1)], value: exactly(2) }]);
    expect(exact.low).toBe(exact.high);
    const loose = uncertainProfile(exactly(1), [{ windows: [window(0, 1)], value: uncertain(2, 3, 4) }]);
    expect([loose.low, loose.likely, loose.high].map(({ values }) => values)).toEqual([
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
  });
});

describe("reading", () => {
  const profile = weeklyProfile(2, [{ windows: [window(10, 31)], value: 10 }]);

  it("knows least, most and mean", () => {
    expect(profileMin(profile)).toBe(2);
    expect(profileMax(profile)).toBe(10);
    expect(profileMean(profile)).toBeCloseTo((2 * 147 + 10 * 21) / 168, 12);
    expect(profileMean(constantProfile(0.1))).toBe(0.1);
  });

  it.each([
    [0, 2],
    [10 * H, 10],
    [31 * H, 2],
    [WEEK - 1, 2],
    [WEEK + 10 * H, 10],
    [-WEEK + 11 * H, 10],
  ])("holds at %d s: %d", (instant, value) => {
    expect(profileAt(profile, seconds(instant))).toBe(value);
  });

  it.each([
    [0, 0, 0, "no time"],
    [0, 9 * H, 18 * H, "within a piece"],
    [9 * H, 2 * H, 12 * H, "over a breakpoint"],
    [167 * H, 2 * H, 4 * H, "over the week's end"],
    [20 * H, 2 * WEEK, 2 * (2 * 147 + 210) * H, "two whole weeks from anywhere"],
    [30 * H, WEEK + 2 * H, (2 * 147 + 210 + 12) * H, "a week and more"],
  ])("sums from %d s over %d s: %d (%s)", (from, length, sum) => {
    expect(profileIntegral(profile, seconds(from), seconds(length))).toBeCloseTo(sum, 4);
  });

  it("is cut to windows", () => {
    expect(onlyWithin(profile, [window(5, 12)], 0)).toEqual({
      starts: [0, 5 * H, 10 * H, 12 * H],
      values: [0, 2, 10, 0],
    });
  });
});

describe("laws", () => {
  const profiles = fc
    .array(
      fc.tuple(fc.integer({ min: 0, max: 166 }), fc.integer({ min: 1, max: 167 }), fc.integer({ min: 0, max: 9 })),
      { maxLength: 6 },
    )
    .map((rows) =>
      weeklyProfile(
        4,
        rows.map(([from, length, value]) => ({ windows: [window(from, Math.min(168, from + length))], value })),
      ),
    );
  const hour = fc.integer({ min: 0, max: 167 }).map((at) => seconds(at * H + 1));

  it("combining is combining at every instant, and canonical", () => {
    fc.assert(
      fc.property(profiles, profiles, hour, (a, b, at) => {
        const [x, y] = [profileAt(a, at), profileAt(b, at)];
        expect(profileAt(sumProfiles([a, b]), at)).toBe(x + y);
        expect(profileAt(lowerProfile(a, b), at)).toBe(Math.min(x, y));
        expect(
          profileAt(
            mapProfile(a, (value) => value % 3),
            at,
          ),
        ).toBe(x % 3);
        const difference = combineProfiles(a, b, (p, q) => p - q);
        expect(profileMean(difference)).toBeCloseTo(profileMean(a) - profileMean(b), 9);
        expect(difference.values.some((value, i) => i > 0 && value === difference.values[i - 1])).toBe(false);
        expect(sumProfiles([])).toEqual({ starts: [0], values: [0] });
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
