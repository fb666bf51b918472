import { describe, expect, it } from "vitest";
import {
  compareDurations,
  durationOf,
  exactDuration,
  after as lasting,
  longer,
  never,
  plus,
  risingDurations,
  uncertainDuration,
} from "../../../server/src/estimate/kernel/duration.ts";
import { uncertainLag } from "../../../server/src/estimate/kernel/uncertain-lag.ts";
import { uncertainProfile } from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { rate, seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly, uncertain } from "../../../server/src/quantity/uncertain.ts";

describe("durations", () => {
  it("sort never above every number", () => {
    const sorted = [never("no-copy"), lasting(1e300), lasting(0), never("no-route")].sort(compareDurations);
    expect(sorted).toEqual([lasting(0), lasting(1e300), never("no-copy"), never("no-route")]);
    expect(longer(lasting(3), lasting(5))).toEqual(lasting(5));
    expect(longer(lasting(3), never("no-copy"))).toEqual(never("no-copy"));
  });

  it("add up, keeping the first reason", () => {
    expect(plus(lasting(3), lasting(5))).toEqual(lasting(8));
    expect(plus(lasting(3), never("no-copy"))).toEqual(never("no-copy"));
    expect(plus(never("no-route"), never("no-copy"))).toEqual(never("no-route"));
    expect(plus(lasting(1.7e308), lasting(1.7e308))).toEqual(never("no-capacity"));
  });

  it("combine bound by bound", () => {
    const a = uncertainDuration(lasting(1), lasting(2), never("unbounded-lag"));
    const b = durationOf(uncertain(seconds(10), seconds(20), seconds(30)));
    expect(risingDurations(a, b, plus)).toEqual({
      low: lasting(11),
      likely: lasting(22),
      high: never("unbounded-lag"),
    });
    expect(risingDurations(exactDuration(lasting(15)), b, longer)).toEqual({
      low: lasting(15),
      likely: lasting(20),
      high: lasting(30),
    });
    expect(() => uncertainDuration(never("no-copy"), lasting(1), lasting(2))).toThrow(
      "Not ordered: never ≤ 1 s ≤ 2 s.",
    );
  });
});

describe("an uncertain lag", () => {
  const H = 3600;
  const burst = [{ start: seconds(0), end: seconds(10 * H) }];
  const service = (low: number, likely: number, high: number) =>
    uncertainProfile(uncertain(rate(low), rate(likely), rate(high)), []);

  it("goes from none to never", () => {
    // A burst of 20 for 10 h: 20 carry it, 10 leave its end 10 h late, 1 carries less than comes in a week (200 of 168).
    const demand = uncertainProfile(exactly(rate(0)), [{ windows: burst, value: exactly(rate(20)) }]);
    const lag = uncertainLag(demand, service(1, 10, 20));
    expect(lag.worst).toEqual({ low: lasting(0), likely: lasting(10 * H), high: never("unbounded-lag") });
    expect(lag.typical.likely).toEqual(lasting(0));
    expect(lag.worstAt).toBeCloseTo(20 * H, 6);
    expect(lag.growthPerDay).toEqual({ low: 0, likely: 0, high: expect.closeTo((20 * 10 * H - 168 * H) / 7, 3) });
  });

  it("is one solution when its inputs are exact", () => {
    const demand = uncertainProfile(exactly(rate(0)), [{ windows: burst, value: exactly(rate(20)) }]);
    const lag = uncertainLag(demand, service(10, 10, 10));
    expect(lag.cases.low).toBe(lag.cases.high);
    expect(lag.worst.low).toEqual(lag.worst.high);
  });

  it("tells when the worst falls even if only the best case has one", () => {
    const demand = uncertainProfile(exactly(rate(0)), [{ windows: burst, value: exactly(rate(20)) }]);
    const lag = uncertainLag(demand, service(1, 1, 10));
    expect(lag.worstAt).toBeCloseTo(20 * H, 6);
    expect(uncertainLag(demand, service(1, 1, 1)).worstAt).toBeUndefined();
  });
});
