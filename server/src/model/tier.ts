import { type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import type { DeclarationOf } from "./declaration.ts";
import { readDuration } from "./read-quantity.ts";

/** Objectives that workloads share. A range counts as its strict end: what is promised must hold at the low value. */
export interface Tier {
  readonly id: number;
  readonly name: string;
  readonly label: string | undefined;
  readonly rpo: Seconds | undefined;
  readonly rto: Seconds | undefined;
  /** Longest outage, work recovery included, that the business survives. */
  readonly mtd: Seconds | undefined;
  /** Time that people need after recovery to catch up on lost work; 0 if left out. */
  readonly workRecovery: Uncertain<Seconds>;
  /** What holds instead of `rpo` when data was corrupted rather than destroyed: declared, else the `rpo`. */
  readonly corruptionRpo: Seconds | undefined;
  /** What holds instead of `rto` then: declared, else the `rto`. */
  readonly corruptionRto: Seconds | undefined;
  /** The most that replication may add to a write. */
  readonly writeLatency: Seconds | undefined;
  /** How far back a point in time must still exist. */
  readonly retain: Seconds | undefined;
  /** Which tiers recover first, lower first; absent: by `rto`. */
  readonly order: number | undefined;
}

export function readTier({ id, document: { value } }: DeclarationOf<"tier">): Tier {
  const rpo = readDuration(value.rpo)?.low;
  const rto = readDuration(value.rto)?.low;
  return {
    id,
    name: value.name ?? "",
    label: value.label,
    rpo,
    rto,
    mtd: readDuration(value.mtd)?.low,
    workRecovery: readDuration(value["work-recovery"]) ?? exactly(seconds(0)),
    corruptionRpo: readDuration(value["corruption-rpo"])?.low ?? rpo,
    corruptionRto: readDuration(value["corruption-rto"])?.low ?? rto,
    writeLatency: readDuration(value["write-latency"])?.low,
    retain: readDuration(value.retain)?.high,
    order: value.order,
  };
}
