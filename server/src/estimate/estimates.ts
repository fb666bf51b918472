import type { LayeredMap } from "../base/layered-map.ts";
import { corridors } from "../catalogue/corridors.ts";
import { type BoundReplication, bindLink, bindReplications } from "../model/bind.ts";
import type { Constants } from "../model/constants.ts";
import { copiesOfWorkload } from "../model/copies.ts";
import type { Declaration } from "../model/declaration.ts";
import { type Plan, usersOf } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import { compareDurations } from "./kernel/duration.ts";
import { estimateLink, type LinkEstimate } from "./link-estimate.ts";
import { edgeOf, type FoundRoutes, type Network, namedRoute, quickestRoute } from "./network.ts";
import type { QuorumMember } from "./quorum-group.ts";
import { estimateReplication, type ReplicationEstimate } from "./replication-estimate.ts";
import { type Route, routeOver } from "./route.ts";
import type { SharedLag } from "./shared-load.ts";
import { witnessVerdict } from "./witness.ts";

/** What is estimated of a plan; each on first use, and only anew where its inputs changed. */
export interface Estimates {
  readonly plan: Plan;
  readonly constants: Constants;
  readonly network: Network;
  /** The lag of a copy that others on its links delay. */
  readonly sharedLagOf: LagOf;
  /** Nothing while one of the link's sites is unknown. */
  link(declaration: Declaration | undefined): LinkEstimate | undefined;
  /** One for each workload of a `replicate` block of which all names are known. */
  replications(declaration: Declaration | undefined): readonly ReplicationEstimate[];
  /** All replications of a workload. */
  copiesOf(workload: string): readonly ReplicationEstimate[];
}

export type LagOf = (bound: BoundReplication) => SharedLag | undefined;

const ALONE: LagOf = () => undefined;

/**
 * Estimates of a plan, made when they are asked for. `found` may be the routes of an earlier plan, if no edge of the
 * network changed since. Without `sharedLagOf` every copy has its route to itself.
 */
export function estimatesOf(
  plan: Plan,
  constants: Constants,
  found: FoundRoutes = new Map(),
  sharedLagOf: LagOf = ALONE,
): Estimates {
  const made = new Map<number, readonly ReplicationEstimate[]>();
  const estimates: Estimates = {
    plan,
    constants,
    network: networkOf(plan, constants, found),
    sharedLagOf,
    link: (declaration) => linkEstimate(plan, constants, declaration),
    replications: (declaration) => {
      if (declaration?.document.kind !== "replicate") return NONE;
      let known = made.get(declaration.id);
      if (!known) {
        known = bindReplications(plan, declaration).map((bound) => replicationEstimate(estimates, bound, []));
        made.set(declaration.id, known);
      }
      return known;
    },
    copiesOf: (workload) => copiesFrom(estimates, workload),
  };
  return estimates;
}

/** The same once everything is estimated: answers are looked up, also those that an earlier analysis has made. */
export function settledEstimates(
  made: Estimates,
  links: LayeredMap<number, LinkEstimate>,
  replications: LayeredMap<number, readonly ReplicationEstimate[]>,
): Estimates {
  const estimates: Estimates = {
    plan: made.plan,
    constants: made.constants,
    network: { ...made.network, estimateOf: (id) => links.get(id) },
    sharedLagOf: made.sharedLagOf,
    link: (declaration) => declaration && links.get(declaration.id),
    replications: (declaration) => (declaration && replications.get(declaration.id)) ?? NONE,
    copiesOf: (workload) => copiesFrom(estimates, workload),
  };
  return estimates;
}

const NONE: readonly ReplicationEstimate[] = [];

function copiesFrom(estimates: Estimates, workload: string): readonly ReplicationEstimate[] {
  const { plan } = estimates;
  return copyIds(plan, workload).flatMap((id) =>
    estimates.replications(plan.declarations.get(id)).filter(({ bound }) => bound.workload.workload.name === workload),
  );
}

function copyIds(plan: Plan, workload: string): readonly number[] {
  return inPlanOrder(plan, usersOf(plan, "replicate", workload));
}

