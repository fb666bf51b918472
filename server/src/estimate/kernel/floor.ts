import { LIGHT_SPEED, type Metres, metres, type Seconds, seconds } from "../../quantity/quantity.ts";

/** What a signal travels in, as far as its speed goes. */
export type Carrier = "vacuum" | "glass" | "air" | "geostationary" | "low-orbit";

/**
 * The shortest possible time there and back over a great circle of `distance`: a straight path at the speed of the carrier, no devices.
 * Satellites add the way up and down, at best straight overhead.
 */
export function floor(distance: Metres, carrier: Carrier): Seconds {
  const vacuum = (2 * distance) / LIGHT_SPEED;
  switch (carrier) {
    case "vacuum":
      return seconds(vacuum);
    case "glass":
      return seconds(vacuum * GLASS_INDEX);
    case "air":
      return seconds(vacuum * AIR_INDEX);
    case "geostationary":
      return seconds(Math.max((4 * GEOSTATIONARY_HEIGHT) / LIGHT_SPEED, vacuum));
    case "low-orbit":
      return seconds(Math.max((4 * LOW_ORBIT_HEIGHT) / LIGHT_SPEED, vacuum));
  }
}

/** Group index of standard single-mode fibre (G.652) at 1550 nm, a ratio. Source: Corning SMF-28 Ultra product information. */
export const GLASS_INDEX = 1.4682;

/** Group index of air, also used for hollow-core fibre, a ratio. Source: refractivity of standard air, about 3e-4 (ITU-R P.453). */
export const AIR_INDEX = 1.0003;

/** Height of the geostationary orbit over the equator, metres. Source: Kepler's third law for one sidereal day. */
export const GEOSTATIONARY_HEIGHT = metres(35_786_000);

/** Usual height of a low-orbit broadband constellation, metres. Source: Starlink's first shell, FCC 21-48. */
export const LOW_ORBIT_HEIGHT = metres(550_000);

/** How far a site may lie from the coordinates of the place that is named for it, metres. Own choice: the reach of a metropolitan area. */
export const PLACE_RADIUS = metres(15_000);

/**
 * The shortest distance that the locations allow: each end that is given by a place name may lie `PLACE_RADIUS` nearer, coordinates are exact.
 * A round trip below `floor(shortestDistance(…), "vacuum")` is impossible.
 */
export function shortestDistance(distance: Metres, endsGivenByName: 0 | 1 | 2): Metres {
  return metres(Math.max(0, distance - endsGivenByName * PLACE_RADIUS));
}
