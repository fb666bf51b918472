import { type Bytes, type Rate, type Ratio, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { INITIAL_COPY_PRIORITY } from "./flow-priority.ts";
import { initialCopyTime, sentAtFirst } from "./initial-copy.ts";
import { type Duration, exactDuration, longer, never, type UncertainDuration } from "./kernel/duration.ts";
import type { FiniteFlow } from "./kernel/finite-flows.ts";
import { finiteTimesInTheMean, worstFiniteTimes } from "./kernel/finite-flows-any-start.ts";
import type { FlowNetwork } from "./kernel/flow-network.ts";
import { caseOf } from "./kernel/uncertain-flows.ts";
import type { UncertainProfile } from "./kernel/weekly-profile.ts";
import { flowCap, routeLoads, wayKey } from "./link-flow.ts";
import type { Hop } from "./network.ts";
import { networkPart } from "./network-part.ts";
import type { PlanFlows } from "./plan-sharing.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";
import type { SpareOf } from "./spare-service.ts";

/** The first copy of a workload, among those of others on the same links; each figure is found when it is asked for. */
export interface InitialCopy {
  /**
   * Until it is there and has caught up, started at any instant of the week. Low if it goes first and alone; likely and
   * high if all of `group` are started together: no plan says in which order they go.
   */
  readonly time: UncertainDuration;
  /** The likely one by itself. */
  readonly likely: Duration;
  /** With no other first copy on its way. */
  readonly alone: UncertainDuration;
  /** The copies whose first copies share links with it, at first or at second hand, itself included; none without links. */
  readonly group: readonly ReplicationEstimate[];
}

/** Nothing while data, change or the route's capacity are not known. */
export type InitialCopyOf = (estimate: ReplicationEstimate) => InitialCopy | undefined;

/** Where the copies of a plan are found. */
export interface PlanCopies {
  /** By the id of the block. */
  readonly replications: { get(id: number): readonly ReplicationEstimate[] | undefined };
  /** The blocks that take a link, by its id. */
  readonly users: { get(id: number): Iterable<number> | undefined };
  readonly flows: PlanFlows;
  readonly spare: SpareOf;
}

/** The first copies of a plan; those that share links are solved together when one of them is first asked for. */
export function initialCopiesOf(plan: PlanCopies): InitialCopyOf {
  const groups = new Map<ReplicationEstimate, Group>();
  return (estimate) => {
    if (estimate.route && !canBeTimed(estimate)) return undefined;
    let group = groups.get(estimate);
    if (!group) {
      group = new Group(membersAround(estimate, plan), plan.flows);
      for (const member of group.copies) groups.set(member, group);
    }
    return new CopyInGroup(estimate, group, plan.spare);
  };
}

/** Without a route it is known that it never comes. */
function canBeTimed(estimate: ReplicationEstimate): boolean {
  const { demand } = estimate;
  return demand?.known === true && demand.service !== undefined && sentAtFirst(estimate) !== undefined;
}

class CopyInGroup implements InitialCopy {
  readonly #estimate: ReplicationEstimate;
  readonly #group: Group;
  readonly #spare: SpareOf;
  #alone: UncertainDuration | undefined;

  constructor(estimate: ReplicationEstimate, group: Group, spare: SpareOf) {
    this.#estimate = estimate;
    this.#group = group;
    this.#spare = spare;
  }

  get group(): readonly ReplicationEstimate[] {
    return this.#group.copies;
  }

  get alone(): UncertainDuration {
    this.#alone ??= initialCopyTime(this.#estimate, this.#spare) ?? NOT_KNOWN;
    return this.#alone;
  }

  get likely(): Duration {
    const { likely } = this.alone;
    return this.group.length > 1 ? longer(this.#group.likely.get(this.#estimate) ?? likely, likely) : likely;
  }

  get time(): UncertainDuration {
    const { alone, likely } = this;
    if (this.group.length <= 1) return alone;
    const high = longer(alone.high, likely);
    return { low: alone.low, likely, high: longer(this.#group.high.get(this.#estimate) ?? high, high) };
  }
}

const NOT_KNOWN = exactDuration(never("not-known"));

type Times = ReadonlyMap<ReplicationEstimate, Duration>;

/** First copies that are started together, and how long each then takes. */
class Group {
  readonly copies: readonly ReplicationEstimate[];
  readonly #members: readonly Member[];
  readonly #flows: PlanFlows;
  #likely: Times | undefined;
  #high: Times | undefined;

  constructor(members: readonly Member[], flows: PlanFlows) {
    this.copies = members.map(({ estimate }) => estimate);
    this.#members = members;
    this.#flows = flows;
  }

  get likely(): Times {
    this.#likely ??= timesIn(
      this.#members,
      finiteTimesInTheMean(...together(this.#members, this.#flows, "likely", "likely")),
    );
    return this.#likely;
  }

  get high(): Times {
    this.#high ??= timesIn(this.#members, worstFiniteTimes(...together(this.#members, this.#flows, "low", "high")));
    return this.#high;
  }
}

function timesIn(members: readonly Member[], times: readonly Duration[]): Times {
  return new Map(members.map(({ estimate }, at) => [estimate, times[at] as Duration]));
}

/** A first copy on the network. */
interface Member {
  readonly estimate: ReplicationEstimate;
  readonly hops: readonly Hop[];
  readonly ways: readonly string[];
  readonly loads: readonly Uncertain<Ratio>[];
  readonly cap: UncertainProfile<Rate> | undefined;
  readonly size: Uncertain<Bytes>;
  readonly after: Uncertain<Seconds>;
  /** Decides the order of sums, which must not depend on how a plan came about. */
  readonly key: string;
}

/** Nothing of what takes no links, and of what is not known. */
function memberOf(estimate: ReplicationEstimate): Member | undefined {
  const { bound, route } = estimate;
  const size = sentAtFirst(estimate);
  if (!route || !size || route.hops.length === 0 || route.hops.some(({ link }) => !link.flow)) return undefined;
  const { replication, workload, from, to } = bound;
  const { hops, loads } = routeLoads(route.hops, replication.reduction);
  return {
    estimate,
    hops,
    ways: hops.map(wayKey),
    loads,
    cap: flowCap(route.hops, replication.reduction, replication.window),
    size,
    after: replication.shipping ?? AT_ONCE,
    key: [workload.workload.name, to.name, from.name, replication.mode].join(" "),
  };
}

const AT_ONCE: Uncertain<Seconds> = exactly(seconds(0));

/** All first copies that share links with one, at first or at second hand, itself included. */
function membersAround(estimate: ReplicationEstimate, { replications, users }: PlanCopies): readonly Member[] {
  const first = memberOf(estimate);
  if (!first) return [];
  const members = new Map<ReplicationEstimate, Member>([[estimate, first]]);
  const looked = new Set<ReplicationEstimate>([estimate]);
  const reached = new Set(first.ways);
  const waiting = [...first.hops];
  for (let hop = waiting.pop(); hop; hop = waiting.pop()) {
    const { id } = hop.link.link;
    for (const block of users.get(id) ?? []) {
      for (const other of replications.get(block) ?? []) {
        if (looked.has(other) || !takes(other, hop)) continue;
        looked.add(other);
        const member = memberOf(other);
        if (!member) continue;
        members.set(other, member);
        for (const next of member.hops) {
          const way = wayKey(next);
          if (!reached.has(way)) waiting.push(next);
          reached.add(way);
        }
      }
    }
  }
  return [...members.values()].sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1));
}

function takes({ route }: ReplicationEstimate, { link, forward }: Hop): boolean {
  return route?.hops.some((hop) => hop.link.link.id === link.link.id && hop.forward === forward) ?? false;
}

/**
 * The first copies on what goes before them leaves of the links; what asks and takes at most of it, as where the spare
 * service of one is reckoned.
 */
function together(
  members: readonly Member[],
  plan: PlanFlows,
  better: keyof Uncertain,
  worse: keyof Uncertain,
): [network: FlowNetwork, flows: readonly FiniteFlow[]] {
  const { network, services } = networkPart(
    members.flatMap(({ hops }) => hops),
    plan,
  );
  const left = services.left(INITIAL_COPY_PRIORITY);
  const equals = network.flows.filter(({ priority }) => priority === INITIAL_COPY_PRIORITY);
  const flows = members.map(
    ({ ways, loads, cap, size, after }): FiniteFlow => ({
      links: ways.map((way) => network.positions.get(way) as number),
      loads: loads.map((load) => load[worse]),
      priority: INITIAL_COPY_PRIORITY,
      bytes: size[worse],
      ...(cap ? { cap: cap[better] } : {}),
      ...(after[worse] > 0 ? { after: after[worse] } : {}),
    }),
  );
  return [caseOf({ capacities: left, flows: equals }, worse, better), flows];
}
