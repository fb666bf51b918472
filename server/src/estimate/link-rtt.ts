import type { Corridors } from "../base/corridors.ts";
import type { BoundLink } from "../model/bind.ts";
import type { ConstantName, Constants } from "../model/constants.ts";
import type { Link, Medium } from "../model/link.ts";
import type { SiteLocation } from "../model/site.ts";
import { type Metres, type Ratio, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain, uncertain } from "../quantity/uncertain.ts";
import { carrierRtt } from "./kernel/carrier-rtt.ts";
import { floor, shortestDistance, VACUUM } from "./kernel/floor.ts";
import { geodesic } from "./kernel/geodesic.ts";
import { type Devices, isShortRoute, privateRtt, routeFactor, routeRtt } from "./kernel/private-rtt.ts";
import { radioRtt } from "./kernel/radio-rtt.ts";
import type { RttEstimate } from "./kernel/rtt-estimate.ts";
import { lightTime, speedConstant } from "./light-time.ts";

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

/** Both ends of a link on the map, and the great circle between them. */
interface Ends {
  readonly from: SiteLocation;
  readonly to: SiteLocation;
  readonly distance: Metres;
}

interface MadeRtt {
  readonly estimate: RttEstimate;
  readonly source: RttSource;
}

/** Great circle and round trip of a link: declared, from a declared distance, or estimated from the medium and the places. */
export function linkRtt(
  { link, from, to }: BoundLink,
  constants: Constants,
  corridors: Corridors,
  assumed: Set<ConstantName>,
): { readonly greatCircle: Metres | undefined; readonly rtt: LinkRtt | undefined } {
  const ends = endsOf(from.location, to.location);
  const greatCircle = ends?.distance;
  const mediumFloor = ends && lightTime(exactly(ends.distance), link.medium, constants).low;
  const floors = { floor: mediumFloor, vacuumFloor: ends && vacuumFloor(ends, constants) };
  if (link.rtt) {
    const likely = greatCircle === undefined ? undefined : factorFor(greatCircle, constants, new Set());
    return { greatCircle, rtt: { ...floors, ...declared(link.rtt, mediumFloor, likely) } };
  }
  const made = estimated(link, ends, constants, corridors, assumed);
  if (!made) return { greatCircle, rtt: undefined };
  const { estimate, source } = made;
  const shortest = mediumFloor ?? estimate.floor;
  return {
    greatCircle,
    rtt: {
      ...floors,
      floor: shortest,
      time: estimate.rtt,
      source,
      cable: cableOf(estimate),
      factor: factorOf(cableOf(estimate), shortest),
      estimate,
      unverified: estimate.unverified,
    },
  };
}

function endsOf(from: SiteLocation | undefined, to: SiteLocation | undefined): Ends | undefined {
  return from && to && { from, to, distance: geodesic(from, to) };
}

function vacuumFloor({ from, to, distance }: Ends, constants: Constants): Seconds {
  const byName = (Number(!!from.place) + Number(!!to.place)) as 0 | 1 | 2;
  return floor(shortestDistance(distance, byName, constants["place-uncertainty"].value.high as Metres), VACUUM);
}

/** Notes which constants it rests on. */
function estimated(
  { medium, distance }: Link,
  ends: Ends | undefined,
  constants: Constants,
  corridors: Corridors,
  assumed: Set<ConstantName>,
): MadeRtt | undefined {
  if (!distance && !ends) return undefined;
  assumed.add(speedConstant(medium));
  if (medium === "geo-satellite" || medium === "leo-satellite") {
    // Satellites are far above: what is declared can only be the distance on the ground.
    const ground = ends?.distance ?? (distance?.likely as Metres);
    return { estimate: radioRtt(ground, medium, lightTime(exactly(ground), medium, constants)), source: "radio" };
  }
  if (distance) {
    const estimate = routeRtt(lightTime(distance, medium, constants), devicesOf(constants, assumed));
    return { estimate, source: "distance" };
  }
  return ends && betweenPlaces(medium, ends, constants, corridors, assumed);
}

function betweenPlaces(
  medium: Exclude<Medium, "geo-satellite" | "leo-satellite"> | undefined,
  { from, to, distance }: Ends,
  constants: Constants,
  corridors: Corridors,
  assumed: Set<ConstantName>,
): MadeRtt {
  switch (medium) {
    case "dark-fibre":
    case "hollow-core":
    case "dwdm":
    case "fibre-channel":
      return { estimate: privateFibreRtt(distance, medium, constants, assumed), source: "private" };
    case "microwave": {
      const light = lightTime(exactly(distance), medium, constants);
      return { estimate: radioRtt(distance, medium, light), source: "radio" };
    }
    default: {
      const glassIndex = constants["glass-index"].value.likely as Ratio;
      return { estimate: carrierRtt(from, to, corridors, glassIndex), source: "carrier" };
    }
  }
}

/** Round trip over private fibre whose route is not known, between places of a great circle of `distance`. */
export function privateFibreRtt(
  distance: Metres,
  medium: Medium | undefined,
  constants: Constants,
  assumed: Set<ConstantName> = new Set(),
): RttEstimate {
  const light = lightTime(exactly(distance), medium, constants);
  return privateRtt(light, factorFor(distance, constants, assumed), devicesOf(constants, assumed));
}

function factorFor(distance: Metres, constants: Constants, assumed: Set<ConstantName>): Uncertain {
  const usual = constants["route-factor"];
  const short = constants["short-route-factor"];
  assumed.add(usual.name);
  // A factor that the author gives is meant for short routes too, unless they get one of their own.
  if (!isShortRoute(distance) || (usual.overridden && !short.overridden)) return routeFactor(usual.value);
  assumed.add(short.name);
  return routeFactor(usual.value, short.value);
}

function devicesOf(constants: Constants, assumed: Set<ConstantName>): Devices {
  assumed.add("device-delay");
  assumed.add("devices-per-end");
  return {
    perEnd: constants["devices-per-end"].value,
    delay: constants["device-delay"].value as Uncertain<Seconds>,
  };
}

/** A measured round trip bounds the length of the route, but equipment is part of it: the route is taken as long as usual, if that fits. */
function declared(
  time: Uncertain<Seconds>,
  mediumFloor: Seconds | undefined,
  usual: Uncertain | undefined,
): Omit<LinkRtt, "floor" | "vacuumFloor"> {
  const most = factorOf(time, mediumFloor);
  const within = (bound: keyof Uncertain) => Math.min(most[bound], usual?.[bound] ?? 1);
  return {
    time,
    source: "declared",
    cable: time,
    factor: { low: within("low"), likely: within("likely"), high: within("high") },
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
