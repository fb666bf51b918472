import type { LinkEstimate } from "./link-estimate.ts";

/** One way over a link. */
export interface Hop {
  readonly link: LinkEstimate;
  /** From the link's first site to its second. */
  readonly forward: boolean;
}

/** What routes depend on: which sites a link joins, how quickly, and whether it only stands by for another. */
export interface Edge {
  /** Id of the link's declaration. */
  readonly id: number;
  /** Decides between links that are equally quick. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly twoWay: boolean;
  readonly standbyFor: string | undefined;
  /** Likely round trip, seconds; absent when it is not known: such a link is taken only by name. */
  readonly rtt: number | undefined;
}

/** The links as a network. */
export interface Network {
  /** Links at a site, by the site's name. */
  readonly linksAt: (site: string) => readonly Edge[];
  readonly estimateOf: (link: number) => LinkEstimate | undefined;
  readonly found: FoundRoutes;
}

/** Routes found so far, from a site to every other. They stay good as long as no edge changes (`sameEdge`), whatever else a link does. */
export type FoundRoutes = Map<string, ReadonlyMap<string, readonly Step[]>>;

interface Step {
  readonly id: number;
  readonly forward: boolean;
}

export function edgeOf({ link, rtt }: LinkEstimate): Edge {
  return {
    id: link.id,
    name: link.name,
    from: link.from,
    to: link.to,
    twoWay: link.twoWay,
    standbyFor: link.standbyFor,
    rtt: rtt?.time.likely,
  };
}

/** Whether a route found with one edge may be another with the other. */
export function sameEdge(a: Edge | undefined, b: Edge | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.name === b.name &&
    a.from === b.from &&
    a.to === b.to &&
    a.twoWay === b.twoWay &&
    a.standbyFor === b.standbyFor &&
    a.rtt === b.rtt
  );
}

/** The hops of the lowest round trip from one site to another (Dijkstra); nothing when no links lead there. Standby links are left out. */
export function quickestRoute(network: Network, from: string, to: string): readonly Hop[] | undefined {
  const routes = network.found.get(from) ?? routesFrom(network, from);
  network.found.set(from, routes);
  const steps = routes.get(to);
  const hops = steps?.flatMap(({ id, forward }) => {
    const link = network.estimateOf(id);
    return link ? [{ link, forward }] : [];
  });
  return hops?.length === steps?.length ? hops : undefined;
}

function routesFrom(network: Network, from: string): ReadonlyMap<string, readonly Step[]> {
  const settled = new Map<string, readonly Step[]>();
  const reached = new Map<string, { readonly time: number; readonly steps: readonly Step[] }>();
  reached.set(from, { time: 0, steps: [] });
  for (;;) {
    const next = nearest(reached);
    if (!next) return settled;
    const [site, { time, steps }] = next;
    reached.delete(site);
    settled.set(site, steps);
    for (const edge of network.linksAt(site)) {
      if (edge.rtt === undefined || edge.standbyFor !== undefined) continue;
      const forward = edge.from === site;
      if (!forward && !(edge.twoWay && edge.to === site)) continue;
      const other = forward ? edge.to : edge.from;
      const total = time + edge.rtt;
      if (settled.has(other) || total >= (reached.get(other)?.time ?? Number.POSITIVE_INFINITY)) continue;
      reached.set(other, { time: total, steps: [...steps, { id: edge.id, forward }] });
    }
  }
}

/** Sites of one network are few (tens), so a heap would not pay. */
function nearest<V extends { readonly time: number }>(
  reached: ReadonlyMap<string, V>,
): readonly [string, V] | undefined {
  let best: readonly [string, V] | undefined;
  for (const entry of reached) if (!best || entry[1].time < best[1].time) best = entry;
  return best;
}

/** The hops that `over` names, in their directions; nothing when they do not lead from one site to the other. */
export function namedRoute(links: readonly LinkEstimate[], from: string, to: string): readonly Hop[] | undefined {
  const hops: Hop[] = [];
  let at = from;
  for (const estimate of links) {
    const { link } = estimate;
    const forward = link.from === at;
    if (!forward && !(link.twoWay && link.to === at)) return undefined;
    hops.push({ link: estimate, forward });
    at = forward ? link.to : link.from;
  }
  return at === to ? hops : undefined;
}
