import { corridors } from "../catalogue/corridors.ts";
import type { BoundLink } from "../model/bind.ts";
import { type Metres, metres, type Rate, type Seconds } from "../quantity/quantity.ts";
import { exactly } from "../quantity/uncertain.ts";
import type { Estimates } from "./estimates.ts";
import { estimateLink, type LinkEstimate } from "./link-estimate.ts";
import { privateFibreRtt } from "./link-rtt.ts";
import { estimateReplication, type ReplicationEstimate } from "./replication-estimate.ts";
import { routeOver } from "./route.ts";
import { type Sharing, sharingOf } from "./sharing.ts";

/** What the same copy would achieve asynchronously, with a product that is not known. */
export function asAsync({ bound, route, source }: ReplicationEstimate, { constants }: Estimates): ReplicationEstimate {
  const replication = { ...bound.replication, mode: "async", failover: "manual" } as const;
  return estimateReplication({
    bound: { ...bound, replication, technology: undefined },
    route,
    quorum: [],
    source,
    constants,
    witness: undefined,
  });
}

/**
 * What the same copy would achieve if one link of its route had another bandwidth. `flows` are the replications on that
 * link, which would share it; what they share further on is left out.
 */
export function withBandwidth(
  estimate: ReplicationEstimate,
  link: LinkEstimate,
  bandwidth: Rate,
  { constants }: Estimates,
  flows: readonly ReplicationEstimate[] = [],
): ReplicationEstimate {
  const widerLink: BoundLink = { ...link.bound, link: { ...link.link, bandwidth: exactly(bandwidth) } };
  const other = estimateLink(widerLink, constants, corridors);
  const widened = ({ bound, route, source }: ReplicationEstimate, shared?: Sharing) => {
    const hops = route?.hops.map((hop) => (hop.link === link ? { ...hop, link: other } : hop));
    const wider = hops && routeOver(hops);
    const quorum = wider ? [{ site: bound.to.name, route: wider }] : [];
    return estimateReplication({ bound, route: wider, quorum, source, constants, witness: undefined, shared });
  };
  const alone = widened(estimate);
  const others = flows.flatMap((flow) => (flow === estimate ? [] : [widened(flow)]));
  const all = [alone, ...others].flatMap(({ flow }) => flow ?? []);
  const shared = alone.flow && others.length > 0 ? sharingOf(all).get(alone.flow) : undefined;
  return shared ? widened(estimate, shared) : alone;
}

/** The longest great circle over which a fibre route is likely no longer than this. */
export function reachOfRoute(most: Metres, { constants }: Estimates): Metres {
  return metres(most / Math.max(1, constants["route-factor"].value.likely));
}

/**
 * The longest great circle over which private fibre likely keeps within a round trip, by bisection on the model;
 * nothing when the devices alone take longer.
 */
export function reachWithin(rtt: Seconds, { constants }: Estimates): Metres | undefined {
  const keeps = (distance: number) => privateFibreRtt(metres(distance), undefined, constants).rtt.likely <= rtt;
  if (!keeps(1)) return undefined;
  let near = 1;
  let far = HALF_WAY_ROUND;
  while (far - near > REACH_PRECISION) {
    const middle = (near + far) / 2;
    if (keeps(middle)) near = middle;
    else far = middle;
  }
  return metres(near);
}

/** Half of the Earth's circumference, metres: no two places are further apart. */
const HALF_WAY_ROUND = 20_037_508;

/** How exactly a reach is found, metres: well below what a plan can act on. */
const REACH_PRECISION = 100;
