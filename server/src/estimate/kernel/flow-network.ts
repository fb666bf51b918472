import type { Rate, Ratio } from "../../quantity/quantity.ts";
import type { WeeklyProfile } from "./weekly-profile.ts";

/** Flows on links that they share: one direction of a link is a link of its own. All rates are 0 or more. */
export interface FlowNetwork {
  /** What each link leaves for the flows, in bytes on the wire per second. */
  readonly capacities: readonly WeeklyProfile<Rate>[];
  readonly flows: readonly SharedFlow[];
}

export interface SharedFlow {
  /** What the source has to send: piecewise constant over the week, in any bytes of the flow's own. */
  readonly demand: WeeklyProfile<Rate>;
  /** The links of its route, as indices of `capacities`; none twice. All of them carry a byte at the same time. */
  readonly links: readonly number[];
  /** What a byte of the demand takes of each of `links`: less than 1 behind an optimiser. Above 0; 1 if left out. */
  readonly loads?: readonly Ratio[];
  /** Lower goes first, strictly: a flow gets what all flows of lower number leave. */
  readonly priority: number;
  /** What the flow itself never exceeds, such as the throughput of its TCP streams; in bytes of the demand per second. */
  readonly cap?: WeeklyProfile<Rate>;
  /** What the others have to reckon with instead of `cap`, where it is not known and bounds are sought. */
  readonly claim?: WeeklyProfile<Rate>;
}

/** What a byte of the flow's demand takes of the link at position `hop` of its route. */
export function loadOf(flow: Pick<SharedFlow, "loads">, hop: number): number {
  return flow.loads?.[hop] ?? 1;
}
