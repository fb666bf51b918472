import { type Metres, metres, ratio, type Seconds, seconds } from "../../quantity/quantity.ts";
import { type Uncertain, uncertain } from "../../quantity/uncertain.ts";
import { type Carrier, floor } from "./floor.ts";
import type { RttEstimate } from "./rtt-estimate.ts";

export type Radio = "microwave" | "geo-satellite" | "leo-satellite";

/** Round trip over radio: the floor of the path, times what the path winds, and the equipment. `distance` is the great circle between the ends. */
export function radioRtt(distance: Metres, radio: Radio): RttEstimate {
  const { carrier, factor, equipment, source } = RADIOS[radio];
  const shortest = floor(distance, carrier);
  const added = equipment(distance);
  const bound = (at: "low" | "likely" | "high") => seconds(shortest * factor[at] + added[at]);
  return {
    rtt: uncertain(bound("low"), bound("likely"), bound("high")),
    floor: shortest,
    factor,
    added,
    via: [],
    unverified: true,
    source,
  };
}

interface RadioPath {
  readonly carrier: Carrier;
  readonly factor: Uncertain;
  readonly equipment: (distance: Metres) => Uncertain<Seconds>;
  readonly source: string;
}

/** Usual spacing of microwave towers, metres. Professional knowledge, unverified: 30 to 60 km with line of sight. */
const TOWER_SPACING = metres(50_000);

/** Both directions through the radios of one microwave hop, seconds. Professional knowledge, unverified: analogue repeaters to packet radios. */
const HOP_DELAY = uncertain(5e-6, 200e-6, 500e-6);

const RADIOS: Record<Radio, RadioPath> = {
  microwave: {
    carrier: "air",
    factor: uncertain(ratio(1), ratio(1.05), ratio(1.2)),
    equipment: (distance) => {
      const hops = Math.max(1, distance / TOWER_SPACING);
      return uncertain(seconds(hops * HOP_DELAY.low), seconds(hops * HOP_DELAY.likely), seconds(hops * HOP_DELAY.high));
    },
    source: "Air floor × 1 / 1.05 / 1.2 and 5 / 200 / 500 µs for each hop of 50 km: professional knowledge, unverified.",
  },
  "geo-satellite": {
    carrier: "geostationary",
    // The slant to a satellite at the horizon is 41 679 km, 1.165 times the height.
    factor: uncertain(ratio(1), ratio(1.07), ratio(1.165)),
    equipment: () => uncertain(seconds(0.01), seconds(0.09), seconds(0.25)),
    source: "Slant path 1 / 1.07 / 1.165 × the height, coding and modems 10 / 90 / 250 ms: professional knowledge, unverified.",
  },
  "leo-satellite": {
    carrier: "low-orbit",
    // Laser links run nearly straight; through ground stations the traffic goes on in glass, by road.
    factor: uncertain(ratio(1), ratio(1.5), ratio(2.5)),
    equipment: () => uncertain(seconds(0.012), seconds(0.025), seconds(0.07)),
    source: "Floor × 1 / 1.5 / 2.5 for ground stations and slant, scheduling 12 / 25 / 70 ms: professional knowledge, unverified.",
  },
};
