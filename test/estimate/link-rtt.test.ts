import { describe, expect, it } from "vitest";
import { routeLength } from "../../server/src/estimate/link-estimate.ts";
import { linkEstimate } from "../support/estimates.ts";

const C = 299_792_458;

/** One degree along the equator of the WGS84 ellipsoid, metres: 6 378 137 × π / 180. */
const DEGREE = 111_319.490_793;

/** Light there and back in vacuum over nine degrees, seconds: some 1 002 km. */
const LIGHT = (2 * 9 * DEGREE) / C;

/** Eight passes of 25 µs: two devices at each end, there and back. */
const DEVICES = 200e-6;

const NOWHERE: readonly string[] = [];

const PLACES = {
  equator: ["0, 0", "0, 9"],
  near: ["0, 0", "0, 0.5"],
  far: ["0, 0", "0, 90"],
  frankfurtDublin: ["50.1109, 8.6821", "53.3498, -6.2603"],
} as const;

function rttOf(attributes: string, places: readonly string[] = PLACES.equator) {
  const [west, east] = places.map((place) => `location ${place}`);
  const plan = `site west { ${west ?? ""} }
site east { ${east ?? ""} }
link wan west <-> east { bandwidth 1 Gbps; ${attributes} }`;
  return linkEstimate(plan, "wan").rtt;
}

const near = (value: number) => expect.closeTo(value, 7);
const exactly = (value: number) => ({ low: near(value), likely: near(value), high: near(value) });

describe("a declared round trip", () => {
  it.each([
    ["counts before a distance", "rtt 30 ms; distance 100 km", exactly(0.03)],
    ["may be a range", "rtt 28..34 ms", { low: near(0.028), likely: near(0.031), high: near(0.034) }],
    ["may have a tolerance", "rtt 30 ms ± 10 %", { low: near(0.027), likely: near(0.03), high: near(0.033) }],
  ])("%s", (_what, attributes, time) => {
    expect(rttOf(attributes)).toMatchObject({ source: "declared", time, unverified: false });
  });

  it("still has the floors of its places", () => {
    expect(rttOf("rtt 30 ms")).toMatchObject({ vacuumFloor: near(LIGHT), floor: near(LIGHT * 1.4682) });
    expect(rttOf("rtt 30 ms; medium hollow-core")?.floor).toBeCloseTo(LIGHT * 1.0003, 7);
  });
});

describe("a declared distance: 2·L·n/c and the devices", () => {
  it.each([
    // 1 350 km of glass there and back: 2.7e6 × 1.4682 / c.
    ["1 350 km of glass", "distance 1_350 km", exactly(13.222_95e-3 + DEVICES)],
    ["the same through hollow core", "distance 1_350 km; medium hollow-core", exactly(9.008_94e-3 + DEVICES)],
    ["the same in miles", "distance 838.85 mi", { likely: expect.closeTo(13.423e-3, 5) }],
    ["a range", "distance 100..300 km", { low: near(1.179_47e-3), likely: near(2.158_95e-3), high: near(3.138_42e-3) }],
  ])("%s", (_what, attributes, time) => {
    expect(rttOf(attributes)).toMatchObject({ source: "distance", time });
    expect(rttOf(attributes, NOWHERE)).toMatchObject({ source: "distance", time });
  });

  it.each([
    [100, 0.98, 0.03, "NetApp ISL requirements: 1 ms per 100 km, 4.897 µs/km"],
    [322, 3.15, 0.01, "200 miles (VMworld and long distance Vmotion, blog, 2009)"],
    [805, 7.9, 0.01, "500 miles (the same)"],
    [3219, 31.5, 0.01, "2000 miles (the same)"],
    [966, 9.5, 0.01, "600 miles (TechTarget, Virtualizing disaster recovery, 2009)"],
    [510, 5, 0.01, "5 ms are 510 km by physics"],
  ])("over %d km of fibre light takes %d ms (± %d; %s)", (km, ms, tolerance) => {
    const floor = rttOf(`distance ${km} km`, NOWHERE)?.floor ?? Number.NaN;
    expect(Math.abs((floor * 1000) / ms - 1)).toBeLessThanOrEqual(tolerance);
  });
});

describe("private fibre: the great circle × 1.2 / 1.5 / 2.1, and the devices", () => {
  it.each([
    ["dark-fibre", 1.4682],
    ["dwdm", 1.4682],
    ["fibre-channel", 1.4682],
    ["hollow-core", 1.0003],
  ])("%s", (medium, index) => {
    const over = (factor: number) => near(LIGHT * index * factor + DEVICES);
    const time = { low: over(1.2), likely: over(1.5), high: over(2.1) };
    expect(rttOf(`medium ${medium}`)).toMatchObject({ source: "private", time, unverified: true });
  });

  it("may wind threefold below 100 km", () => {
    const time = rttOf("medium dark-fibre", PLACES.near)?.time;
    expect(time?.high).toBeCloseTo(3 * ((DEGREE * 1.4682) / C) + DEVICES, 7);
    expect(time?.likely).toBeCloseTo(1.5 * ((DEGREE * 1.4682) / C) + DEVICES, 7);
  });

  it("tells the light's own time, which credits must bridge, from the devices'", () => {
    expect(rttOf("medium fibre-channel")?.cable.likely).toBeCloseTo(1.5 * LIGHT * 1.4682, 7);
  });
});