function networkOf(plan: Plan, constants: Constants, found: FoundRoutes): Network {
  const estimateOf = (id: number) => linkEstimate(plan, constants, plan.declarations.get(id));
  const linksAt = (site: string) => {
    const links = [...usersOf(plan, "link", site)].flatMap((id) => estimateOf(id) ?? []);
    // Of equally quick links the first by name is taken: the order of blocks must not matter.
    return links.sort((a, b) => compareLinks(a, b, plan)).map(edgeOf);
  };
  return { linksAt, estimateOf, found };
}

function compareLinks({ link: a }: LinkEstimate, { link: b }: LinkEstimate, plan: Plan): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id === b.id ? 0 : inPlanOrder(plan, [a.id, b.id])[0] === a.id ? -1 : 1;
}

function linkEstimate(
  plan: Plan,
  constants: Constants,
  declaration: Declaration | undefined,
): LinkEstimate | undefined {
  const bound = bindLink(plan, declaration);
  return bound && estimateLink(bound, constants, corridors);
}

function copiesOf(
  estimates: Estimates,
  workload: string,
  outer: readonly BoundReplication[],
  only: (bound: BoundReplication) => boolean,
): readonly ReplicationEstimate[] {
  const { plan } = estimates;
  return copiesOfWorkload(plan, workload)
    .filter(only)
    .map((bound) => replicationEstimate(estimates, bound, outer));
}

interface Known {
  readonly inputs: readonly unknown[];
  readonly estimate: ReplicationEstimate;
}

const known = new WeakMap<BoundReplication, Known>();

function replicationEstimate(
  estimates: Estimates,
  bound: BoundReplication,
  outer: readonly BoundReplication[],
): ReplicationEstimate {
  const { constants, network } = estimates;
  const route = routeOf(estimates, bound);
  const quorum = bound.replication.mode === "quorum" ? quorumMembers(estimates, bound) : [];
  const source = sourceOf(estimates, bound, outer);
  const witness = witnessVerdict(network, bound);
  const hops = (route?.hops ?? []).flatMap(({ link, forward }) => [link, forward]);
  const members = quorum.flatMap(({ site, route: { hops } }) => [site, hops.length, ...hops.map(({ link }) => link)]);
  const shared = estimates.sharedLagOf(bound);
  const inputs = [constants, source, witness, shared, route !== undefined, ...hops, ...members];
  const before = known.get(bound);
  if (before && sameItems(before.inputs, inputs)) return before.estimate;
  const estimate = estimateReplication({ bound, route, quorum, source, constants, witness, shared });
  known.set(bound, { inputs, estimate });
  return estimate;
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** The hops that `over` names, else the route of the lowest round trip; nothing when there is none. */
function routeOf({ constants, network }: Estimates, { from, to, over }: BoundReplication): Route | undefined {
  const hops = over
    ? namedRoute(
        over.map((link) => estimateLink(link, constants, corridors)),
        from.name,
        to.name,
      )
    : quickestRoute(network, from.name, to.name);
  return hops && routeOver(hops);
}

/** The members of the workload's quorum group. Those that no link reaches do not answer. */
function quorumMembers(estimates: Estimates, bound: BoundReplication): readonly QuorumMember[] {
  const { plan } = estimates;
  const { name } = bound.workload.workload;
  return copiesOfWorkload(plan, name).flatMap((member) => {
    const route = member.replication.mode === "quorum" ? routeOf(estimates, member) : undefined;
    return route?.rtt ? [{ site: member.to.name, route }] : [];
  });
}

/** In a cascade, the freshest copy at the site from which this one copies. */
function sourceOf(
  estimates: Estimates,
  bound: BoundReplication,
  outer: readonly BoundReplication[],
): ReplicationEstimate | undefined {
  // A site that is filled further out fills itself: going on would only go round in the circle.
  if (bound.from === bound.workload.site || outer.some(({ to }) => to === bound.from)) return undefined;
  const inside = [...outer, bound];
  const filling = copiesOf(estimates, bound.workload.workload.name, inside, (other) => other.to === bound.from);
  return filling.reduce<ReplicationEstimate | undefined>(
    (best, copy) => (best === undefined || isFresher(copy, best) ? copy : best),
    undefined,
  );
}

function isFresher({ rpo: a }: ReplicationEstimate, { rpo: b }: ReplicationEstimate): boolean {
  if (!a || !b) return a !== undefined && b === undefined;
  return compareDurations(a.worst.likely, b.worst.likely) < 0;
}
