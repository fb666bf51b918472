import { type Bytes, type Frequency, frequency, type Rate, type Seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { after, type Duration, never, type UncertainDuration } from "./duration.ts";

/** A write that is acknowledged only when the other side has it. */
export interface SyncWrite {
  readonly rtt: Uncertain<Seconds>;
  /** Round trips of one write: 1, or 2 for a SCSI write without write acceleration. */
  readonly roundTrips: Uncertain;
  readonly size: Uncertain<Bytes>;
  /** Goodput left for it at the busiest time (`SyncLoad.left`). */
  readonly goodput: Uncertain<Rate>;
  /** Time that the other side takes over it. */
  readonly remoteService: Uncertain<Seconds>;
  /** What the product itself adds, as its maker publishes; nothing if left out. */
  readonly overhead?: Uncertain<Seconds>;
}

/**
 * What replication adds to the latency of one write: its round trips, its way through what is left of the goodput, the
 * remote service and the product's own part. Never if nothing is left.
 */
export function addedWriteLatency(write: SyncWrite): UncertainDuration {
  return {
    low: latency(write, "low", "high"),
    likely: latency(write, "likely", "likely"),
    high: latency(write, "high", "low"),
  };
}

/**
 * Writes per second of one writer that waits for each: 1 / (local + added), with the time `local` that a write takes
 * without replication; 0 if a write never ends.
 */
export function writesPerSecond(added: UncertainDuration, local: Uncertain<Seconds>): Uncertain<Frequency> {
  const writes = (bound: keyof Uncertain) => {
    const wait = added[bound];
    return frequency(wait.kind === "never" ? 0 : 1 / (local[bound] + wait.time));
  };
  return { low: writes("high"), likely: writes("likely"), high: writes("low") };
}

function latency(write: SyncWrite, longer: keyof Uncertain, goodput: keyof Uncertain): Duration {
  const left = write.goodput[goodput];
  if (left <= 0) return never("no-capacity");
  const there = write.roundTrips[longer] * write.rtt[longer] + write.size[longer] / left;
  return after(there + write.remoteService[longer] + (write.overhead?.[longer] ?? 0));
}
