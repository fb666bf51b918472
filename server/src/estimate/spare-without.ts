import { type Rate, rate } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { profileMean, type UncertainProfile } from "./kernel/weekly-profile.ts";
import { compareFlows, type LinkFlow, meanLoad, wayKey } from "./link-flow.ts";
import type { Hop } from "./network.ts";
import type { PlanFlows } from "./plan-sharing.ts";
import type { Lost } from "./recovery/damaged-network.ts";
import type { Route } from "./route.ts";

/**
 * What a route of one hop leaves for a restore in the mean of the week, on the wire, once some sites and links are lost
 * with all that they send. Restores go after everything that repeats, so it is what the means of the others leave of
 * the mean capacity, whatever their turns; and no more than the streams of one flow reach.
 */
export type SpareWithout = (lost: Lost) => (route: Route) => Uncertain<Rate> | undefined;

export function spareWithout(flows: PlanFlows): SpareWithout {
  const ways = waysOf(flows);
  // Where nothing is lost, all ask the same.
  const whole = onEachWay(ways, NOTHING_LOST);
  return (lost) => (lost.sites.size === 0 && lost.links.size === 0 ? whole : onEachWay(ways, lost));
}

/** A direction of a link, with what its flows take of it in the mean, in an order that does not depend on the plan's. */
interface LoadedWay {
  readonly capacity: Uncertain<Rate>;
  /** Of one flow. */
  readonly most: Uncertain<Rate>;
  readonly loads: readonly { readonly flow: LinkFlow; readonly load: Uncertain<Rate> }[];
}

/** Many scenarios ask for the same way. */
function waysOf(flows: PlanFlows): (hop: Hop) => LoadedWay | undefined {
  const known = new Map<string, LoadedWay | undefined>();
  return (hop) => {
    const key = wayKey(hop);
    if (!known.has(key)) known.set(key, loadedWay(hop, flows));
    return known.get(key);
  };
}

function loadedWay(hop: Hop, { flowsOf, usersOf }: PlanFlows): LoadedWay | undefined {
  const { flow } = hop.link;
  if (!flow) return undefined;
  const loads: { readonly flow: LinkFlow; readonly load: Uncertain<Rate> }[] = [];
  for (const id of usersOf(hop.link.link.id))
    for (const other of flowsOf(id))
      if (takes(other, hop)) loads.push({ flow: other, load: meanLoad(other, hop.link) });
  loads.sort((a, b) => compareFlows(a.flow, b.flow));
  return { capacity: meanOf(flow.capacity), most: meanOf(flow.flowCapacity), loads };
}

function meanOf({ low, likely, high }: UncertainProfile<Rate>): Uncertain<Rate> {
  return { low: profileMean(low), likely: profileMean(likely), high: profileMean(high) };
}

const NOTHING_LOST: Lost = { sites: new Set(), links: new Set() };

/** Found once for each direction of a link: many restores go the same way. */
function onEachWay(ways: ReturnType<typeof waysOf>, lost: Lost): ReturnType<SpareWithout> {
  const known = new Map<string, Uncertain<Rate> | undefined>();
  return ({ hops: [hop] }) => {
    if (!hop) return undefined;
    const key = wayKey(hop);
    if (!known.has(key)) known.set(key, spareOn(ways(hop), lost));
    return known.get(key);
  };
}

function spareOn(way: LoadedWay | undefined, lost: Lost): Uncertain<Rate> | undefined {
  if (!way) return undefined;
  let { low, likely, high }: Uncertain = way.capacity;
  for (const { flow, load } of way.loads) {
    if (!goesOn(flow, lost)) continue;
    low -= load.high;
    likely -= load.likely;
    high -= load.low;
  }
  const of = (left: number, most: Rate) => rate(Math.max(0, Math.min(left, most)));
  return { low: of(low, way.most.low), likely: of(likely, way.most.likely), high: of(high, way.most.high) };
}

function takes({ hops }: LinkFlow, { link, forward }: Hop): boolean {
  return hops.some((hop) => hop.link.link.id === link.link.id && hop.forward === forward);
}

function goesOn({ hops }: LinkFlow, { sites, links }: Lost): boolean {
  return hops.every(({ link }) => !links.has(link.link.id) && !sites.has(link.link.from) && !sites.has(link.link.to));
}
