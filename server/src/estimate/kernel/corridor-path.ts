import type { Coordinates } from "../../base/coordinates.ts";
import type { Corridors } from "../../base/corridors.ts";
import { type Metres, metres } from "../../quantity/quantity.ts";

/**
 * The quickest way that the corridors offer between two places. Lengths are of the glass in which light takes as long as
 * practice does, without `Corridors.added`.
 */
export interface CorridorPath {
  readonly length: Metres;
  /** Length off the cables, bent upwards with the distance; to the hubs, or straight between the places when no hub is passed. */
  readonly access: Metres;
  /** Hubs passed from the first place to the second, as indices; empty when the places are joined directly. */
  readonly hubs: readonly number[];
  /** Cables passed, as indices: one fewer than hubs. */
  readonly cables: readonly number[];
}

/** Finds that way. Defined for any two points on Earth and continuous in both. */
export function corridorPath(a: Coordinates, b: Coordinates, corridors: Corridors): CorridorPath {
  const { length, next, cable } = tableOf(corridors);
  const count = corridors.hubs.length;
  const fromA = accessLengths(a, corridors);
  const fromB = accessLengths(b, corridors);
  const straight = bent(sphericalDistance(a, b), DIRECT_REACH);
  let best = corridors.direct * straight;
  let first = -1;
  let last = -1;
  for (let from = 0; from < count; from++) {
    const near = corridors.access * at(fromA, from);
    if (near >= best) continue;
    for (let to = 0; to < count; to++) {
      const total = near + at(length, from * count + to) + corridors.access * at(fromB, to);
      if (total < best) {
        best = total;
        first = from;
        last = to;
      }
    }
  }
  if (first < 0) return { length: metres(best), access: metres(straight), hubs: [], cables: [] };
  const hubs = [first];
  const cables: number[] = [];
  for (let hub = first; hub !== last; ) {
    const step = at(next, hub * count + last);
    cables.push(at(cable, hub * count + step));
    hubs.push(step);
    hub = step;
  }
  return { length: metres(best), access: metres(at(fromA, first) + at(fromB, last)), hubs, cables };
}

/** Distance over a sphere of the mean Earth radius: within 0.6 % of the geodesic, which the fitted factors absorb, and far quicker. */
export function sphericalDistance(a: Coordinates, b: Coordinates): Metres {
  const [latitudeA, latitudeB] = [a.latitude * RADIAN, b.latitude * RADIAN];
  const half =
    Math.sin((latitudeA - latitudeB) / 2) ** 2 +
    Math.cos(latitudeA) * Math.cos(latitudeB) * Math.sin(((a.longitude - b.longitude) * RADIAN) / 2) ** 2;
  return metres(2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half))));
}

/** Mean radius of the Earth, metres (IUGG). */
const EARTH_RADIUS = 6_371_008.8;

/** Degrees to radians. */
const RADIAN = Math.PI / 180;

/** Distance at which a way off the cables counts double, metres: between two places, and from a place to a hub. Chosen by cross-validation. */
const DIRECT_REACH = metres(800_000);
const ACCESS_REACH = metres(1_200_000);

/** The most by which a way off the cables is bent, a ratio: places far from every hub stay reachable. */
const MOST_BENT = 4;

/** Extra charge on what another hub is farther than the nearest, a ratio. Without it, paths leap over borders that cables do not cross. */
const PAST_NEAREST = 4;

/** Length of a way without known cables: the longer, the more it winds. */
function bent(distance: Metres, reach: Metres): number {
  return distance * Math.min(1 + (distance / reach) ** 2, MOST_BENT);
}

function accessLengths(place: Coordinates, corridors: Corridors): Float64Array {
  const distances = corridors.hubs.map((hub) => sphericalDistance(place, hub));
  const nearest = Math.min(...distances);
  return Float64Array.from(distances, (distance) => bent(distance, ACCESS_REACH) + PAST_NEAREST * (distance - nearest));
}

/** Lengths of the quickest ways between hubs, the next hub on the way, and the cable between neighbours; each hub × hub. */
interface Table {
  readonly length: Float64Array;
  readonly next: Int16Array;
  readonly cable: Int16Array;
}

const tables = new WeakMap<Corridors, Table>();

function tableOf(corridors: Corridors): Table {
  const known = tables.get(corridors);
  if (known) return known;
  const table = quickestWays(corridors);
  tables.set(corridors, table);
  return table;
}

/** Floyd and Warshall's algorithm. */
function quickestWays({ hubs, cables }: Corridors): Table {
  const count = hubs.length;
  const length = new Float64Array(count * count).fill(Number.POSITIVE_INFINITY);
  const next = new Int16Array(count * count).fill(-1);
  const cable = new Int16Array(count * count).fill(-1);
  for (let hub = 0; hub < count; hub++) length[hub * count + hub] = 0;
  cables.forEach(({ from, to, factor }, index) => {
    const [a, b] = [hubs[from], hubs[to]];
    if (!a || !b) throw new RangeError(`Cable ${index} ends at no hub.`);
    const taken = factor * sphericalDistance(a, b);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      length[one * count + other] = taken;
      next[one * count + other] = other;
      cable[one * count + other] = index;
    }
  });
  for (let through = 0; through < count; through++)
    for (let from = 0; from < count; from++) {
      const toThrough = at(length, from * count + through);
      if (toThrough === Number.POSITIVE_INFINITY) continue;
      for (let to = 0; to < count; to++) {
        const total = toThrough + at(length, through * count + to);
        if (total < at(length, from * count + to)) {
          length[from * count + to] = total;
          next[from * count + to] = at(next, from * count + through);
        }
      }
    }
  return { length, next, cable };
}

/** An element that is known to exist. */
function at(array: ArrayLike<number>, index: number): number {
  return array[index] as number;
}
