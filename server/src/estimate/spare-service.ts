import type { Rate, Ratio } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { WeekSpan } from "../quantity/week.ts";
import { type Traveller, travellers } from "./consistency-flows.ts";
import { type SpareServices, spareServices } from "./kernel/spare-services.ts";
import type { UncertainProfile } from "./kernel/weekly-profile.ts";
import { flowCap, type LinkFlow, routeLoads, wayKey } from "./link-flow.ts";
import { linkNetwork, type MappedNetwork } from "./link-network.ts";
import type { Hop } from "./network.ts";
import { flowsOnWays, type PlanFlows } from "./plan-sharing.ts";
import type { Route } from "./route.ts";

/**
 * What a route leaves for one more flow of a priority over the week, in bytes of that flow before any optimiser, as if
 * it always had something to send: no more than its streams reach, and nothing outside its window. `except` is a flow of
 * the plan that does not count, with its consistency group: the one that asks. Nothing where the capacity of a link is
 * not known, and for a route without links.
 */
export type SpareOf = (
  route: Route,
  priority: number,
  reduction?: Uncertain<Ratio>,
  except?: LinkFlow,
  window?: readonly WeekSpan[],
) => UncertainProfile<Rate> | undefined;

/** The services of a plan; each part of its network is solved when it is first asked for. */
export function spareServicesOf(plan: PlanFlows): SpareOf {
  const parts = new Map<string, Part>();
  return (route, priority, reduction, except, window) => {
    if (route.hops.length === 0 || route.hops.some(({ link }) => !link.flow)) return undefined;
    const { hops, loads } = routeLoads(route.hops, reduction);
    const cap = flowCap(route.hops, reduction, window);
    const { all, network, services } = partAround(hops, plan, parts);
    const links = hops.map((hop) => network.positions.get(wayKey(hop)) as number);
    const own = except ? all.findIndex(({ members }) => members.includes(except)) : -1;
    return services.spare({ links, loads, priority, ...(cap ? { cap } : {}) }, own < 0 ? undefined : own);
  };
}

/** A part of the network of which all links are joined by flows, or by a route. */
interface Part {
  readonly all: readonly Traveller[];
  readonly network: MappedNetwork;
  readonly services: SpareServices;
}

function partAround(hops: readonly Hop[], plan: PlanFlows, parts: Map<string, Part>): Part {
  const keys = hops.map(wayKey);
  const known = parts.get(keys[0] as string);
  if (known && keys.every((key) => known.network.positions.has(key))) return known;
  const ways = hops.map(({ link, forward }) => ({ link: link.link.id, forward }));
  const all = travellers(flowsOnWays(ways, plan));
  const network = linkNetwork(all, hops);
  const part = { all, network, services: spareServices(network) };
  for (const key of network.positions.keys()) parts.set(key, part);
  return part;
}
