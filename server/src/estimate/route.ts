import { type Metres, metres, type Rate, type Seconds, seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { lowerProfile, type UncertainProfile } from "./kernel/weekly-profile.ts";
import { type LinkEstimate, routeLength } from "./link-estimate.ts";
import type { Hop } from "./network.ts";

/** The way from one site to another, over one link or several. */
export interface Route {
  readonly hops: readonly Hop[];
  /** Round trips add up. Absent when that of a hop is not known. */
  readonly rtt: Uncertain<Seconds> | undefined;
  /** The least that physics allows for all hops; 0 for hops of unknown length. */
  readonly floor: Seconds;
  /** Length of the cables; absent when that of a hop is not known. */
  readonly length: Uncertain<Metres> | undefined;
  /** Sum of the hops' great circles; 0 for hops of unknown length. */
  readonly greatCircle: Metres;
  /** What one flow may use of it over the week: the least of its hops. Absent when that of a hop is not known. */
  readonly capacity: UncertainProfile<Rate> | undefined;
  /** The hop that carries least, in the mean of the likely case. */
  readonly narrowest: LinkEstimate | undefined;
}

const known = new WeakMap<LinkEstimate, Route>();

/** The route over these hops; none for a copy that stays at its site. */
export function routeOver(hops: readonly Hop[]): Route {
  const only = hops.length === 1 ? hops[0]?.link : undefined;
  const before = only && known.get(only);
  if (before) return before.hops[0]?.forward === hops[0]?.forward ? before : { ...before, hops };
  const route: Route = {
    hops,
    rtt: sum(
      hops.map(({ link }) => link.rtt?.time),
      seconds,
    ),
    floor: seconds(hops.reduce((total, { link }) => total + (link.rtt?.floor ?? 0), 0)),
    length: sum(
      hops.map(({ link }) => routeLength(link)),
      metres,
    ),
    greatCircle: metres(hops.reduce((total, { link }) => total + (link.greatCircle ?? 0), 0)),
    capacity: least(hops),
    narrowest: narrowest(hops),
  };
  if (only) known.set(only, route);
  return route;
}

function sum<T extends number>(
  parts: readonly (Uncertain | undefined)[],
  brand: (value: number) => T,
): Uncertain<T> | undefined {
  let [low, likely, high] = [0, 0, 0];
  for (const part of parts) {
    if (!part) return undefined;
    low += part.low;
    likely += part.likely;
    high += part.high;
  }
  return { low: brand(low), likely: brand(likely), high: brand(high) };
}

function least(hops: readonly Hop[]): UncertainProfile<Rate> | undefined {
  let all: UncertainProfile<Rate> | undefined;
  for (const { link } of hops) {
    const one = link.flow?.flowCapacity;
    if (!one) return undefined;
    all = all
      ? {
          low: lowerProfile(all.low, one.low),
          likely: lowerProfile(all.likely, one.likely),
          high: lowerProfile(all.high, one.high),
        }
      : one;
  }
  return all;
}

function narrowest(hops: readonly Hop[]): LinkEstimate | undefined {
  let found: LinkEstimate | undefined;
  for (const { link } of hops) {
    if (!link.flow) return undefined;
    if (!found?.flow || link.flow.goodput.likely.flow < found.flow.goodput.likely.flow) found = link;
  }
  return found;
}
