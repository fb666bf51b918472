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
 * carries nothing but this replication.
 *
 * Over the network all data travel. When disks travel, it is their journey and then what changed on the way, which is
 * never more than the data. Nothing while data, change or the route's capacity are not known.
 */
export function initialCopyTime(
  { bound, route, demand }: ReplicationEstimate,
  spare?: SpareOf,
): UncertainDuration | undefined {
  if (!route) return exactDuration(never("no-route"));
  const { workload } = bound.workload;
  const { shipping, reduction, window } = bound.replication;
  const service = demand?.service;
  if (!workload.data || !demand?.known || !service) return undefined;
  // Its own changes are among what goes first.
  const beside = spare?.(route, INITIAL_COPY_PRIORITY, reduction, undefined, window);
  const sent = (size: Uncertain<Bytes>) =>
    beside ? uncertainCopyTime(size, beside, NO_RATES) : uncertainCopyTime(size, service, demand.wire);
  const data = dataOnWire(bound.replication, workload);
  if (!shipping) return sent(data);
  return risingDurations(durationOf(shipping), sent(atMost(comesWithin(demand.wire, shipping), data)), plus);
}
