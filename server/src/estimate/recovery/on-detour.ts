import type { Constants } from "../../model/constants.ts";
import { estimateReplication, type ReplicationEstimate } from "../replication-estimate.ts";
import type { Route } from "../route.ts";
import type { Sharing } from "../sharing.ts";

/** A copy as it is by another way, with what it gets of that where others are in its way. */
export function onDetour(
  { bound, source }: ReplicationEstimate,
  route: Route,
  constants: Constants,
  shared?: Sharing,
): ReplicationEstimate {
  return estimateReplication({ bound, route, quorum: [], source, constants, witness: undefined, shared });
}
