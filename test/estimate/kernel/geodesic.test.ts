import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { geodesic, pointTowards } from "../../../server/src/estimate/kernel/geodesic.ts";
import { metres } from "../../../server/src/quantity/quantity.ts";
import { anywhere, point } from "../reference/points.ts";
import { vincenty } from "../reference/vincenty.ts";

describe("geodesic", () => {
  // Expected values are arithmetic on the WGS84 axes, or the printed example of the source.
  it.each([
    [point(0, 0), point(0, 1), 111_319.491, "one degree of the equator: 2π × 6 378 137 m / 360"],
    [point(0, 0), point(90, 0), 10_001_965.729, "the quarter meridian of WGS84"],
    [point(90, 0), point(-90, 0), 20_003_931.459, "pole to pole"],
    [point(40.6, -73.8), point(51.6, -0.5), 5_551_759.4, "JFK to LHR, the example of GeographicLib's GeodSolve"],
    [point(50, 8), point(50, 8), 0, "the same place"],
    [point(0, 179.5), point(0, -179.5), 111_319.491, "over the date line"],
  ])("%j to %j: %d m (%s)", (a, b, expected) => {
    expect(Math.abs(geodesic(a, b) - expected)).toBeLessThan(0.06);
  });

  it("agrees with Vincenty's formula", () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        const expected = vincenty(a, b);
        fc.pre(expected !== undefined);
        expect(Math.abs(geodesic(a, b) - (expected ?? 0))).toBeLessThan(0.01);
      }),
      { seed: 20 },
    );
  });

  it("is the same both ways and never longer than half a turn", () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        expect(geodesic(a, b)).toBe(geodesic(b, a));
        expect(geodesic(a, b)).toBeLessThanOrEqual(20_003_931.459);
      }),
      { seed: 21 },
    );
  });
});

describe("pointTowards", () => {
  it("lies on the way: the two parts are as long as the whole", () => {
    fc.assert(
      fc.property(anywhere, anywhere, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        const whole = geodesic(a, b);
        const point = pointTowards(a, b, metres(whole * share));
        expect(Math.abs(geodesic(a, point) - whole * share)).toBeLessThan(0.001);
        expect(Math.abs(geodesic(point, b) - whole * (1 - share))).toBeLessThan(0.001);
      }),
      { seed: 22 },
    );
  });

  it("of 100 km north from the equator is at 0.9043 degrees", () => {
    // The meridian's radius of curvature at the equator is a(1 - e²) = 6 335 439 m; 100 km of it are 0.90437°.
    expect(pointTowards(point(0, 10), point(80, 10), metres(100_000)).latitude).toBeCloseTo(0.90437, 4);
  });
});
