import type { Rate } from "../quantity/quantity.ts";
import type { Traveller } from "./consistency-flows.ts";
import type { UncertainFlow, UncertainNetwork } from "./kernel/uncertain-flows.ts";
import { exactProfile, sameProfile, type UncertainProfile } from "./kernel/weekly-profile.ts";
import { wayKey } from "./link-flow.ts";
import type { Hop } from "./network.ts";

/** Travellers on the directions of links that they take. */
export interface LinkNetwork extends UncertainNetwork {
  readonly flows: readonly NetworkFlow[];
}

/** … and where each direction stands in it, by its `wayKey`. */
export interface MappedNetwork extends LinkNetwork {
  readonly positions: ReadonlyMap<string, number>;
}

export interface NetworkFlow extends UncertainFlow {
  readonly of: Traveller;
}

/** The network of the travellers and of `hops`. */
export function linkNetwork(all: readonly Traveller[], hops: readonly Hop[] = []): MappedNetwork {
  const capacities: UncertainProfile<Rate>[] = [];
  const positions = new Map<string, number>();
  const indexOf = (hop: Hop) => {
    const key = wayKey(hop);
    let index = positions.get(key);
    if (index === undefined) {
      // A flow exists only where the capacity of every hop is known.
      index = capacities.push(asOne(hop.link.flow?.capacity as UncertainProfile<Rate>)) - 1;
      positions.set(key, index);
    }
    return index;
  };
  for (const hop of hops) indexOf(hop);
  const flows = all.map((of): NetworkFlow => {
    const { demand, loads, priority, cap } = of.flow;
    return { of, demand, links: of.flow.hops.map(indexOf), loads, priority, ...(cap ? { cap } : {}) };
  });
  return { capacities, flows, positions };
}

/** One object for a capacity without uncertainty, which spares solving it thrice. */
function asOne(capacity: UncertainProfile<Rate>): UncertainProfile<Rate> {
  const { low, likely, high } = capacity;
  return sameProfile(low, likely) && sameProfile(likely, high) ? exactProfile(likely) : capacity;
}
