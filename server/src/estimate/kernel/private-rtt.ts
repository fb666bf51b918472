import { LIGHT_SPEED, type Metres, metres, ratio, type Seconds, seconds } from "../../quantity/quantity.ts";
import { exactly, rising, type Uncertain, uncertain } from "../../quantity/uncertain.ts";
import { AIR_INDEX, floor, GLASS_INDEX } from "./floor.ts";
import type { RttEstimate } from "./rtt-estimate.ts";

/** The fibre of a private line. */
export type Fibre = "glass" | "hollow-core";

/** What a plan may assume instead of the usual figures. */
export interface FibreAssumptions {
  /** Length of the route over the great circle, at least 1. */
  readonly routeFactor?: Uncertain;
  /** Delay of one device in one direction. */
  readonly deviceDelay?: Seconds;
}

/**
 * Round trip of private fibre whose route is not known: the great circle times a route factor, and the devices at the ends.
 * `distance` is that great circle.
 */
export function privateRtt(distance: Metres, fibre: Fibre, assumptions: FibreAssumptions = {}): RttEstimate {
  const factor = assumptions.routeFactor ?? (distance < SHORT_ROUTE ? SHORT_ROUTE_FACTOR : ROUTE_FACTOR);
  const devices = devicesOf(assumptions);
  const shortest = floor(distance, fibre === "glass" ? "glass" : "air");
  return {
    rtt: rising(factor, (by) => seconds(shortest * by + devices)),
    floor: shortest,
    parts: [
      { label: "light over the great circle", time: exactly(shortest) },
      { label: "detours of the route", time: rising(factor, (by) => seconds(shortest * (by - 1))) },
      { label: "devices", time: exactly(devices) },
    ],
    via: [],
    unverified: true,
    source: `${factor.low} / ${factor.likely} / ${factor.high} × the great circle (professional practice), two devices at each end.`,
  };
}

/** Round trip over a route of declared `length`, devices included. Its floor is the light's time over the whole route. */
export function routeRtt(
  length: Uncertain<Metres>,
  fibre: Fibre,
  assumptions: Pick<FibreAssumptions, "deviceDelay"> = {},
): RttEstimate {
  const devices = devicesOf(assumptions);
  const index = fibre === "glass" ? GLASS_INDEX : AIR_INDEX;
  const light = rising(length, (over) => seconds((2 * over * index) / LIGHT_SPEED));
  return {
    rtt: rising(light, (time) => seconds(time + devices)),
    floor: light.low,
    parts: [
      { label: "light over the declared distance", time: light },
      { label: "devices", time: exactly(devices) },
    ],
    via: [],
    unverified: false,
    source: "Declared distance, two devices at each end.",
  };
}

/** Two devices at each end, passed once in each direction. */
function devicesOf({ deviceDelay = DEVICE_DELAY }: FibreAssumptions): Seconds {
  return seconds(4 * 2 * deviceDelay);
}

/** Delay of one device in one direction, seconds. Own choice: a store-and-forward switch or transponder with its interfaces. */
const DEVICE_DELAY = seconds(25e-6);

/** Length of a fibre route over the great circle, a ratio. Professional knowledge, unverified. */
const ROUTE_FACTOR = uncertain(ratio(1.2), ratio(1.5), ratio(2.1));

/** The same within a region, where one river or ring decides. Professional knowledge, unverified. */
const SHORT_ROUTE_FACTOR = uncertain(ratio(1.2), ratio(1.5), ratio(3));

/** Below this great circle `SHORT_ROUTE_FACTOR` holds, metres. */
const SHORT_ROUTE = metres(100_000);
