import type { Constants } from "../../model/constants.ts";
import type { LinkFlow } from "../link-flow.ts";
import { flowOf, replicationAlone } from "../replication-alone.ts";
import { estimateReplication, isSynchronous, type ReplicationEstimate } from "../replication-estimate.ts";
import type { Route } from "../route.ts";
import type { Sharing } from "../sharing.ts";
import { syncPeak } from "../sync-estimate.ts";

/** What a copy sends by another way; nothing where that is not known. */
export function flowOnDetour({ bound }: ReplicationEstimate, route: Route, constants: Constants): LinkFlow | undefined {
  const alone = replicationAlone(bound, route);
  const waits = isSynchronous(bound) && route.rtt !== undefined;
  return flowOf(bound, alone, waits ? syncPeak(bound, alone.demand, constants) : undefined);
}

/** A copy as it is by another way, with what it gets of that where others are in its way. */
export function onDetour(
  { bound, source }: ReplicationEstimate,
  route: Route,
  constants: Constants,
  shared?: Sharing,
): ReplicationEstimate {
  return estimateReplication({ bound, route, quorum: [], source, constants, witness: undefined, shared });
}
