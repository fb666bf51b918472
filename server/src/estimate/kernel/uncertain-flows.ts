import type { Rate, Ratio } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { flowComponents, partOf } from "./flow-components.ts";
import type { FlowNetwork, SharedFlow } from "./flow-network.ts";
import type { FlowLag } from "./fluid-queue.ts";
import type { OfferedLoad } from "./offered-load.ts";
import { sharedFlows } from "./shared-flows.ts";
import { lagOfCases, type UncertainLag } from "./uncertain-lag.ts";
import { profileMax, profileMin, type UncertainProfile } from "./weekly-profile.ts";

/** A network as in `FlowNetwork`, whose rates lie between bounds. */
export interface UncertainNetwork {
  readonly capacities: readonly UncertainProfile<Rate>[];
  readonly flows: readonly UncertainFlow[];
}

export interface UncertainFlow {
  readonly demand: UncertainProfile<Rate>;
  readonly links: readonly number[];
  readonly loads?: readonly Uncertain<Ratio>[];
  readonly priority: number;
  readonly cap?: UncertainProfile<Rate>;
}

export interface UncertainFlows {
  readonly lags: readonly UncertainLag[];
  /** Whether a flow's lag cannot leave its bounds, as long as all rates keep within theirs. */
  readonly proven: readonly boolean[];
  /** By link, in the likely case. */
  readonly loads: readonly OfferedLoad[];
}

/**
 * The lags under the best, the likely and the worst of all rates: least demands on most capacity, and the reverse. A
 * flow's own cap is at its best in the best case, while what the others have to leave to it is at its least.
 *
 * Where no flow takes more than one link that can be full, these are bounds. At such a link, more of any demand of the
 * same or of a higher priority, and less capacity, never lets less wait of any flow: with more flows that wait, the
 * fair share of each is smaller and lower priorities are left less. So no byte is there earlier, at any time, and no
 * lag is shorter. Lower priorities never count.
 *
 * A flow that takes two full links is another matter: what keeps it back on one lets others pass on the other, so more
 * demand here makes a lag shorter there. The three cases are then three possible weeks and not bounds (`proven` is
 * false); a case that falls out of order is widened to the likely one.
 */
export function uncertainFlows(network: UncertainNetwork): UncertainFlows {
  const lags: UncertainLag[] = [];
  const proven: boolean[] = [];
  const loads: OfferedLoad[] = network.capacities.map(() => ({ mean: 0, peak: 0 }));
  for (const component of flowComponents(network)) {
    const part = partOf(network, component);
    const known = isKnown(part);
    const likely = sharedFlows(caseOf(part, "likely", "likely"));
    const low = known ? likely : sharedFlows(caseOf(part, "low", "high"));
    const high = known ? likely : sharedFlows(caseOf(part, "high", "low"));
    const holds = known || boundsHold(part);
    component.flows.forEach((flow, i) => {
      lags[flow] = inOrder(low.lags[i] as FlowLag, likely.lags[i] as FlowLag, high.lags[i] as FlowLag);
      proven[flow] = holds;
    });
    component.links.forEach((link, i) => {
      loads[link] = likely.loads[i] as OfferedLoad;
    });
  }
  return { lags, proven, loads };
}

/** Whether nothing of a network is uncertain: then its three cases are one. */
export function isKnown({ capacities, flows }: UncertainNetwork): boolean {
  return (
    capacities.every(({ low, high }) => low === high) &&
    flows.every(({ demand, cap }) => demand.low === demand.high && cap?.low === cap?.high) &&
    flows.every(({ loads }) => loads?.every(({ low, high }) => low === high) ?? true)
  );
}

/** The network with the demands at one of their bounds and the capacities at another. */
export function caseOf(
  { capacities, flows }: UncertainNetwork,
  worse: keyof Uncertain,
  better: keyof Uncertain,
): FlowNetwork {
  return {
    capacities: capacities.map((capacity) => capacity[better]),
    flows: flows.map(({ demand, links, loads, priority, cap }): SharedFlow => {
      const load = loads && { loads: loads.map((uncertain) => uncertain[worse]) };
      const limits = cap && { cap: cap[better], claim: cap[worse] };
      return { demand: demand[worse], links, priority, ...load, ...limits };
    }),
  };
}

/** Whether every flow takes at most one link that can be full. */
function boundsHold({ capacities, flows }: UncertainNetwork): boolean {
  const full = capacities.map(({ low }, link) => {
    const most = flows.reduce((sum, flow) => sum + mostAt(flow, link, capacities), 0);
    return most > profileMin(low);
  });
  return flows.every(({ links }) => links.filter((link) => full[link]).length <= 1);
}

/** The most that a flow ever has for a link, even if much waits: what its cap and its other links let through. */
function mostAt(flow: UncertainFlow, link: number, capacities: UncertainNetwork["capacities"]): number {
  const own = flow.links.indexOf(link);
  if (own < 0) return 0;
  let most: number = flow.cap ? profileMax(flow.cap.high) : Number.POSITIVE_INFINITY;
  flow.links.forEach((other, hop) => {
    const capacity = capacities[other];
    if (hop !== own && capacity) most = Math.min(most, profileMax(capacity.high) / (flow.loads?.[hop]?.low ?? 1));
  });
  return most * (flow.loads?.[own]?.high ?? 1);
}

/** No measure of the low case is to exceed the likely one, or of the likely one the high one. */
function inOrder(low: FlowLag, likely: FlowLag, high: FlowLag): UncertainLag {
  return lagOfCases(isBelow(low, likely) ? low : likely, likely, isBelow(likely, high) ? high : likely);
}

function isBelow(a: FlowLag, b: FlowLag): boolean {
  if (b.kind === "unbounded") return a.kind === "steady" || a.growthPerDay <= b.growthPerDay;
  return a.kind === "steady" && a.typical <= b.typical && a.p95 <= b.p95 && a.worst <= b.worst;
}
