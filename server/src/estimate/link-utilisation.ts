import type { Rate } from "../quantity/quantity.ts";
import {
  combineProfiles,
  mapProfile,
  profileMax,
  profileMean,
  sumProfiles,
  type WeeklyProfile,
} from "./kernel/weekly-profile.ts";
import type { LinkEstimate } from "./link-estimate.ts";
import type { LinkFlow } from "./link-flow.ts";

/**
 * What replications and backups together send over a link, as a share of what it leaves for them; above 1 it queues.
 * Of a two-way link the busier direction. In the likely case.
 */
export interface LinkUtilisation {
  /** Mean load over mean capacity; undefined when a link without any capacity should carry something. */
  readonly mean: number | undefined;
  /**
   * The highest share at any instant of the week, synchronous copies at their bursts; undefined when something should
   * be sent while the link carries nothing.
   */
  readonly peak: number | undefined;
}

/** Nothing for a link whose capacity is not known. `flows` are those whose routes take the link. */
export function linkUtilisation(estimate: LinkEstimate, flows: readonly LinkFlow[]): LinkUtilisation | undefined {
  const capacity = estimate.flow?.capacity.likely;
  if (!capacity) return undefined;
  const [one, other] = [true, false].map((forward) => {
    const loads = flows.flatMap((flow) => loadOf(flow, estimate, forward));
    const mean = sumProfiles(loads.map((load) => load.mean));
    const peak = sumProfiles(loads.map((load) => load.peak));
    return {
      mean: share(profileMean(mean), profileMean(capacity)),
      peak: profileMax(combineProfiles(peak, capacity, share)),
    };
  });
  return {
    mean: finite(Math.max(one?.mean ?? 0, other?.mean ?? 0)),
    peak: finite(Math.max(one?.peak ?? 0, other?.peak ?? 0)),
  };
}

interface Load {
  readonly mean: WeeklyProfile<Rate>;
  readonly peak: WeeklyProfile<Rate>;
}

/** Nothing of a flow that does not take the link in that direction. */
function loadOf({ hops, loads, demand, burst }: LinkFlow, { link }: LinkEstimate, forward: boolean): readonly Load[] {
  const hop = hops.findIndex((each) => each.link.link.id === link.id && each.forward === forward);
  const load = loads[hop]?.likely;
  if (load === undefined) return [];
  return [{ mean: scaled(demand.likely, load), peak: scaled(burst.likely, load) }];
}

function scaled(profile: WeeklyProfile<Rate>, by: number): WeeklyProfile<Rate> {
  return by === 1 ? profile : mapProfile(profile, (value) => (value * by) as Rate);
}

function share(load: number, capacity: number): number {
  return load === 0 ? 0 : load / capacity;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
