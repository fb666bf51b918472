import fc from "fast-check";
import type { Coordinates } from "../../../server/src/base/coordinates.ts";

export function point(latitude: number, longitude: number): Coordinates {
  return { latitude, longitude };
}

/** Any point on Earth, poles and date line included. */
export const anywhere: fc.Arbitrary<Coordinates> = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
