import { LIGHT_SPEED, type Metres, metres, type Seconds, seconds } from "../../quantity/quantity.ts";

/**
 * What a signal travels in, as far as its speed goes: matter (1 for vacuum) slows it down by its refractive index, a
 * satellite sends it up and down again.
 */
export type Carrier =
  | { readonly kind: "matter"; readonly index: number }
  | { readonly kind: "satellite"; readonly altitude: Metres };

export const VACUUM: Carrier = { kind: "matter", index: 1 };

/**
 * The shortest possible time there and back over a great circle of `distance`: a straight path at the speed of the carrier, no devices.
 * Satellites add the way up and down, at best straight overhead.
 */
export function floor(distance: Metres, carrier: Carrier): Seconds {
  const vacuum = (2 * distance) / LIGHT_SPEED;
  switch (carrier.kind) {
    case "matter":
      return seconds(vacuum * carrier.index);
    case "satellite":
      return seconds(Math.max((4 * carrier.altitude) / LIGHT_SPEED, vacuum));
  }
}

/**
 * The shortest distance that the locations allow: each end that is given by a place name may lie `uncertainty` nearer, coordinates are exact.
 * A round trip below `floor(shortestDistance(…), VACUUM)` is impossible.
 */
export function shortestDistance(distance: Metres, endsGivenByName: 0 | 1 | 2, uncertainty: Metres): Metres {
  return metres(Math.max(0, distance - endsGivenByName * uncertainty));
}
