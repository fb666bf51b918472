import type { LayeredMap } from "../base/layered-map.ts";
import { corridors } from "../catalogue/corridors.ts";
import { type BoundReplication, bindLink, bindReplications } from "../model/bind.ts";
import type { Constants } from "../model/constants.ts";
import type { Declaration } from "../model/declaration.ts";
import { type Plan, usersOf } from "../model/plan.ts";
import type { Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { estimateLink, type LinkEstimate } from "./link-estimate.ts";
import { type Edge, edgeOf, type FoundRoutes, type Network, namedRoute, quickestRoute } from "./network.ts";
import { estimateReplication, type ReplicationEstimate } from "./replication-estimate.ts";
import { type Route, routeOver } from "./route.ts";
import { witnessVerdict } from "./witness.ts";

/** What is estimated of a plan; each on first use, and only anew where its inputs changed. */
export interface Estimates {
  readonly plan: Plan;
  readonly constants: Constants;
  readonly network: Network;
  /** Nothing while one of the link's sites is unknown. */
  link(declaration: Declaration | undefined): LinkEstimate | undefined;
  /** One for each workload of a `replicate` block of which all names are known. */
  replications(declaration: Declaration | undefined): readonly ReplicationEstimate[];
  /** All replications of a workload. */
  copiesOf(workload: string): readonly ReplicationEstimate[];
}

/**
 * Estimates of a plan, made when they are asked for. `found` may be the routes of an earlier plan, if no edge of the
 * network changed since.
 */
export function estimatesOf(plan: Plan, constants: Constants, found: FoundRoutes = new Map()): Estimates {
  const made = new Map<number, readonly ReplicationEstimate[]>();
  const estimates: Estimates = {
    plan,
    constants,
    network: networkOf(plan, constants, found),
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
    link: (declaration) => declaration && links.get(declaration.id),
    replications: (declaration) => (declaration && replications.get(declaration.id)) ?? NONE,
    copiesOf: (workload) => copiesFrom(estimates, workload),
  };
  return estimates;
}

const NONE: readonly ReplicationEstimate[] = [];

function copiesFrom(estimates: Estimates, workload: string): readonly ReplicationEstimate[] {
  const { plan } = estimates;
  return [...usersOf(plan, "replicate", workload)].flatMap((id) =>
    estimates.replications(plan.declarations.get(id)).filter(({ bound }) => bound.workload.workload.name === workload),
  );
}

function networkOf(plan: Plan, constants: Constants, found: FoundRoutes): Network {
  const estimateOf = (id: number) => linkEstimate(plan, constants, plan.declarations.get(id));
  const linksAt = (site: string) =>
    [...usersOf(plan, "link", site)].flatMap((id): readonly Edge[] => {
      const estimate = estimateOf(id);
      return estimate ? [edgeOf(estimate)] : [];
    });
  return { linksAt, estimateOf, found };
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
  return [...usersOf(plan, "replicate", workload)].flatMap((id) =>
    bindReplications(plan, plan.declarations.get(id))
      .filter((bound) => bound.workload.workload.name === workload && only(bound))
      .map((bound) => replicationEstimate(estimates, bound, outer)),
  );
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
  const quorum = bound.replication.mode === "quorum" ? quorumRtts(estimates, bound) : [];
  const source = sourceOf(estimates, bound, outer);
  const witness = witnessVerdict(network, bound);
  const hops = (route?.hops ?? []).flatMap(({ link, forward }) => [link, forward]);
  const inputs = [constants, source, witness, route !== undefined, ...hops, ...quorum];
  const before = known.get(bound);
  if (before && sameItems(before.inputs, inputs)) return before.estimate;
  const estimate = estimateReplication({ bound, route, quorum, source, constants, witness });
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

/** Round trips to the members of the workload's quorum group. Those that no link reaches do not answer. */
function quorumRtts(estimates: Estimates, bound: BoundReplication): readonly Uncertain<Seconds>[] {
  const { plan } = estimates;
  const { name } = bound.workload.workload;
  return [...usersOf(plan, "replicate", name)].flatMap((id) =>
    bindReplications(plan, plan.declarations.get(id)).flatMap((member) => {
      if (member.replication.mode !== "quorum" || member.workload.workload.name !== name) return [];
      return routeOf(estimates, member)?.rtt ?? [];
    }),
  );
}

/** In a cascade, the replication that fills the site from which this one copies. */
function sourceOf(
  estimates: Estimates,
  bound: BoundReplication,
  outer: readonly BoundReplication[],
): ReplicationEstimate | undefined {
  if (bound.from === bound.workload.site || outer.includes(bound)) return undefined;
  const inside = [...outer, bound];
  const filling = copiesOf(estimates, bound.workload.workload.name, inside, (other) => other.to === bound.from);
  return filling.find((estimate) => estimate.rpo !== undefined) ?? filling[0];
}