describe("the length of a route", () => {
  // On the equator 2.87 km are 0.025 781 6 degrees, 71.7 km are 0.644 093 degrees.
  it.each([
    ["dark-fibre", 2.87, [3.444, 4.305, 8.61]],
    ["dark-fibre", 71.7, [86.04, 107.55, 215.1]],
    ["hollow-core", 71.7, [86.04, 107.55, 215.1]],
    ["microwave", 71.7, [71.7, 75.285, 86.04]],
  ])("over %s between places %d km apart counts no device as cable", (medium, km, lengths) => {
    const plan = `site west { location 0, 0 }
site east { location 0, ${((km * 1000) / DEGREE).toFixed(9)} }
link wan west <-> east { bandwidth 1 Gbps; medium ${medium} }`;
    const { low, likely, high } = routeLength(linkEstimate(plan, "wan")) ?? {};
    for (const [index, length] of [low, likely, high].entries())
      expect(Number(length) / 1000).toBeCloseTo(lengths[index] ?? Number.NaN, 3);
  });
});

describe("radio: the floor and equipment", () => {
  it("is at least 477 ms over a geostationary satellite, however near the sites are", () => {
    for (const places of [PLACES.near, PLACES.far]) {
      const rtt = rttOf("medium geo-satellite", places);
      expect(rtt).toMatchObject({ source: "radio", floor: expect.closeTo(0.4775, 4) });
      expect(rtt?.time.low).toBeGreaterThanOrEqual(0.477);
    }
  });

  it("is at least 7.3 ms over low satellites, and light's time in vacuum over half an ocean", () => {
    expect(rttOf("medium leo-satellite", PLACES.near)?.floor).toBeCloseTo((4 * 550_000) / C, 7);
    expect(rttOf("medium leo-satellite", PLACES.far)?.floor).toBeCloseTo((2 * 90 * DEGREE) / C, 7);
  });

  it("takes a declared distance as the ground's below a satellite", () => {
    expect(rttOf("medium geo-satellite; distance 100 km", NOWHERE)?.time.low).toBeGreaterThan(0.477);
  });

  it("beats fibre by microwave, over a declared path too", () => {
    expect(rttOf("medium microwave")?.time.low).toBeLessThan(LIGHT * 1.4682);
    expect(rttOf("medium microwave; distance 1_000 km")?.time.likely).toBeCloseTo((2e6 * 1.0003) / C + DEVICES, 7);
  });
});

describe("carriers' networks", () => {
  it.each([
    "",
    "medium metro-ethernet",
    "medium leased-line",
    "medium mpls",
    "medium cloud-backbone",
    "medium internet-vpn",
  ])("%j: from measured practice, 26 ms from Frankfurt to Dublin (Azure network latency, P50)", (attributes) => {
    const rtt = rttOf(attributes, PLACES.frankfurtDublin);
    expect(rtt?.source).toBe("carrier");
    expect(rtt?.time.low).toBeLessThanOrEqual(0.026);
    expect(rtt?.time.high).toBeGreaterThanOrEqual(0.026);
    expect(Math.abs((rtt?.time.likely ?? 0) / 0.026 - 1)).toBeLessThan(0.1);
    expect(rtt?.floor).toBeCloseTo(10.686e-3, 5);
  });

  it("are not measured below 500 km, which is said", () => {
    expect(rttOf("", PLACES.near)?.unverified).toBe(true);
    expect(rttOf("", PLACES.frankfurtDublin)?.unverified).toBe(false);
  });
});

describe("without places", () => {
  it.each(["", "medium dark-fibre", "medium geo-satellite"])("nothing is estimated of a link that says %j", (text) => {
    expect(rttOf(text, NOWHERE)).toBeUndefined();
    expect(rttOf(text, ['"Nowhere At All"', '"Dublin"'])).toBeUndefined();
  });

  it("no floor is known beside a declared round trip", () => {
    expect(rttOf("rtt 5 ms", NOWHERE)).toMatchObject({ floor: undefined, vacuumFloor: undefined });
  });
});

it("two sites at places by name may be in one spot, as far as is known", () => {
  expect(rttOf("rtt 30 ms", ['"Frankfurt"', '"Frankfurt"'])?.vacuumFloor).toBe(0);
  expect(rttOf("rtt 30 ms", ['"Frankfurt"', '"Dublin"'])?.vacuumFloor).toBeLessThan((2 * 1_090_000) / C);
});
