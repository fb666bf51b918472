import { type Metres, metres, type Rate, rate, type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import type { UncertainDuration } from "./duration.ts";
import type { SyncLoad } from "./sync-load.ts";
import { durationWithinLimit, type Limit, type Verdict, withinLimit } from "./within-limit.ts";

/** What is known of a synchronous replication, and what must not be exceeded. A limit left out is none. */
export interface SyncCase {
  readonly rtt: Uncertain<Seconds>;
  /** The least round trip that physics allows between the places. */
  readonly rttFloor: Seconds;
  readonly rttLimit?: Limit<Seconds>;
  /** Length of the route, and its least: the great circle. */
  readonly distance: Uncertain<Metres>;
  readonly greatCircle: Metres;
  readonly distanceLimit?: Limit<Metres>;
  readonly roundTrips: Uncertain;
  readonly addedLatency: UncertainDuration;
  readonly latencyLimit?: Limit<Seconds>;
  readonly load: SyncLoad;
}

/** One limit and how it is kept. `margin` is what the likely value leaves of it, below 0 what it is over. */
export type SyncFact =
  | {
      readonly kind: "rtt";
      readonly verdict: Verdict;
      readonly value: Uncertain<Seconds>;
      readonly limit: Seconds;
      /** Up to this the limit is kept in any case; below `limit` where that depends. */
      readonly sure: Seconds;
      readonly margin: Seconds;
      readonly floor: Seconds;
      /** The floor alone breaks the limit: no line that money buys would help. */
      readonly brokenByFloor: boolean;
    }
  | {
      readonly kind: "distance";
      readonly verdict: Verdict;
      readonly value: Uncertain<Metres>;
      readonly limit: Metres;
      readonly sure: Metres;
      readonly margin: Metres;
      readonly floor: Metres;
      readonly brokenByFloor: boolean;
    }
  | {
      readonly kind: "write-latency";
      readonly verdict: Verdict;
      readonly value: UncertainDuration;
      readonly limit: Seconds;
      /** Absent when a write never ends. */
      readonly margin?: Seconds;
      readonly floor: Seconds;
      readonly brokenByFloor: boolean;
    }
  | {
      readonly kind: "capacity";
      readonly verdict: Verdict;
      readonly load: SyncLoad;
      readonly margin: Rate;
      readonly brokenByFloor: false;
    };

/** Every limit that applies, kept or not, in the order of `SyncFact`. Feasible is what `worstVerdict` of them says. */
export function syncFacts(sync: SyncCase): SyncFact[] {
  const facts: SyncFact[] = [];
  const { rttLimit, distanceLimit, latencyLimit, load } = sync;
  if (rttLimit !== undefined) {
    facts.push({
      kind: "rtt",
      verdict: withinLimit(sync.rtt, rttLimit),
      value: sync.rtt,
      limit: rttLimit.most,
      sure: rttLimit.sure ?? rttLimit.most,
      margin: seconds(rttLimit.most - sync.rtt.likely),
      floor: sync.rttFloor,
      brokenByFloor: breaks(sync.rttFloor, rttLimit),
    });
  }
  if (distanceLimit !== undefined) {
    facts.push({
      kind: "distance",
      verdict: withinLimit(sync.distance, distanceLimit),
      value: sync.distance,
      limit: distanceLimit.most,
      sure: distanceLimit.sure ?? distanceLimit.most,
      margin: metres(distanceLimit.most - sync.distance.likely),
      floor: sync.greatCircle,
      brokenByFloor: breaks(sync.greatCircle, distanceLimit),
    });
  }
  if (latencyLimit !== undefined) facts.push(latencyFact(sync, latencyLimit));
  const margin = rate(load.available - load.required);
  facts.push({ kind: "capacity", verdict: load.verdict, load, margin, brokenByFloor: false });
  return facts;
}

function latencyFact({ addedLatency, roundTrips, rttFloor }: SyncCase, limit: Limit<Seconds>): SyncFact {
  const floor = seconds(roundTrips.low * rttFloor);
  const { likely } = addedLatency;
  return {
    kind: "write-latency",
    verdict: durationWithinLimit(addedLatency, limit),
    value: addedLatency,
    limit: limit.most,
    ...(likely.kind === "never" ? {} : { margin: seconds(limit.most - likely.time) }),
    floor,
    brokenByFloor: breaks(floor, limit),
  };
}

function breaks(floor: number, limit: Limit): boolean {
  return withinLimit({ low: floor, likely: floor, high: floor }, limit) === "missed";
}
