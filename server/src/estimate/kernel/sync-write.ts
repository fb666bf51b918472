import {
  type Bytes,
  bytes,
  type Frequency,
  frequency,
  type Rate,
  type Seconds,
  seconds,
} from "../../quantity/quantity.ts";
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
  /** Time that the other side takes over it; `REMOTE_SERVICE` if left out. */
  readonly remoteService?: Uncertain<Seconds>;
}

/** Size of a write where the workload does not say: 8 KiB, a common database page. */
export const DEFAULT_WRITE_SIZE: Bytes = bytes(8 * 1024);

/** Time that a remote array takes to accept a write into its cache. Own choice, unverified. */
export const REMOTE_SERVICE: Seconds = seconds(0.1e-3);

/** Time that a write takes without replication. Own choice for flash storage, unverified. */
export const LOCAL_SERVICE: Seconds = seconds(0.5e-3);

/**
 * What replication adds to the latency of one write: its round trips, its way through what is left of the goodput, and the
 * remote service. Never if nothing is left.
 */
export function addedWriteLatency(write: SyncWrite): UncertainDuration {
  return {
    low: latency(write, "low", "high"),
    likely: latency(write, "likely", "likely"),
    high: latency(write, "high", "low"),
  };
}

/** Writes per second of one writer that waits for each: 1 / (local + added); 0 if a write never ends. */
export function writesPerSecond(added: UncertainDuration, local: Seconds = LOCAL_SERVICE): Uncertain<Frequency> {
  const writes = (wait: Duration) => frequency(wait.kind === "never" ? 0 : 1 / (local + wait.time));
  return { low: writes(added.high), likely: writes(added.likely), high: writes(added.low) };
}

function latency(write: SyncWrite, longer: keyof Uncertain, goodput: keyof Uncertain): Duration {
  const left = write.goodput[goodput];
  if (left <= 0) return never("no-capacity");
  const service = write.remoteService?.[longer] ?? REMOTE_SERVICE;
  return after(write.roundTrips[longer] * write.rtt[longer] + write.size[longer] / left + service);
}
