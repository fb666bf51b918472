import type { Seconds } from "../quantity/quantity.ts";
import type { DeclarationOf } from "./declaration.ts";
import { readDuration } from "./read-quantity.ts";

/** Objectives that workloads share. A range counts as its strict end: what is promised must hold at the low value. */
export interface Tier {
  readonly id: number;
  readonly name: string;
  readonly label: string | undefined;
  readonly rpo: Seconds | undefined;
  readonly rto: Seconds | undefined;
  /** The most that replication may add to a write. */
  readonly writeLatency: Seconds | undefined;
}

export function readTier({ id, document: { value } }: DeclarationOf<"tier">): Tier {
  return {
    id,
    name: value.name ?? "",
    label: value.label,
    rpo: readDuration(value.rpo)?.low,
    rto: readDuration(value.rto)?.low,
    writeLatency: readDuration(value["write-latency"])?.low,
  };
}
