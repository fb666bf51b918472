import type { IdMap } from "../base/id-map.ts";
import { memoised } from "../base/memoised.ts";
import { sameItems } from "../base/same-items.ts";
import { corridors } from "../catalogue/corridors.ts";
import { type BoundLink, type BoundReplication, bindLink, bindReplications } from "../model/bind.ts";
import type { Constants } from "../model/constants.ts";
import { copiesOfWorkload } from "../model/copies.ts";
import type { Declaration } from "../model/declaration.ts";
import { type Plan, usersOf } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import type { Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { BackupEstimate } from "./backup-estimate.ts";
import type { InitialCopyOf } from "./initial-copies.ts";
import { compareDurations } from "./kernel/duration.ts";
import { estimateLink, type LinkEstimate } from "./link-estimate.ts";
import type { LinkFlow } from "./link-flow.ts";
import type { MigrationEstimate } from "./migration-estimate.ts";
import { edgeOf, type FoundRoutes, type Network, namedRoute, quickestRoute } from "./network.ts";
import type { outageEffects } from "./outage.ts";
import type { QuorumMember } from "./quorum-group.ts";
import type { ScenarioEstimate } from "./recovery/workload-outcome.ts";
import { estimateReplication, type ReplicationEstimate } from "./replication-estimate.ts";
import { type Route, routeOver } from "./route.ts";
import type { Sharing } from "./sharing.ts";
import type { SpareOf } from "./spare-service.ts";
import { witnessVerdict } from "./witness.ts";

/** What is estimated of links and replications; each on first use, and only anew where its inputs changed. */
export interface CopyEstimates {
  readonly plan: Plan;
  readonly constants: Constants;
  readonly network: Network;
  readonly sharingOf: SharingOf;
  /** Nothing while one of the link's sites is unknown. */
  link(declaration: Declaration | undefined): LinkEstimate | undefined;
  /** One for each workload of a `replicate` block of which all names are known. */
  replications(declaration: Declaration | undefined): readonly ReplicationEstimate[];
  /** All replications of a workload. */
  copiesOf(workload: string): readonly ReplicationEstimate[];
}

/** Everything that is estimated of a plan. */
export interface Estimates extends CopyEstimates {
  /** One for each workload that a `backup` block holds; none while its site, a link or its interval are unknown. */
  backups(declaration: Declaration | undefined): readonly BackupEstimate[];
  /** All backups that hold a workload's data, through all levels, in the order of the plan. */
  backupsOf(workload: string): readonly BackupEstimate[];
  /** Nothing while a name of the `migrate` block is unknown. */
  migration(declaration: Declaration | undefined): MigrationEstimate | undefined;
  /** What a route leaves for one more flow. */
  readonly spare: SpareOf;
  /** How long the first copy takes, among those of others. */
  readonly initialCopy: InitialCopyOf;
  /** What an outage of the routes of some copies does to them, which then catch up together. */
  outage(copies: readonly ReplicationEstimate[], outage: Uncertain<Seconds>): ReturnType<typeof outageEffects>;
  /** The replications whose routes take a link, by the link's id. */
  flowsOver(link: number): readonly ReplicationEstimate[];
  /** What replications and backups send over a link, in either direction, by the link's id. */
  loadsOn(link: number): readonly LinkFlow[];
  /** A scenario that is declared, or that every plan has; of one that a declared one stands for, that. */
  scenario(name: string): ScenarioEstimate | undefined;
  /** All scenarios that hit a workload, in the order of the plan. */
  scenariosOf(workload: string): readonly ScenarioEstimate[];
}

/** What a flow gets of links that others take too: by the id of its block, and the name of what it moves. */
export type SharingOf = (block: number, of: string) => Sharing | undefined;

const ALONE: SharingOf = () => undefined;

/**
 * Estimates of a plan, made when they are asked for. `found` may be the routes of an earlier plan, if no edge of the
 * network changed since. Without `sharingOf` every copy has its route to itself.
 */
export function estimatesOf(
  plan: Plan,
  constants: Constants,
  found: FoundRoutes = new Map(),
  sharingOf: SharingOf = ALONE,
): CopyEstimates {
  const made = new Map<number, readonly ReplicationEstimate[]>();
  const estimates: CopyEstimates = {
    plan,
    constants,
    network: networkOf(plan, constants, found),
    sharingOf,
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

/** The same once links and replications are estimated: answers are looked up, also those that an earlier analysis has made. */
export function settledEstimates(
  made: CopyEstimates,
  links: IdMap<LinkEstimate>,
  replications: IdMap<readonly ReplicationEstimate[]>,
): CopyEstimates {
  const estimates: CopyEstimates = {
    plan: made.plan,
    constants: made.constants,
    network: { ...made.network, estimateOf: (id) => links.get(id) },
    sharingOf: made.sharingOf,
    link: (declaration) => declaration && links.get(declaration.id),
    replications: (declaration) => (declaration && replications.get(declaration.id)) ?? NONE,
    // Asked for by every scenario that hits the workload, and by its rules.
    copiesOf: memoised((workload) => copiesFrom(estimates, workload)),
  };
  return estimates;
}

const NONE: readonly ReplicationEstimate[] = [];

function copiesFrom(estimates: CopyEstimates, workload: string): readonly ReplicationEstimate[] {
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
  estimates: CopyEstimates,
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
  estimates: CopyEstimates,
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
  const shared = estimates.sharingOf(bound.replication.id, bound.workload.workload.name);
  const inputs = [constants, source, witness, shared, route !== undefined, ...hops, ...members];
  const before = known.get(bound);
  if (before && sameItems(before.inputs, inputs)) return before.estimate;
  const estimate = estimateReplication({ bound, route, quorum, source, constants, witness, shared });
  known.set(bound, { inputs, estimate });
  return estimate;
}

function routeOf(estimates: CopyEstimates, { from, to, over }: BoundReplication): Route | undefined {
  return routeBetween(estimates, from.name, to.name, over);
}

/** The hops that are named, else the route of the lowest round trip; nothing when there is none. */
export function routeBetween(
  { constants, network }: Pick<CopyEstimates, "constants" | "network">,
  from: string,
  to: string,
  over: readonly BoundLink[] | undefined,
): Route | undefined {
  const hops = over
    ? namedRoute(
        over.map((link) => estimateLink(link, constants, corridors)),
        from,
        to,
      )
    : quickestRoute(network, from, to);
  return hops && routeOver(hops);
}

/** The members of the workload's quorum group. Those that no link reaches do not answer. */
function quorumMembers(estimates: CopyEstimates, bound: BoundReplication): readonly QuorumMember[] {
  const { plan } = estimates;
  const { name } = bound.workload.workload;
  return copiesOfWorkload(plan, name).flatMap((member) => {
    const route = member.replication.mode === "quorum" ? routeOf(estimates, member) : undefined;
    return route?.rtt ? [{ site: member.to.name, route }] : [];
  });
}

/** In a cascade, the freshest copy at the site from which this one copies. */
function sourceOf(
  estimates: CopyEstimates,
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
