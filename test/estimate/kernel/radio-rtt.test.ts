import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { radioRtt } from "../../../server/src/estimate/kernel/radio-rtt.ts";
import { metres } from "../../../server/src/quantity/quantity.ts";
import { expectPartsToAddUp, expectSound } from "../reference/rtt-laws.ts";

describe("radioRtt", () => {
  it.each(["microwave", "geo-satellite", "leo-satellite"] as const)("over %s is sound at any distance", (radio) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2e7, noNaN: true }), (distance) => {
        const estimate = radioRtt(metres(distance), radio);
        expectSound(estimate);
        expectPartsToAddUp(estimate);
        expect(estimate.unverified).toBe(true);
      }),
      { seed: 40 },
    );
  });

  it("of a geostationary satellite is what users report, some 600 ms", () => {
    // FCC, Measuring Broadband America, gives about 600 ms and more for geostationary services.
    const { rtt } = radioRtt(metres(1_000_000), "geo-satellite");
    expect(rtt.likely).toBeGreaterThan(0.55);
    expect(rtt.likely).toBeLessThan(0.7);
  });

  it("of microwave beats glass on the same line", () => {
    const glass = (2 * 300_000 * 1.4682) / 299_792_458;
    expect(radioRtt(metres(300_000), "microwave").rtt.low).toBeLessThan(glass);
  });
});
