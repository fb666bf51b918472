import { type Traveller, travellers } from "./consistency-flows.ts";
import { type SpareServices, spareServices } from "./kernel/spare-services.ts";
import { wayKey } from "./link-flow.ts";
import { linkNetwork, type MappedNetwork } from "./link-network.ts";
import type { Hop } from "./network.ts";
import { flowsOnWays, type PlanFlows } from "./plan-sharing.ts";

/** A part of the network of which all links are joined by flows, or by what was asked about. */
export interface NetworkPart {
  readonly all: readonly Traveller[];
  readonly network: MappedNetwork;
  readonly services: SpareServices;
}

/** The parts of a plan's network that were asked for, by each of their links. */
const known = new WeakMap<PlanFlows, Map<string, NetworkPart>>();

/** The part around some hops, of which the capacities are known; made when it is first asked for. */
export function networkPart(hops: readonly Hop[], plan: PlanFlows): NetworkPart {
  const parts = known.get(plan) ?? new Map<string, NetworkPart>();
  known.set(plan, parts);
  const keys = hops.map(wayKey);
  const before = parts.get(keys[0] as string);
  if (before && keys.every((key) => before.network.positions.has(key))) return before;
  const ways = hops.map(({ link, forward }) => ({ link: link.link.id, forward }));
  const all = travellers(flowsOnWays(ways, plan));
  const network = linkNetwork(all, hops);
  const part = { all, network, services: spareServices(network) };
  for (const key of network.positions.keys()) parts.set(key, part);
  return part;
}
