import { type Rate, rate } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { profileMean } from "./kernel/weekly-profile.ts";
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
  // Where nothing is lost, all ask the same.
  const whole = onEachWay(flows, NOTHING_LOST);
  return (lost) => (lost.sites.size === 0 && lost.links.size === 0 ? whole : onEachWay(flows, lost));
}

const NOTHING_LOST: Lost = { sites: new Set(), links: new Set() };

/** Found once for each direction of a link: many restores go the same way. */
function onEachWay(flows: PlanFlows, lost: Lost): ReturnType<SpareWithout> {
  const known = new Map<string, Uncertain<Rate> | undefined>();
  return ({ hops: [hop] }) => {
    if (!hop) return undefined;
    const key = wayKey(hop);
    if (!known.has(key)) known.set(key, spareOn(hop, flows, lost));
    return known.get(key);
  };
}

function spareOn(hop: Hop, { flowsOf, usersOf }: PlanFlows, lost: Lost): Uncertain<Rate> | undefined {
  const { flow } = hop.link;
  if (!flow) return undefined;
  const left = { low: 0, likely: 0, high: 0 };
  for (const bound of BOUNDS) left[bound] = profileMean(flow.capacity[bound]);
  const others = [...usersOf(hop.link.link.id)].flatMap((id) =>
    flowsOf(id).filter((other) => takes(other, hop) && goesOn(other, lost)),
  );
  for (const other of others.sort(compareFlows)) {
    const load = meanLoad(other, hop.link);
    left.low -= load.high;
    left.likely -= load.likely;
    left.high -= load.low;
  }
  const of = (bound: keyof Uncertain) =>
    rate(Math.max(0, Math.min(left[bound], profileMean(flow.flowCapacity[bound]))));
  return { low: of("low"), likely: of("likely"), high: of("high") };
}

const BOUNDS = ["low", "likely", "high"] as const;

function takes({ hops }: LinkFlow, { link, forward }: Hop): boolean {
  return hops.some((hop) => hop.link.link.id === link.link.id && hop.forward === forward);
}

function goesOn({ hops }: LinkFlow, { sites, links }: Lost): boolean {
  return hops.every(({ link }) => !links.has(link.link.id) && !sites.has(link.link.from) && !sites.has(link.link.to));
}
