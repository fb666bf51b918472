import type { BoundReplication } from "../model/bind.ts";
import { type Rate, type Ratio, rate, ratio } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import {
  lowerProfile,
  mapProfile,
  profileMean,
  type UncertainProfile,
  uncertainProfile,
} from "./kernel/weekly-profile.ts";
import { wireDemand } from "./kernel/wire-demand.ts";
import { rates } from "./link-estimate.ts";
import { optimiserGain } from "./optimiser-gain.ts";
import type { Route } from "./route.ts";

/** What a replication sends and what its route takes of it, both in bytes on the wire before any optimiser. */
export interface Demand {
  /** False when the workload does not say how fast it changes: then there is no demand to judge, and the rates are 0. */
  readonly known: boolean;
  /** What the workload writes, all its copies together. */
  readonly change: UncertainProfile<Rate>;
  readonly wire: UncertainProfile<Rate>;
  /** The mean of `wire` over the week. */
  readonly mean: Uncertain<Rate>;
  /** What the route carries of it; absent when that of a hop is not known. */
  readonly service: UncertainProfile<Rate> | undefined;
  /** Set where an optimiser on the route and the replication's own reduction meet: the smaller one does not count. */
  readonly ignored: "optimiser" | "reduction" | undefined;
}

const ONE = exactly(ratio(1));

export function demandOf({ workload: { workload }, replication }: BoundReplication, route: Route): Demand {
  const one = rates(workload.change, exactly(rate(0)));
  const change = workload.count === 1 ? one : scaled(one, exactly(ratio(workload.count)));
  const own = replication.reduction ?? ONE;
  const wire = wireDemand(change, replication.amplification ?? ONE, own);
  const { service, ignored } = serviceOf(route, replication.reduction);
  const { window } = replication;
  return {
    known: workload.change.length > 0,
    change,
    wire,
    mean: meanOf(wire),
    service: service && window ? within(service, window) : service,
    ignored,
  };
}

function meanOf({ low, likely, high }: UncertainProfile<Rate>): Uncertain<Rate> {
  const mean = profileMean(likely);
  if (low === likely && high === likely) return exactly(mean);
  return { low: profileMean(low), likely: mean, high: profileMean(high) };
}

/** What a route carries of a flow, in its own bytes after its `reduction`; and which gain does not count. */
export function serviceOf(route: Route, reduction: Uncertain<Ratio> | undefined): Pick<Demand, "service" | "ignored"> {
  if (route.hops.every(({ link }) => link.link.optimiser === undefined)) {
    return { service: route.capacity, ignored: undefined };
  }
  let service: UncertainProfile<Rate> | undefined;
  let ignored: Demand["ignored"];
  for (const { link } of route.hops) {
    const capacity = link.flow?.flowCapacity;
    if (!capacity) return { service: undefined, ignored };
    const optimised = optimiserGain(link, reduction);
    ignored ??= optimised.ignored;
    const carried = scaled(capacity, optimised.gain);
    service = service
      ? {
          low: lowerProfile(service.low, carried.low),
          likely: lowerProfile(service.likely, carried.likely),
          high: lowerProfile(service.high, carried.high),
        }
      : carried;
  }
  return { service, ignored };
}

function scaled(profile: UncertainProfile<Rate>, by: Uncertain<Ratio>): UncertainProfile<Rate> {
  const low = mapProfile(profile.low, (value) => rate(value * by.low));
  if (profile.low === profile.high && by.low === by.high) return { low, likely: low, high: low };
  return {
    low,
    likely: mapProfile(profile.likely, (value) => rate(value * by.likely)),
    high: mapProfile(profile.high, (value) => rate(value * by.high)),
  };
}

/** The service inside the window, nothing outside. */
function within(service: UncertainProfile<Rate>, windows: NonNullable<BoundReplication["replication"]["window"]>) {
  const open = uncertainProfile(exactly(rate(0)), [{ windows, value: exactly(rate(Number.MAX_VALUE)) }]);
  return {
    low: lowerProfile(service.low, open.low),
    likely: lowerProfile(service.likely, open.likely),
    high: lowerProfile(service.high, open.high),
  };
}
