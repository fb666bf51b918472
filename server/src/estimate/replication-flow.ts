import type { BoundReplication } from "../model/bind.ts";
import type { Rate, Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { cycleLoad, sentProfile } from "./cycle-estimate.ts";
import type { Demand } from "./demand.ts";
import { flowPriority } from "./flow-priority.ts";
import type { UncertainLag } from "./kernel/uncertain-lag.ts";
import { profileMax, profileMin, type UncertainProfile } from "./kernel/weekly-profile.ts";
import { flowCap, type LinkFlow, routeLoads } from "./link-flow.ts";
import type { Route } from "./route.ts";

/** A replication, as far as it is known without what shares its links. */
export interface FlowInputs {
  readonly bound: BoundReplication;
  readonly route: Route;
  readonly demand: Demand;
  /** Between the starts of two cycles; of a copy that is refreshed in cycles. */
  readonly every: Uncertain<Seconds> | undefined;
  /** Peaks with bursts; of a synchronous copy. */
  readonly peak: UncertainProfile<Rate> | undefined;
  readonly lagAlone: UncertainLag | undefined;
}

/**
 * A replication as a flow on the links of its route: what it sends, how first it goes, and what it never exceeds.
 * Nothing while it is not known what the workload changes, which links carry it, or how much they do.
 */
export function replicationFlow({ bound, route, demand, every, peak, lagAlone }: FlowInputs): LinkFlow | undefined {
  if (route.hops.length === 0 || !demand.known || !demand.service) return undefined;
  const { replication, workload, from, to } = bound;
  const { mode, consistencyGroup } = replication;
  const cap = flowCap(route.hops, replication.reduction, replication.window);
  const sent = every ? sentProfile(bound, every, demand) : demand.wire;
  const ways = route.hops.map(({ link, forward }) => `${link.link.name}${forward ? ">" : "<"}`);
  return {
    block: replication.id,
    of: workload.workload.name,
    key: [workload.workload.name, to.name, from.name, mode].join(" "),
    group: consistencyGroup && [consistencyGroup, from.name, to.name, mode, ...ways].join(" "),
    asks: mode === "sync" || mode === "quorum" ? "room" : every ? "service" : "lag",
    priority: flowPriority(replication),
    ...routeLoads(route.hops, replication.reduction),
    demand: sent,
    burst: peak ?? sent,
    cap,
    unheld: cap === undefined || profileMax(sent.high) < profileMin(cap.low),
    cycle: every && cycleLoad(bound, demand),
    lagAlone,
  };
}
