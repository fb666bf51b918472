import { type Metres, metres, ratio, type Seconds, seconds } from "../../quantity/quantity.ts";
import { rising, type Uncertain, uncertain } from "../../quantity/uncertain.ts";
import type { RttEstimate } from "./rtt-estimate.ts";

export type Radio = "microwave" | "geo-satellite" | "leo-satellite";

/**
 * Round trip over radio: light's time on the shortest path (`light`), times what the path winds, and the equipment.
 * `distance` is the great circle between the ends.
 */
export function radioRtt(distance: Metres, radio: Radio, light: Uncertain<Seconds>): RttEstimate {
  const { factor, equipment, source } = RADIOS[radio];
  const added = equipment(distance);
  const detour = (at: keyof Uncertain) => seconds(light[at] * (factor[at] - 1));
  const bound = (at: keyof Uncertain) => seconds(light[at] * factor[at] + added[at]);
  return {
    rtt: uncertain(bound("low"), bound("likely"), bound("high")),
    floor: light.low,
    parts: [
      { label: "light on the shortest path", time: light },
      { label: "detours of the path", time: { low: detour("low"), likely: detour("likely"), high: detour("high") } },
      { label: "equipment", time: added },
    ],
    via: [],
    unverified: true,
    source,
  };
}

interface RadioPath {
  readonly factor: Uncertain;
  readonly equipment: (distance: Metres) => Uncertain<Seconds>;
  readonly source: string;
}

/** Usual spacing of microwave towers, metres. Professional knowledge, unverified: 30 to 60 km with line of sight. */
const TOWER_SPACING = metres(50_000);

/**
 * Both directions through the radios of one microwave hop, seconds. Low: the fastest network between Chicago and New Jersey, 11 µs
 * above light over 1186 km (Bhattacherjee and others, IMC 2020, unverified). Likely and high: professional knowledge of packet radios, unverified.
 */
const HOP_DELAY = uncertain(0.5e-6, 200e-6, 500e-6);

const RADIOS: Record<Radio, RadioPath> = {
  microwave: {
    factor: uncertain(ratio(1), ratio(1.05), ratio(1.2)),
    equipment: (distance) => rising(HOP_DELAY, (delay) => seconds(delay * Math.max(1, distance / TOWER_SPACING))),
    source:
      "Path 1 / 1.05 / 1.2 × the great circle, 0.5 / 200 / 500 µs for each hop of 50 km: professional knowledge, unverified.",
  },
  "geo-satellite": {
    // The slant to a satellite at the horizon is 41 679 km, 1.165 times the height.
    factor: uncertain(ratio(1), ratio(1.07), ratio(1.165)),
    equipment: () => uncertain(seconds(0.01), seconds(0.09), seconds(0.25)),
    source:
      "Slant path 1 / 1.07 / 1.165 × the height, coding and modems 10 / 90 / 250 ms: professional knowledge, unverified.",
  },
  "leo-satellite": {
    // Laser links run nearly straight; through ground stations the traffic goes on in glass.
    factor: uncertain(ratio(1), ratio(1.5), ratio(2.5)),
    equipment: () => uncertain(seconds(0.012), seconds(0.025), seconds(0.07)),
    source: "Path 1 / 1.5 / 2.5 × the floor, scheduling 12 / 25 / 70 ms: professional knowledge, unverified.",
  },
};
