import type { Corridors } from "../base/corridors.ts";
import type { BoundLink } from "../model/bind.ts";
import type { ConstantName, Constants } from "../model/constants.ts";
import type { Link } from "../model/link.ts";
import { type Metres, type Ratio, type Seconds, seconds } from "../quantity/quantity.ts";
import { type Uncertain, uncertain } from "../quantity/uncertain.ts";
import { carrierRtt } from "./kernel/carrier-rtt.ts";
import { type Carrier, floor, shortestDistance } from "./kernel/floor.ts";
import { geodesic } from "./kernel/geodesic.ts";
import { type FibreAssumptions, privateRtt, routeRtt } from "./kernel/private-rtt.ts";
import { radioRtt } from "./kernel/radio-rtt.ts";
import type { RttEstimate } from "./kernel/rtt-estimate.ts";

/** Where a link's round trip comes from, as `rttSource` of the estimate document says it. */
export type RttSource = "declared" | "distance" | "private" | "radio" | "carrier";

export interface LinkRtt {
  /** There and back. */
  readonly time: Uncertain<Seconds>;
  readonly source: RttSource;
  /** The light's own time over the route, without devices: what buffer credits must bridge. */
  readonly cable: Uncertain<Seconds>;
  /** Length of the route over the great circle. */
  readonly factor: Uncertain;
  /** What physics allows on the medium; absent when the distance is not known. */
  readonly floor: Seconds | undefined;
  /** No signal at all is faster than this: light in vacuum over the shortest distance that the locations allow. */
  readonly vacuumFloor: Seconds | undefined;
  /** How the estimate came about; absent for a declared round trip. */
  readonly estimate: RttEstimate | undefined;
  readonly unverified: boolean;
}

/** Great circle and round trip of a link: declared, from a declared distance, or estimated from the medium and the places. */
export function linkRtt(
  { link, from, to }: BoundLink,
  constants: Constants,
  corridors: Corridors,
  assumed: Set<ConstantName>,
): { readonly greatCircle: Metres | undefined; readonly rtt: LinkRtt | undefined } {
  const located = from.location && to.location ? { from: from.location, to: to.location } : undefined;
  const greatCircle = located && geodesic(located.from, located.to);
  const carrier = carrierOf(link);
  const byName = located ? ((Number(!!located.from.place) + Number(!!located.to.place)) as 0 | 1 | 2) : 0;
  const vacuumFloor = greatCircle === undefined ? undefined : floor(shortestDistance(greatCircle, byName), "vacuum");
  const mediumFloor = greatCircle === undefined ? undefined : floor(greatCircle, carrier);
  const common = { floor: mediumFloor, vacuumFloor };
  if (link.rtt) {
    return { greatCircle, rtt: { ...common, ...declared(link.rtt, mediumFloor) } };
  }
  const made = estimated();
  if (!made) return { greatCircle, rtt: undefined };
  const { estimate, source } = made;
  const time = estimate.rtt;
  return {
    greatCircle,
    rtt: {
      ...common,
      floor: mediumFloor ?? estimate.floor,
      time,
      source,
      cable: cableOf(estimate),
      factor: factorOf(time, mediumFloor ?? estimate.floor),
      estimate,
      unverified: estimate.unverified,
    },
  };

  function estimated(): { readonly estimate: RttEstimate; readonly source: RttSource } | undefined {
    const fibre = link.medium === "hollow-core" ? "hollow-core" : "glass";
    if (link.distance)
      return { estimate: routeRtt(link.distance, fibre, fibreAssumptions(constants, assumed)), source: "distance" };
    if (!located || greatCircle === undefined) return undefined;
    switch (link.medium) {
      case "dark-fibre":
      case "hollow-core":
      case "dwdm":
      case "fibre-channel":
        assumed.add("route-factor");
        return { estimate: privateRtt(greatCircle, fibre, fibreAssumptions(constants, assumed)), source: "private" };
      case "microwave":
      case "geo-satellite":
      case "leo-satellite":
        return { estimate: radioRtt(greatCircle, link.medium), source: "radio" };
      default:
        return { estimate: carrierRtt(located.from, located.to, corridors), source: "carrier" };
    }
  }
}

function fibreAssumptions(constants: Constants, assumed: Set<ConstantName>): FibreAssumptions {
  assumed.add("device-delay");
  const deviceDelay = constants["device-delay"].value.likely as Seconds;
  const { value, overridden } = constants["route-factor"];
  // The shipped factor is wider on short routes, which an override is not.
  return overridden ? { deviceDelay, routeFactor: value as Uncertain<Ratio> } : { deviceDelay };
}

/** What the signal travels in on a medium, as far as its speed goes. */
export function carrierOf({ medium }: Link): Carrier {
  switch (medium) {
    case "hollow-core":
    case "microwave":
      return "air";
    case "geo-satellite":
      return "geostationary";
    case "leo-satellite":
      return "low-orbit";
    default:
      return "glass";
  }
}

function declared(time: Uncertain<Seconds>, mediumFloor: Seconds | undefined): Omit<LinkRtt, "floor" | "vacuumFloor"> {
  return {
    time,
    source: "declared",
    cable: time,
    factor: factorOf(time, mediumFloor),
    estimate: undefined,
    unverified: false,
  };
}

function factorOf(time: Uncertain<Seconds>, shortest: Seconds | undefined): Uncertain {
  if (!shortest) return { low: 1, likely: 1, high: 1 };
  const times = (bound: Seconds) => Math.max(1, bound / shortest);
  return { low: times(time.low), likely: times(time.likely), high: times(time.high) };
}

function cableOf({ rtt, parts }: RttEstimate): Uncertain<Seconds> {
  const devices = parts.find(({ label }) => label === "devices" || label === "equipment")?.time;
  if (!devices) return rtt;
  const without = (bound: keyof Uncertain) => seconds(Math.max(0, rtt[bound] - devices[bound]));
  return uncertain(without("low"), without("likely"), without("high"));
}
