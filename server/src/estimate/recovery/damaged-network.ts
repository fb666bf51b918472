import { bindLink } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { lookUp, type Plan, usersOf } from "../../model/plan.ts";
import type { Estimates } from "../estimates.ts";
import type { LinkEstimate } from "../link-estimate.ts";
import { type Edge, type Hop, type Network, namedRoute, quickestRoute } from "../network.ts";
import { type Route, routeOver } from "../route.ts";

/** Names of sites and ids of links that are lost together. */
export interface Lost {
  readonly sites: ReadonlySet<string>;
  readonly links: ReadonlySet<number>;
}

/** What is left of the network: links that stood by for lost ones carry traffic. */
export interface DamagedNetwork {
  readonly network: Network;
  isLost(link: LinkEstimate): boolean;
  /** The quickest way that is left; nothing when there is none. */
  routeBetween(from: string, to: string): Route | undefined;
  /**
   * The way that data take which took `hops` before, when it is known that one of them is lost: over the links that stand
   * by for it, else, unless the way was `named`, the quickest that is left.
   */
  detour(hops: readonly Hop[], from: string, to: string, named: boolean): Route | undefined;
}

const undamaged = new WeakMap<Network, DamagedNetwork>();

export function damagedNetwork(source: NetworkSource, lost: Lost): DamagedNetwork {
  if (lost.sites.size > 0 || lost.links.size > 0) return networkWithout(source, lost);
  const known = undamaged.get(source.network) ?? networkWithout(source, lost);
  undamaged.set(source.network, known);
  return known;
}

function networkWithout({ plan, network: whole, link }: NetworkSource, lost: Lost): DamagedNetwork {
  const nothing = lost.sites.size === 0 && lost.links.size === 0;
  const isLostEdge = ({ id, from, to }: Pick<Edge, "id" | "from" | "to">) =>
    lost.links.has(id) || lost.sites.has(from) || lost.sites.has(to);
  const isLost = ({ link: { id, from, to } }: LinkEstimate) => isLostEdge({ id, from, to });
  const at = new Map<string, readonly Edge[]>();
  const linksAt = (site: string) => {
    let edges = at.get(site);
    if (!edges) {
      edges = whole.linksAt(site).flatMap((edge) => {
        if (isLostEdge(edge)) return [];
        return edge.standbyFor !== undefined && isLostName(edge.standbyFor)
          ? [{ ...edge, standbyFor: undefined }]
          : [edge];
      });
      at.set(site, edges);
    }
    return edges;
  };
  const isLostName = (name: string) => {
    const primary = bindLink(plan, lookUp(plan, name));
    return primary !== undefined && isLostEdge(primary.link);
  };
  const network: Network = nothing ? whole : { linksAt, estimateOf: whole.estimateOf, found: new Map() };
  const routes = new Map<string, Route | undefined>();
  const routeBetween = (from: string, to: string) => {
    if (lost.sites.has(from) || lost.sites.has(to)) return undefined;
    const key = `${from} ${to}`;
    if (!routes.has(key)) {
      const hops = quickestRoute(network, from, to);
      routes.set(key, hops && routeOver(hops));
    }
    return routes.get(key);
  };
  return {
    network,
    isLost,
    routeBetween,
    detour: (hops, from, to, named) => {
      if (lost.sites.has(from) || lost.sites.has(to)) return undefined;
      const over = hops.map((hop) => (isLost(hop.link) ? standbyOf(plan, link, hop, isLost) : hop.link));
      const replaced = over.every((hop) => hop !== undefined)
        ? namedRoute(over as LinkEstimate[], from, to)
        : undefined;
      if (replaced) return routeOver(replaced);
      return named ? undefined : routeBetween(from, to);
    },
  };
}

/** Where links are looked up. */
export type NetworkSource = Pick<Estimates, "plan" | "network" | "link">;

/** The first by name of the links that stand by for a lost one and are not lost themselves. */
function standbyOf(
  plan: Plan,
  estimateOf: NetworkSource["link"],
  { link: { link: primary } }: Hop,
  isLost: (link: LinkEstimate) => boolean,
): LinkEstimate | undefined {
  let found: LinkEstimate | undefined;
  for (const id of usersOf(plan, "link", primary.name)) {
    const declaration = plan.declarations.get(id);
    if (!declaration || !isKind(declaration, "link")) continue;
    if (declaration.document.value["standby-for"] !== primary.name) continue;
    const estimate = estimateOf(declaration);
    if (!estimate || isLost(estimate)) continue;
    if (!found || estimate.link.name < found.link.name) found = estimate;
  }
  return found;
}
