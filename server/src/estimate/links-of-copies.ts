import { type Hop, type Network, quickestRoute } from "./network.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";

/** The links, by their ids, that copies take for their data, or their sites to a witness. */
export function linksOfCopies(
  copies: readonly ReplicationEstimate[],
  network: Network | undefined,
): ReadonlySet<number> {
  const links = new Set<number>();
  const add = (hops: readonly Hop[]) => {
    for (const { link } of hops) links.add(link.link.id);
  };
  for (const { route, bound } of copies) {
    add(route?.hops ?? []);
    const { from, to, witness } = bound;
    if (!witness || !network) continue;
    for (const site of [from, to]) add(quickestRoute(network, site.name, witness.name) ?? []);
  }
  return links;
}
