import type { Coordinates } from "../../../server/src/base/coordinates.ts";

/**
 * The geodesic on WGS84 by Vincenty's inverse formula (Survey Review XXIII, 176, 1975), metres: another method than the product's.
 * Good to half a millimetre where it converges; `undefined` near antipodes, where it does not.
 */
export function vincenty(a: Coordinates, b: Coordinates): number | undefined {
  const flattening = 1 / 298.257223563;
  const equator = 6_378_137;
  const pole = equator * (1 - flattening);
  const radian = Math.PI / 180;
  const u1 = Math.atan((1 - flattening) * Math.tan(a.latitude * radian));
  const u2 = Math.atan((1 - flattening) * Math.tan(b.latitude * radian));
  const longitude = (b.longitude - a.longitude) * radian;
  let lambda = longitude;
  for (let step = 0; step < 200; step++) {
    const sinSigma = Math.hypot(
      Math.cos(u2) * Math.sin(lambda),
      Math.cos(u1) * Math.sin(u2) - Math.sin(u1) * Math.cos(u2) * Math.cos(lambda),
    );
    if (sinSigma === 0) return 0;
    const cosSigma = Math.sin(u1) * Math.sin(u2) + Math.cos(u1) * Math.cos(u2) * Math.cos(lambda);
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (Math.cos(u1) * Math.cos(u2) * Math.sin(lambda)) / sinSigma;
    const cos2Alpha = 1 - sinAlpha ** 2;
    const middle = cos2Alpha === 0 ? 0 : cosSigma - (2 * Math.sin(u1) * Math.sin(u2)) / cos2Alpha;
    const c = (flattening / 16) * cos2Alpha * (4 + flattening * (4 - 3 * cos2Alpha));
    const next =
      longitude +
      (1 - c) * flattening * sinAlpha * (sigma + c * sinSigma * (middle + c * cosSigma * (2 * middle ** 2 - 1)));
    if (Math.abs(next) > Math.PI) return undefined;
    if (Math.abs(next - lambda) < 1e-12) {
      const squared = (cos2Alpha * (equator ** 2 - pole ** 2)) / pole ** 2;
      const big = 1 + (squared / 16_384) * (4096 + squared * (-768 + squared * (320 - 175 * squared)));
      const small = (squared / 1024) * (256 + squared * (-128 + squared * (74 - 47 * squared)));
      const inner =
        cosSigma * (2 * middle ** 2 - 1) - (small / 6) * middle * (4 * sinSigma ** 2 - 3) * (4 * middle ** 2 - 3);
      return pole * big * (sigma - small * sinSigma * (middle + (small / 4) * inner));
    }
    lambda = next;
  }
  return undefined;
}
