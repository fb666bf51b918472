import type { Coordinates } from "../../base/coordinates.ts";
import type { Hub } from "../../base/corridors.ts";
import { sphericalDistance } from "./corridor-path.ts";

/** How much a place belongs to each zone, shares of 1. A mean over the hubs in which near ones count most, so that zones have no sharp borders. */
export function zoneShares(place: Coordinates, hubs: readonly Hub[]): ReadonlyMap<string, number> {
  const weights = hubs.map((hub) => (sphericalDistance(place, hub) + BLUR) ** -4);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = new Map<string, number>();
  hubs.forEach(({ zone }, index) => {
    shares.set(zone, (shares.get(zone) ?? 0) + (weights[index] ?? 0) / total);
  });
  return shares;
}

/** Distance within which hubs count alike, metres. Own choice. */
const BLUR = 200_000;
