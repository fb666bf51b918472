import { describe, expect, it } from "vitest";
import { type Carrier, floor, shortestDistance } from "../../../server/src/estimate/kernel/floor.ts";
import { metres } from "../../../server/src/quantity/quantity.ts";

const CARRIERS = {
  vacuum: { kind: "matter", index: 1 },
  glass: { kind: "matter", index: 1.4682 },
  air: { kind: "matter", index: 1.0003 },
  geostationary: { kind: "satellite", altitude: metres(35_786_000) },
  "low-orbit": { kind: "satellite", altitude: metres(550_000) },
} as const satisfies Record<string, Carrier>;

describe("floor", () => {
  // Expected values: pencil and paper with c = 299 792 458 m/s, to four figures.
  it.each([
    ["vacuum", 0, 0, "no distance, no time"],
    ["vacuum", 1_000_000, 6.671e-3, "2 × 1000 km / c"],
    ["glass", 510_500, 5.0e-3, "5 ms are some 510 km of glass, not 20 to 30 miles"],
    ["air", 1_000_000, 6.673e-3, "air is 0.03 % slower"],
    ["geostationary", 0, 477.5e-3, "four times 35 786 km"],
    ["geostationary", 10_000_000, 477.5e-3, "the hop is the same over an ocean"],
    ["low-orbit", 0, 7.338e-3, "four times 550 km"],
    ["low-orbit", 5_000_000, 33.36e-3, "then the distance counts"],
  ] as const)("of %s over %d m: %d s (%s)", (carrier, distance, expected, _why) => {
    expect(Math.abs(floor(metres(distance), CARRIERS[carrier]) - expected)).toBeLessThanOrEqual(expected * 5e-4);
  });
});

describe("shortestDistance", () => {
  it.each([
    [100_000, 0, 100_000, "coordinates are exact"],
    [100_000, 1, 85_000, "a name may be 15 km off"],
    [100_000, 2, 70_000, "both may"],
    [20_000, 2, 0, "places may touch, not pass each other"],
  ] as const)("%d m with %d named ends: %d m (%s)", (distance, named, expected, _why) => {
    expect(shortestDistance(metres(distance), named, metres(15_000))).toBe(expected);
  });
});
