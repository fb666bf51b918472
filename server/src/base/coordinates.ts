/** A point on the WGS84 ellipsoid, in degrees: latitude -90 to 90 (north positive), longitude -180 to 180 (east positive). */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}
