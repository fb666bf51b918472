import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { floor } from "../../../server/src/estimate/kernel/floor.ts";
import { privateRtt, routeRtt } from "../../../server/src/estimate/kernel/private-rtt.ts";
import { metres, ratio, seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly, uncertain } from "../../../server/src/quantity/uncertain.ts";
import { expectPartsToAddUp, expectSound } from "../reference/rtt-laws.ts";

describe("privateRtt", () => {
  // 100 km of glass there and back take 0.97947 ms; eight passes of 25 µs add 0.2 ms.
  it.each([
    [100_000, "low", 1.37536e-3, "× 1.2"],
    [100_000, "likely", 1.6692e-3, "× 1.5"],
    [100_000, "high", 2.25689e-3, "× 2.1"],
    [50_000, "high", 1.6692e-3, "× 3 below 100 km"],
    [0, "likely", 0.2e-3, "devices alone"],
  ] as const)("over %d m, %s: %d s (%s)", (distance, bound, expected, _why) => {
    expect(privateRtt(metres(distance), "glass").rtt[bound]).toBeCloseTo(expected, 7);
  });

  it("takes what the plan assumes instead", () => {
    const assumptions = { routeFactor: exactly(ratio(2)), deviceDelay: seconds(0) };
    expect(privateRtt(metres(100_000), "glass", assumptions).rtt.high).toBeCloseTo(1.95894e-3, 7);
  });

  it("is faster through hollow core", () => {
    expect(privateRtt(metres(100_000), "hollow-core").rtt.likely).toBeCloseTo(1.20099e-3, 7);
  });

  it("never falls below its floor, and its parts add up", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2e7, noNaN: true }), (distance) => {
        const estimate = privateRtt(metres(distance), "glass");
        expectSound(estimate);
        expectPartsToAddUp(estimate);
        expect(estimate.floor).toBe(floor(metres(distance), "glass"));
      }),
      { seed: 30 },
    );
  });
});

describe("routeRtt", () => {
  it("takes the declared length as it is", () => {
    const estimate = routeRtt(uncertain(metres(80_000), metres(100_000), metres(120_000)), "glass");
    expect(estimate.rtt.low).toBeCloseTo(0.98358e-3, 7);
    expect(estimate.rtt.likely).toBeCloseTo(1.17947e-3, 7);
    expect(estimate.rtt.high).toBeCloseTo(1.37536e-3, 7);
    expectPartsToAddUp(estimate);
  });
});
