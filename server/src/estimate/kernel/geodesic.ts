import geographiclib from "geographiclib-geodesic";
import type { Coordinates } from "../../base/coordinates.ts";
import { type Metres, metres } from "../../quantity/quantity.ts";

/**
 * The shortest distance between two points over the WGS84 ellipsoid, the "great circle" of a plan.
 *
 * Accurate to about 15 nanometres for every pair of points, antipodes included (C. Karney, Algorithms for geodesics,
 * J. Geodesy 87, 2013).
 */
export function geodesic(a: Coordinates, b: Coordinates): Metres {
  const { s12 } = geographiclib.Geodesic.WGS84.Inverse(
    a.latitude,
    a.longitude,
    b.latitude,
    b.longitude,
    geographiclib.Geodesic.DISTANCE,
  );
  if (s12 === undefined) throw new RangeError("The geodesic library returned no distance.");
  return metres(s12);
}

/** The point at `distance` from one place on the shortest way to another; beyond the other when the distance exceeds the way. */
export function pointTowards(from: Coordinates, to: Coordinates, distance: Metres): Coordinates {
  const { WGS84 } = geographiclib.Geodesic;
  const { azi1 = 0 } = WGS84.Inverse(from.latitude, from.longitude, to.latitude, to.longitude);
  const { lat2 = from.latitude, lon2 = from.longitude } = WGS84.Direct(from.latitude, from.longitude, azi1, distance);
  return { latitude: lat2, longitude: lon2 };
}
