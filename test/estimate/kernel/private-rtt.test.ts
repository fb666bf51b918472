import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isShortRoute, privateRtt, routeFactor, routeRtt } from "../../../server/src/estimate/kernel/private-rtt.ts";
import { metres, seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly, uncertain } from "../../../server/src/quantity/uncertain.ts";
import { expectPartsToAddUp, expectSound } from "../reference/rtt-laws.ts";
import { DEVICES } from "../reference/usual.ts";

const USUAL = uncertain(1.2, 1.5, 2.1);

/** Light there and back in glass, by hand: 9.7947 µs/km. */
const light = (km: number) => exactly(seconds(km * 9.7947e-6));

describe("privateRtt", () => {
  // 100 km of glass there and back take 0.97947 ms; eight passes of 25 µs add 0.2 ms.
  it.each([
    [100, "low", 1.37536e-3, "× 1.2"],
    [100, "likely", 1.6692e-3, "× 1.5"],
    [100, "high", 2.25689e-3, "× 2.1"],
    [0, "likely", 0.2e-3, "devices alone"],
  ] as const)("over %d km, %s: %d s (%s)", (km, bound, expected, _why) => {
    expect(privateRtt(light(km), USUAL, DEVICES).rtt[bound]).toBeCloseTo(expected, 7);
  });

  it("passes each device at each end once in each direction", () => {
    const devices = { perEnd: exactly(3), delay: uncertain(seconds(10e-6), seconds(20e-6), seconds(50e-6)) };
    const { rtt } = privateRtt(light(0), USUAL, devices);
    expect([rtt.low, rtt.likely, rtt.high]).toEqual([
      expect.closeTo(120e-6, 9),
      expect.closeTo(240e-6, 9),
      expect.closeTo(600e-6, 9),
    ]);
  });

  it("never falls below its floor, and its parts add up", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 20_000, noNaN: true }), (km) => {
        const estimate = privateRtt(light(km), USUAL, DEVICES);
        expectSound(estimate);
        expectPartsToAddUp(estimate);
        expect(estimate.floor).toBe(light(km).low);
      }),
      { seed: 30 },
    );
  });
});

describe("routeFactor", () => {
  it("may be more on short routes, never less", () => {
    expect(routeFactor(USUAL, exactly(3))).toEqual({ low: 1.2, likely: 1.5, high: 3 });
    expect(routeFactor(USUAL, exactly(1.5))).toEqual(USUAL);
    expect([isShortRoute(metres(99_999)), isShortRoute(metres(100_000))]).toEqual([true, false]);
  });

  it("is at least 1: no route is shorter than the great circle", () => {
    expect(routeFactor(uncertain(0.5, 0.8, 2))).toEqual({ low: 1, likely: 1, high: 2 });
  });
});

describe("routeRtt", () => {
  it("takes the declared length as it is", () => {
    const length = uncertain(light(80).low, light(100).low, light(120).low);
    const estimate = routeRtt(length, DEVICES);
    expect(estimate.rtt.low).toBeCloseTo(0.98358e-3, 7);
    expect(estimate.rtt.likely).toBeCloseTo(1.17947e-3, 7);
    expect(estimate.rtt.high).toBeCloseTo(1.37536e-3, 7);
    expectPartsToAddUp(estimate);
  });
});
