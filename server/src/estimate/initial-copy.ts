import { type Bytes, bytes, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { WEEK } from "../quantity/week.ts";
import { uncertainCopyTime } from "./kernel/copy-time-any-start.ts";
import { durationOf, exactDuration, never, plus, risingDurations, type UncertainDuration } from "./kernel/duration.ts";
import { profileIntegral, type UncertainProfile, type WeeklyProfile } from "./kernel/weekly-profile.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";

/**
 * How long it takes until the first copy is there and has caught up with the changes made meanwhile, started at any
 * instant of the week, on a route that carries nothing but this replication.
 *
 * Over the network all data travel. When disks travel, it is their journey and then what changed on the way, which is
 * never more than the data. Nothing while data, change or the route's capacity are not known.
 */
export function initialCopyTime({ bound, route, demand }: ReplicationEstimate): UncertainDuration | undefined {
  if (!route) return exactDuration(never("no-route"));
  const { workload } = bound.workload;
  const { shipping, reduction } = bound.replication;
  if (!workload.data || !demand?.known || !demand.service) return undefined;
  const data = onWire(workload.data, workload.count, reduction ?? exactly(1));
  if (!shipping) return uncertainCopyTime(data, demand.service, demand.wire);
  const late = least(changedWithin(demand.wire, shipping), data);
  return risingDurations(durationOf(shipping), uncertainCopyTime(late, demand.service, demand.wire), plus);
}

function onWire(data: Uncertain<Bytes>, count: number, reduction: Uncertain): Uncertain<Bytes> {
  return {
    low: bytes((data.low * count) / reduction.high),
    likely: bytes((data.likely * count) / reduction.likely),
    high: bytes((data.high * count) / reduction.low),
  };
}

/** What is written within a time that begins at any instant: in the quietest, the mean, the busiest stretch of the week. */
function changedWithin(wire: UncertainProfile, time: Uncertain<Seconds>): Uncertain<Bytes> {
  const mean = profileIntegral(wire.likely, seconds(0), seconds(WEEK)) * (time.likely / WEEK);
  return {
    low: bytes(Math.min(mean, ...stretches(wire.low, time.low))),
    likely: bytes(mean),
    high: bytes(Math.max(mean, ...stretches(wire.high, time.high))),
  };
}

/** The integral over a stretch is least and most where the stretch begins or ends at a breakpoint. */
function stretches(profile: WeeklyProfile, length: Seconds): readonly number[] {
  return profile.starts.flatMap((start) => {
    const ending = (((start - length) % WEEK) + WEEK) % WEEK;
    return [start, ending].map((from) => profileIntegral(profile, seconds(from), length));
  });
}

function least(a: Uncertain<Bytes>, b: Uncertain<Bytes>): Uncertain<Bytes> {
  return {
    low: bytes(Math.min(a.low, b.low)),
    likely: bytes(Math.min(a.likely, b.likely)),
    high: bytes(Math.min(a.high, b.high)),
  };
}
