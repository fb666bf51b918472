import geographiclib from "geographiclib-geodesic";
import type { Coordinates } from "../../base/coordinates.ts";
import type { Metres } from "../../quantity/quantity.ts";

/** The point at a distance from `from` on the shortest way to `to` over the WGS84 ellipsoid, and beyond `to` if that is nearer. */
export function pointTowards(from: Coordinates, to: Coordinates, distance: Metres): Coordinates {
  const { WGS84 } = geographiclib.Geodesic;
  const { azi1 } = WGS84.Inverse(from.latitude, from.longitude, to.latitude, to.longitude);
  const { lat2, lon2 } = WGS84.Direct(from.latitude, from.longitude, azi1 ?? 0, distance);
  return { latitude: lat2 ?? from.latitude, longitude: lon2 ?? from.longitude };
}
