import { describe, expect, test } from "vitest";
import {
  type Duration,
  exactDuration,
  after as lasts,
  never,
  uncertainDuration,
} from "../../server/src/estimate/kernel/duration.ts";
import { penaltyOf } from "../../server/src/estimate/penalty.ts";
import { readMoney } from "../../server/src/model/money.ts";

const HOUR = 3600;

function workload(outage: string | undefined, loss: string | undefined, count = 1) {
  return { outageCost: readMoney(outage), lossCost: readMoney(loss), count };
}

function exact(duration: Duration) {
  return exactDuration(duration);
}

describe("what one event costs the business", () => {
  test.each<readonly [string | undefined, string | undefined, number, number, number, number, string]>([
    // outage-cost, loss-cost, copies, RPO h, RTO h, expected, why
    ["20_000 GBP/h", "5_000 GBP/h", 1, 0.5, 4, 82_500, "4 × 20 000 + 0.5 × 5 000"],
    ["20_000 GBP/h", undefined, 1, 0.5, 4, 80_000, "data are not priced"],
    [undefined, "5_000 GBP/h", 1, 0.5, 4, 2500, "outages are not priced"],
    ["10 GBP/h", "2 GBP/h", 50, 1, 3, 1600, "fifty copies: 50 × (3 × 10 + 2)"],
    ["20_000 GBP/h", "5_000 GBP/h", 1, 0, 0, 0, "nothing is lost"],
  ])("%s and %s of %d copies, RPO %d h, RTO %d h: %d (%s)", (outage, loss, count, rpo, rto, expected) => {
    const penalty = penaltyOf(workload(outage, loss, count), exact(lasts(rpo * HOUR)), exact(lasts(rto * HOUR)));
    expect(penalty?.currency).toBe("GBP");
    for (const bound of [penalty?.low, penalty?.likely, penalty?.high]) expect(bound).toBeCloseTo(expected, 6);
  });

  test("has the range of its times", () => {
    const rto = uncertainDuration(lasts(HOUR), lasts(2 * HOUR), lasts(4 * HOUR));
    const penalty = penaltyOf(workload("100 GBP/h", undefined), undefined, rto);
    expect([penalty?.low, penalty?.likely, penalty?.high]).toEqual([100, 200, 400]);
  });

  test("is never where the data never come back, and says why", () => {
    const rpo = uncertainDuration(lasts(HOUR), lasts(HOUR), never("unbounded-lag"));
    const penalty = penaltyOf(workload(undefined, "100 GBP/h"), rpo, undefined);
    expect([penalty?.likely, penalty?.high, penalty?.because]).toEqual([100, "never", "unbounded-lag"]);
  });

  test("does not ask for what is not priced", () => {
    const penalty = penaltyOf(workload("100 GBP/h", undefined), exact(never("no-copy")), exact(lasts(HOUR)));
    expect([penalty?.likely, penalty?.because]).toEqual([100, undefined]);
  });

  test.each<readonly [string | undefined, string | undefined, string]>([
    [undefined, undefined, "nothing is priced"],
    ["100 GBP/h", "100 EUR/h", "two currencies have no sum"],
    ["100 GBP/h", undefined, "the time is not known"],
  ])("of %s and %s is not told (%s)", (outage, loss) => {
    expect(penaltyOf(workload(outage, loss), exact(lasts(1)), undefined)).toBeUndefined();
  });
});
