import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CapacityInputs, capacity } from "../../../server/src/estimate/kernel/capacity.ts";
import {
  constantProfile,
  exactProfile,
  profileMax,
  profileMin,
  uncertainProfile,
} from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { atBurst, effectiveReduction, wireDemand } from "../../../server/src/estimate/kernel/wire-demand.ts";
import { rate, ratio, seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly, uncertain } from "../../../server/src/quantity/uncertain.ts";

const H = 3600;
const hours = (from: number, to: number) => [{ start: seconds(from * H), end: seconds(to * H) }];
const share = (value: number) => ({ kind: "share", share: exactly(ratio(value)) }) as const;

describe("capacity for replication", () => {
  const officeTraffic = uncertainProfile(exactly(rate(10)), [{ windows: hours(9, 17), value: exactly(rate(60)) }]);

  it("is all of the goodput when nothing is said", () => {
    expect(capacity({ goodput: exactly(rate(100)) }).likely).toEqual({ starts: [0], values: [100] });
  });

  it("is the least of share, rest and throttle at each hour", () => {
    const inputs: CapacityInputs = {
      goodput: exactly(rate(100)),
      available: share(0.7),
      otherTraffic: officeTraffic,
      throttles: [
        { windows: hours(8, 20), value: exactly(rate(50)) },
        { windows: hours(12, 13), value: exactly(rate(20)) },
      ],
    };
    // Outside windows the share of 70; from 8 the throttle of 50; 9 to 17 the other traffic leaves 40; at noon the later throttle.
    expect(capacity(inputs).likely).toEqual({
      starts: [0, 8 * H, 9 * H, 12 * H, 13 * H, 17 * H, 20 * H],
      values: [70, 50, 40, 20, 40, 50, 70],
    });
  });

  it("takes an available rate as it is, up to the goodput", () => {
    const available = (value: number) => ({ kind: "rate", rate: exactly(rate(value)) }) as const;
    expect(capacity({ goodput: exactly(rate(100)), available: available(30) }).likely.values).toEqual([30]);
    expect(capacity({ goodput: exactly(rate(100)), available: available(300) }).likely.values).toEqual([100]);
  });

  it("is nothing, not less, where other traffic takes more than there is", () => {
    const otherTraffic = exactProfile(constantProfile(rate(120)));
    expect(capacity({ goodput: exactly(rate(100)), otherTraffic }).likely.values).toEqual([0]);
  });

  it("takes the most of other traffic for its low value", () => {
    const inputs: CapacityInputs = {
      goodput: uncertain(rate(80), rate(100), rate(110)),
      otherTraffic: uncertainProfile(uncertain(rate(10), rate(20), rate(30)), []),
    };
    const { low, likely, high } = capacity(inputs);
    expect([low, likely, high].map(({ values }) => values)).toEqual([[50], [80], [100]]);
    const exact = capacity({ goodput: exactly(rate(100)), available: share(0.5) });
    expect(exact.low).toBe(exact.high);
  });

  it("never exceeds the goodput and never falls below nothing", () => {
    const value = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        value,
        value,
        value,
        value,
        fc.double({ min: 0, max: 2, noNaN: true }),
        (full, other, busy, throttle, part) => {
          const { low, likely, high } = capacity({
            goodput: uncertain(rate(full / 2), rate(full), rate(full)),
            available: share(part),
            otherTraffic: uncertainProfile(exactly(rate(other)), [
              { windows: hours(9, 17), value: exactly(rate(busy)) },
            ]),
            throttles: [{ windows: hours(100, 120), value: uncertain(rate(0), rate(throttle), rate(throttle)) }],
          });
          expect(profileMin(low)).toBeGreaterThanOrEqual(0);
          expect(profileMax(low)).toBeLessThanOrEqual(profileMax(likely));
          expect(profileMax(likely)).toBeLessThanOrEqual(profileMax(high));
          expect(profileMax(high)).toBeLessThanOrEqual(full);
        },
      ),
      { seed: 4, numRuns: 200 },
    );
  });
});

describe("demand on the wire", () => {
  const change = uncertainProfile(uncertain(rate(8), rate(10), rate(12)), []);

  it("is change × amplification / reduction, with the least reduction for the high value", () => {
    const wire = wireDemand(change, exactly(ratio(1.5)), uncertain(ratio(1), ratio(2), ratio(4)));
    expect([wire.low, wire.likely, wire.high].map(({ values }) => values)).toEqual([[3], [7.5], [18]]);
  });

  it("has bursts above it", () => {
    const peak = atBurst(change, uncertain(ratio(1), ratio(2), ratio(4)));
    expect([peak.low, peak.likely, peak.high].map(({ values }) => values)).toEqual([[8], [20], [48]]);
  });

  it("counts the larger of optimiser and reduction, not both", () => {
    const [three, five] = [exactly(ratio(3)), exactly(ratio(5))];
    expect(effectiveReduction(undefined, undefined)).toEqual({ factor: exactly(1) });
    expect(effectiveReduction(three, undefined)).toEqual({ factor: three });
    expect(effectiveReduction(undefined, five)).toEqual({ factor: five });
    expect(effectiveReduction(three, five)).toEqual({ factor: five, ignored: "optimiser" });
    expect(effectiveReduction(five, three)).toEqual({ factor: five, ignored: "reduction" });
  });
});
