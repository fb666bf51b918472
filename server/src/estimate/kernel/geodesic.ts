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
