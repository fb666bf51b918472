import { type Metres, metres, type Seconds, seconds } from "../../quantity/quantity.ts";
import { rising, type Uncertain } from "../../quantity/uncertain.ts";
import type { RttEstimate } from "./rtt-estimate.ts";

/** The devices that a signal passes at both ends of a line, once in each direction. */
export interface Devices {
  readonly perEnd: Uncertain;
  /** Delay of one device in one direction. */
  readonly delay: Uncertain<Seconds>;
}

/** Whether a route over this great circle may detour more than usual: within a region one river or ring decides. */
export function isShortRoute(distance: Metres): boolean {
  return distance < SHORT_ROUTE;
}

/** Below this great circle routes are short, metres. Own choice. */
const SHORT_ROUTE = metres(100_000);

/** Length of a fibre route over its great circle: the usual factor, on a short route up to the most of `short`; at least 1. */
export function routeFactor(usual: Uncertain, short: Uncertain = usual): Uncertain {
  const most = Math.max(usual.high, short.high);
  return { low: Math.max(1, usual.low), likely: Math.max(1, usual.likely), high: Math.max(1, most) };
}

/**
 * Round trip of private fibre whose route is not known: light's time there and back over the great circle, times a route
 * factor (at least 1), and the devices at the ends.
 */
export function privateRtt(light: Uncertain<Seconds>, factor: Uncertain, devices: Devices): RttEstimate {
  const passed = devicesOf(devices);
  const route = times(light, factor);
  return {
    rtt: sum(route, passed),
    floor: light.low,
    parts: [
      { label: "light over the great circle", time: light },
      { label: "detours of the route", time: difference(route, light) },
      { label: "devices", time: passed },
    ],
    via: [],
    unverified: true,
    source: `${factor.low} / ${factor.likely} / ${factor.high} × the great circle (professional practice), and the devices at each end.`,
  };
}

/** Round trip over a route of declared length, devices included: `light` is its time there and back over the whole route. */
export function routeRtt(light: Uncertain<Seconds>, devices: Devices): RttEstimate {
  const passed = devicesOf(devices);
  return {
    rtt: sum(light, passed),
    floor: light.low,
    parts: [
      { label: "light over the declared distance", time: light },
      { label: "devices", time: passed },
    ],
    via: [],
    unverified: false,
    source: "Declared distance, and the devices at each end.",
  };
}

/** Both ends, both directions. */
function devicesOf({ perEnd, delay }: Devices): Uncertain<Seconds> {
  return rising(times(delay, perEnd), (time) => seconds(2 * 2 * time));
}

function times(time: Uncertain<Seconds>, by: Uncertain): Uncertain<Seconds> {
  return {
    low: seconds(time.low * by.low),
    likely: seconds(time.likely * by.likely),
    high: seconds(time.high * by.high),
  };
}

function sum(a: Uncertain<Seconds>, b: Uncertain<Seconds>): Uncertain<Seconds> {
  return { low: seconds(a.low + b.low), likely: seconds(a.likely + b.likely), high: seconds(a.high + b.high) };
}

function difference(a: Uncertain<Seconds>, b: Uncertain<Seconds>): Uncertain<Seconds> {
  return { low: seconds(a.low - b.low), likely: seconds(a.likely - b.likely), high: seconds(a.high - b.high) };
}
