import type { BoundReplication } from "../model/bind.ts";
import type { Rate } from "../quantity/quantity.ts";
import { cycleInterval, isCyclic } from "./cycle-estimate.ts";
import { type Demand, demandOf } from "./demand.ts";
import { type UncertainLag, uncertainLag } from "./kernel/uncertain-lag.ts";
import { sameRates, type UncertainProfile } from "./kernel/weekly-profile.ts";
import type { LinkFlow } from "./link-flow.ts";
import { replicationFlow } from "./replication-flow.ts";
import type { Route } from "./route.ts";

/** What is known of a replication without what shares its links. */
export interface ReplicationAlone {
  readonly route: Route;
  readonly demand: Demand;
  /** Present for async, when change and capacity are known. */
  readonly lag: UncertainLag | undefined;
}

const known = new WeakMap<BoundReplication, readonly ReplicationAlone[]>();

/** Routes of a copy that are kept in mind: its own, and detours while something is lost. Own choice. */
const MOST_ROUTES = 4;

/** Found once for a route: what else is on its links may change often. */
export function replicationAlone(bound: BoundReplication, route: Route): ReplicationAlone {
  const before = known.get(bound) ?? [];
  const same = before.find((alone) => sameRoute(alone.route, route));
  if (same) return same;
  const demand = demandOf(bound, route);
  const service = bound.replication.mode === "async" && demand.known ? demand.service : undefined;
  const alone = { route, demand, lag: service && uncertainLag(demand.wire, service) };
  known.set(bound, [alone, ...before.slice(0, MOST_ROUTES - 1)]);
  return alone;
}

function sameRoute(a: Route, b: Route): boolean {
  return (
    a === b ||
    (a.hops.length === b.hops.length &&
      a.hops.every(({ link, forward }, i) => link === b.hops[i]?.link && forward === b.hops[i]?.forward))
  );
}

interface KnownFlow {
  readonly peak: UncertainProfile<Rate> | undefined;
  readonly flow: LinkFlow | undefined;
}

const flows = new WeakMap<ReplicationAlone, KnownFlow>();

/**
 * The replication as a flow; `peak` is what it sends with bursts, of a synchronous copy. The same object as long as
 * nothing about it changes: where flows are others than before, what shares links with them is looked at again.
 */
export function flowOf(
  bound: BoundReplication,
  alone: ReplicationAlone,
  peak: UncertainProfile<Rate> | undefined,
): LinkFlow | undefined {
  const before = flows.get(alone);
  if (before && (before.peak === peak || (before.peak && peak && sameRates(before.peak, peak)))) return before.flow;
  const { route, demand, lag } = alone;
  const every = isCyclic(bound.replication.mode) ? cycleInterval(bound) : undefined;
  const flow = replicationFlow({ bound, route, demand, every, peak, lagAlone: lag });
  flows.set(alone, { peak, flow });
  return flow;
}
