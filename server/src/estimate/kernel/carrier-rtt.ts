import type { Coordinates } from "../../base/coordinates.ts";
import type { Corridors } from "../../base/corridors.ts";
import { type Metres, metres, type Ratio, ratio, seconds } from "../../quantity/quantity.ts";
import { exactly, rising, uncertain } from "../../quantity/uncertain.ts";
import { type CorridorPath, corridorPath, sphericalDistance } from "./corridor-path.ts";
import { type Carrier, floor } from "./floor.ts";
import { geodesic } from "./geodesic.ts";
import type { RttEstimate } from "./rtt-estimate.ts";
import { zoneShares } from "./zone-shares.ts";

/**
 * Round trip over a carrier's network between two places, from measured practice: the quickest way over the cables of `corridors`.
 *
 * `glassIndex` is the refractive index of the fibre. Symmetric, defined for any two points on Earth, never below the floor of glass. Four in five published round trips lie within low and high
 * (docs/rtt.md). Nothing is published below 120 km: under 500 km the bounds are wide and `unverified` is set, and between 500 and 800 km they
 * narrow gradually.
 */
export function carrierRtt(a: Coordinates, b: Coordinates, corridors: Corridors, glassIndex: Ratio): RttEstimate {
  const turned = a.latitude > b.latitude || (a.latitude === b.latitude && a.longitude > b.longitude);
  const [one, other] = turned ? [b, a] : [a, b];
  const distance = geodesic(one, other);
  const glass: Carrier = { kind: "matter", index: glassIndex };
  const shortest = floor(distance, glass);
  const path = corridorPath(one, other, corridors);
  const deviation = deviationOf(one, other, distance, corridors);

  const localShare = 1 - ramp(distance, LOCAL, SHORT);
  const fitted = corridors.added + floor(path.length, glass);
  const likely = Math.max(
    localShare * (shortest * SHORT_FACTOR.likely + SHORT_ADDED.likely) + (1 - localShare) * fitted,
    shortest * LEAST_FACTOR,
  );
  const wideShare = 1 - ramp(distance, SHORT, LONG);
  const bound = (at: "low" | "high") =>
    wideShare * (shortest * SHORT_FACTOR[at] + SHORT_ADDED[at]) +
    (1 - wideShare) * (fitted - OPERATOR_SPARES[at]) * Math.exp(deviation * corridors.spread[at]);
  const low = Math.min(Math.max(bound("low"), shortest * LEAST_FACTOR), likely);
  const rtt = uncertain(seconds(low), seconds(likely), seconds(Math.max(bound("high"), likely)));

  const via = path.hubs.map((hub) => corridors.hubs[hub]?.name ?? "");
  return {
    rtt,
    floor: shortest,
    parts: [
      { label: "light in glass over the great circle", time: exactly(shortest) },
      { label: "detours and equipment of carriers' networks", time: rising(rtt, (time) => seconds(time - shortest)) },
    ],
    via: turned ? via.reverse() : via,
    unverified: distance < SHORT || !isMeasured(one, other, path, corridors),
    source: distance < SHORT ? SHORT_SOURCE : LONG_SOURCE,
  };
}

/** Below it practice is not published: bounds are wide and the estimate unverified, metres. */
const SHORT = metres(500_000);

/** Beyond it the bounds are those of the fit, metres. Own choice: wide enough that no bound jumps. */
const LONG = metres(800_000);

/** Below it the likely value owes nothing to the fit, metres. The shortest published pair lies at 120 km. */
const LOCAL = metres(100_000);

/** Round trip over a short distance: floor × factor + addition. The bounds are professional knowledge; between them the published pairs under 500 km. */
const SHORT_FACTOR = uncertain(ratio(1.3), ratio(2.4), ratio(4));
const SHORT_ADDED = uncertain(seconds(0.2e-3), seconds(0.7e-3), seconds(2e-3));

/** The least round trip over the floor, a ratio: no cable runs quite straight. Own choice. */
const LEAST_FACTOR = 1.02;

/**
 * What an operator adds less than the mean of operators to each round trip, seconds: at best half of the difference of 4 ms between
 * those who publish Frankfurt to London (docs/rtt.md).
 */
const OPERATOR_SPARES = { low: seconds(2e-3), high: seconds(0) } as const;

const SHORT_SOURCE = "Professional knowledge of carriers' networks under 500 km, unverified.";
const LONG_SOURCE = "Fitted to published round-trip times between cloud regions (docs/rtt.md).";

/** 0 up to `from`, 1 beyond `to`, rising smoothly between. */
function ramp(distance: Metres, from: Metres, to: Metres): number {
  const share = Math.min(1, Math.max(0, (distance - from) / (to - from)));
  return share * share * (3 - 2 * share);
}

/** Standard deviation of the logarithm of measured over fitted. */
function deviationOf(a: Coordinates, b: Coordinates, distance: Metres, corridors: Corridors): number {
  const { common, near, nearReach } = corridors.spread;
  const zones = zoneDeviation(a, corridors) + zoneDeviation(b, corridors);
  return common + zones + near * Math.exp(-distance / nearReach);
}

function zoneDeviation(place: Coordinates, { hubs, spread }: Corridors): number {
  let sum = 0;
  for (const [zone, share] of zoneShares(place, hubs)) sum += share * (spread.zones[zone] ?? 0);
  return sum;
}

/** Whether published round trips cross at least half of the cables of a path, and its ends lie near cables that they cross. */
function isMeasured(a: Coordinates, b: Coordinates, path: CorridorPath, corridors: Corridors): boolean {
  const measured = path.cables.filter((cable) => corridors.cables[cable]?.measured).length;
  return 2 * measured >= path.cables.length && nearMeasured(a, corridors) && nearMeasured(b, corridors);
}

function nearMeasured(place: Coordinates, { hubs }: Corridors): boolean {
  return hubs.some((hub) => hub.measured && sphericalDistance(place, hub) < NEAR_HUB);
}

/** How far a measured hub speaks for a place, metres. Own choice: the spacing of hubs where they are dense. */
const NEAR_HUB = metres(600_000);
