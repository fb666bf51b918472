import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Radio, radioRtt } from "../../../server/src/estimate/kernel/radio-rtt.ts";
import { metres, seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly } from "../../../server/src/quantity/uncertain.ts";
import { expectPartsToAddUp, expectSound } from "../reference/rtt-laws.ts";

const C = 299_792_458;

/** Light there and back on the shortest path, by hand. */
const LIGHT: Record<Radio, (distance: number) => number> = {
  microwave: (distance) => (2 * distance * 1.0003) / C,
  "geo-satellite": () => (4 * 35_786_000) / C,
  "leo-satellite": (distance) => Math.max((4 * 550_000) / C, (2 * distance) / C),
};

function estimateOver(distance: number, radio: Radio) {
  return radioRtt(metres(distance), radio, exactly(seconds(LIGHT[radio](distance))));
}

describe("radioRtt", () => {
  it.each(["microwave", "geo-satellite", "leo-satellite"] as const)("over %s is sound at any distance", (radio) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2e7, noNaN: true }), (distance) => {
        const estimate = estimateOver(distance, radio);
        expectSound(estimate);
        expectPartsToAddUp(estimate);
        expect(estimate.unverified).toBe(true);
      }),
      { seed: 40 },
    );
  });

  it("of a geostationary satellite is what users report, some 600 ms", () => {
    // FCC, Measuring Broadband America, gives about 600 ms and more for geostationary services.
    const { rtt } = estimateOver(1_000_000, "geo-satellite");
    expect(rtt.likely).toBeGreaterThan(0.55);
    expect(rtt.likely).toBeLessThan(0.7);
  });

  it("of microwave beats glass on the same line", () => {
    expect(estimateOver(300_000, "microwave").rtt.low).toBeLessThan((2 * 300_000 * 1.4682) / C);
  });
});
