import type { Bytes } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { INITIAL_COPY_PRIORITY } from "./flow-priority.ts";
import { dataOnWire } from "./journal-estimate.ts";
import { uncertainCopyTime } from "./kernel/copy-time-any-start.ts";
import { durationOf, exactDuration, never, plus, risingDurations, type UncertainDuration } from "./kernel/duration.ts";
import { atMost, comesWithin } from "./kernel/outage.ts";
import { NO_RATES } from "./kernel/weekly-profile.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";
import type { SpareOf } from "./spare-service.ts";

/**
 * How long it takes until the first copy is there and has caught up with the changes made meanwhile, started at any
 * instant of the week, on what the plan's other flows leave of the route (`spare`); without it, on a route that
 * carries nothing but this replication. No other first copy is on its way: see `InitialCopy` for several.
 *
 * Over the network all data travel. When disks travel, it is their journey and then what changed on the way, which is
 * never more than the data. Nothing while data, change or the route's capacity are not known.
 */
export function initialCopyTime(estimate: ReplicationEstimate, spare?: SpareOf): UncertainDuration | undefined {
  const { bound, route, demand } = estimate;
  if (!route) return exactDuration(never("no-route"));
  const { shipping, reduction, window } = bound.replication;
  const service = demand?.service;
  const size = sentAtFirst(estimate);
  if (!size || !demand?.known || !service) return undefined;
  // Its own changes are among what goes first.
  const beside = spare?.(route, INITIAL_COPY_PRIORITY, reduction, undefined, window);
  const sent = beside ? uncertainCopyTime(size, beside, NO_RATES) : uncertainCopyTime(size, service, demand.wire);
  return shipping ? risingDurations(durationOf(shipping), sent, plus) : sent;
}

/**
 * What the first copy sends over the route, on the wire: all data, or what changed while disks travelled. Nothing while
 * that is not known.
 */
export function sentAtFirst({ bound, demand }: ReplicationEstimate): Uncertain<Bytes> | undefined {
  const { workload } = bound.workload;
  const { shipping } = bound.replication;
  if (!workload.data) return undefined;
  const data = dataOnWire(bound.replication, workload);
  if (!shipping) return data;
  return demand?.known ? atMost(comesWithin(demand.wire, shipping), data) : undefined;
}
