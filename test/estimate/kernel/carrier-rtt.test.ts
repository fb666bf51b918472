import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { corridors } from "../../../server/src/catalogue/corridors.ts";
import { carrierRtt } from "../../../server/src/estimate/kernel/carrier-rtt.ts";
import { anywhere, point } from "../reference/points.ts";
import { expectPartsToAddUp, expectSound } from "../reference/rtt-laws.ts";
import { GLASS_INDEX } from "../reference/usual.ts";
import { vincenty } from "../reference/vincenty.ts";

const FRANKFURT = point(50.11, 8.68);
const DUBLIN = point(53.35, -6.26);
const LONDON = point(51.51, -0.13);
const TOKYO = point(35.68, 139.77);
const SYDNEY = point(-33.87, 151.21);
const DALLAS = point(32.78, -96.8);

describe("carrierRtt", () => {
  // Single published figures: IBM Cloud docs, network latency, 18 Jul to 16 Aug 2026; Azure network latency, P50.
  it.each([
    ["Frankfurt – London, IBM", FRANKFURT, LONDON, 13],
    ["Frankfurt – Tokyo, IBM: no way over Russia", FRANKFURT, TOKYO, 228.5],
    ["Dallas – Sydney, IBM", DALLAS, SYDNEY, 186.5],
    ["Sydney – Tokyo, IBM", SYDNEY, TOKYO, 101],
    ["Frankfurt – Dublin, Azure", FRANKFURT, DUBLIN, 26],
  ])("%s: the published figure lies within the bounds and near the likely value", (_name, a, b, published) => {
    const { rtt } = carrierRtt(a, b, corridors, GLASS_INDEX);
    expect(rtt.low * 1000).toBeLessThanOrEqual(published);
    expect(rtt.high * 1000).toBeGreaterThanOrEqual(published);
    expect(Math.abs((rtt.likely * 1000) / published - 1)).toBeLessThan(0.3);
  });

  it("is sound, accounted for, and the same both ways, anywhere on Earth", () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        const estimate = carrierRtt(a, b, corridors, GLASS_INDEX);
        expectSound(estimate);
        expectPartsToAddUp(estimate);
        expect(carrierRtt(b, a, corridors, GLASS_INDEX).rtt).toEqual(estimate.rtt);
        expect(carrierRtt(b, a, corridors, GLASS_INDEX).via).toEqual([...estimate.via].reverse());
      }),
      { seed: 50 },
    );
  });

  it("is never faster than light in glass by an independent measure of the distance", () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        const distance = vincenty(a, b);
        fc.pre(distance !== undefined);
        const glass = (2 * (distance ?? 0) * 1.4682) / 299_792_458;
        expect(carrierRtt(a, b, corridors, GLASS_INDEX).rtt.low).toBeGreaterThanOrEqual(glass - 1e-9);
      }),
      { seed: 51 },
    );
  });

  it("takes some milliseconds at most within a city", () => {
    fc.assert(
      fc.property(anywhere, (a) => {
        const { rtt, unverified } = carrierRtt(a, a, corridors, GLASS_INDEX);
        expect(unverified).toBe(true);
        expect(rtt.low).toBeGreaterThan(0);
        expect(rtt.likely).toBeLessThan(0.002);
      }),
      { seed: 52 },
    );
  });

  it("spans floor × 1.3 + 0.2 ms to floor × 4 + 2 ms under 500 km, unverified", () => {
    // 0.97947 ms per 100 km of glass; one degree of latitude from 50° to 51° is 111.24 km.
    const { rtt, unverified } = carrierRtt(point(50, 8), point(51, 8), corridors, GLASS_INDEX);
    expect(unverified).toBe(true);
    expect(rtt.low * 1000).toBeCloseTo(1.6164, 2);
    expect(rtt.high * 1000).toBeCloseTo(6.3582, 2);
  });

  it("does not jump when a place moves a little", () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        fc.pre(Math.abs(a.latitude) < 89.9);
        const moved = { ...a, latitude: a.latitude + 0.001 };
        const [before, after] = [
          carrierRtt(a, b, corridors, GLASS_INDEX).rtt,
          carrierRtt(moved, b, corridors, GLASS_INDEX).rtt,
        ];
        // 111 m are 1.1 µs of glass; at the worst they count bent, past the nearest hub and across a seam of bounds.
        for (const bound of ["low", "likely", "high"] as const) {
          expect(Math.abs(after[bound] - before[bound])).toBeLessThan(200e-6);
        }
      }),
      { seed: 53 },
    );
  });

  it("verifies only what measurements stand behind", () => {
    expect(carrierRtt(FRANKFURT, TOKYO, corridors, GLASS_INDEX).unverified).toBe(false);
    expect(carrierRtt(point(-18.88, 47.51), point(-20.88, 55.45), corridors, GLASS_INDEX).unverified).toBe(true);
  });
});
