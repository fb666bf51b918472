import type { Bytes, Ratio } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { Traveller } from "./consistency-flows.ts";
import type { Duration, UncertainDuration } from "./kernel/duration.ts";
import type { FiniteFlow } from "./kernel/finite-flows.ts";
import { finiteTimesInTheMean, worstFiniteTimes } from "./kernel/finite-flows-any-start.ts";
import { flowComponents } from "./kernel/flow-components.ts";
import type { FlowNetwork } from "./kernel/flow-network.ts";
import { caseOf } from "./kernel/uncertain-flows.ts";
import { flowCap, routeLoads, wayKey } from "./link-flow.ts";
import type { Hop } from "./network.ts";
import { type NetworkPart, networkPart } from "./network-part.ts";
import type { PlanFlows } from "./plan-sharing.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";

/** A copy that has something to send again, now that its route is back. */
export interface CatchUp {
  readonly estimate: ReplicationEstimate;
  /** By bitmap, after all that is new; else the backlog comes first, in the same queue as what is new. */
  readonly resyncs: boolean;
  readonly priority: number;
  readonly size: Uncertain<Bytes>;
  /** How long that takes alone. */
  readonly time: UncertainDuration;
}

/**
 * How long it takes in the likely case and at worst if all of them begin together, by copy; low as alone. A single one
 * is left out.
 */
export function catchUpsTogether<C extends CatchUp>(
  all: readonly C[],
  plan: PlanFlows,
): ReadonlyMap<C, UncertainDuration> {
  const times = new Map<C, UncertainDuration>();
  for (const group of groupsOf(all.flatMap((copy) => onLinks(copy) ?? []))) {
    if (group.length === 1) continue;
    const part = networkPart(
      group.flatMap(({ hops }) => hops),
      plan,
    );
    const likely = finiteTimesInTheMean(...together(group, part, "likely", "likely"));
    const high = worstFiniteTimes(...together(group, part, "low", "high"));
    group.forEach(({ copy }, at) => {
      times.set(copy, { low: copy.time.low, likely: likely[at] as Duration, high: high[at] as Duration });
    });
  }
  return times;
}

interface OnLinks<C extends CatchUp> {
  readonly copy: C;
  readonly hops: readonly Hop[];
  readonly loads: readonly Uncertain<Ratio>[];
  readonly ways: readonly string[];
}

function onLinks<C extends CatchUp>(copy: C): OnLinks<C> | undefined {
  const { route, bound, demand } = copy.estimate;
  if (!route || !demand || route.hops.length === 0 || route.hops.some(({ link }) => !link.flow)) return undefined;
  const { hops, loads } = routeLoads(route.hops, bound.replication.reduction);
  return { copy, hops, loads, ways: hops.map(wayKey) };
}

/** Those that share links, at first or at second hand. */
function groupsOf<C extends CatchUp>(all: readonly OnLinks<C>[]): readonly (readonly OnLinks<C>[])[] {
  const ways = [...new Set(all.flatMap((one) => one.ways))];
  const links = new Map(ways.map((way, link) => [way, link]));
  const flows = all.map((one) => ({ links: one.ways.map((way) => links.get(way) as number) }));
  return flowComponents({ capacities: ways, flows }).map((part) => part.flows.map((flow) => all[flow] as OnLinks<C>));
}

/** The copies with their backlogs, and all else that travels on their links. */
function together<C extends CatchUp>(
  group: readonly OnLinks<C>[],
  { all, network, services }: NetworkPart,
  better: keyof Uncertain,
  worse: keyof Uncertain,
): [network: FlowNetwork, flows: readonly FiniteFlow[]] {
  // What catches up is not among what goes on as ever; its new changes come to what waits.
  const behind = new Set(group.flatMap(({ copy }) => (copy.resyncs ? [] : (copy.estimate.flow ?? []))));
  const isBehind = ({ members }: Traveller) => members.some((member) => behind.has(member));
  const priorityOf = ({ copy: { estimate, priority, resyncs } }: OnLinks<C>) => {
    const own = resyncs ? undefined : all.find(({ members }) => members.some((member) => member === estimate.flow));
    return Math.min(priority, own?.flow.priority ?? priority);
  };
  const first = Math.min(...group.map(priorityOf));
  const others = network.flows.filter(({ of, priority }) => priority >= first && !isBehind(of));
  const flows = group.map((one): FiniteFlow => {
    const { bound, demand } = one.copy.estimate;
    const { reduction, window } = bound.replication;
    const cap = flowCap(one.hops, reduction, window);
    return {
      links: one.ways.map((way) => network.positions.get(way) as number),
      loads: one.loads.map((load) => load[worse]),
      priority: priorityOf(one),
      bytes: one.copy.size[worse],
      ...(cap ? { cap: cap[better] } : {}),
      ...(demand && !one.copy.resyncs ? { adds: demand.wire[worse] } : {}),
    };
  });
  return [caseOf({ capacities: services.left(first), flows: others }, worse, better), flows];
}
