import { type Bytes, type Ratio, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import type { WeekSpan } from "../quantity/week.ts";
import type { DeclarationOf } from "./declaration.ts";
import { readDuration, readRatio, readSize } from "./read-quantity.ts";
import { readWindows } from "./read-windows.ts";

/** A `replicate` block as declared; it stands for one replication of each of its workloads. */
export interface Replication {
  readonly id: number;
  readonly workloads: readonly string[];
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly over: readonly string[] | undefined;
  readonly mode: ReplicationMode | undefined;
  readonly failover: "active" | "automatic" | "manual";
  readonly using: string | undefined;
  readonly every: Uncertain<Seconds> | undefined;
  readonly reduction: Uncertain<Ratio> | undefined;
  readonly amplification: Uncertain<Ratio> | undefined;
  readonly roundTrips: number | undefined;
  readonly journal: Uncertain<Bytes> | undefined;
  readonly onLinkLoss: "continue" | "stop" | undefined;
  readonly witness: string | undefined;
  readonly priority: number | undefined;
  /** How long the disks travel that bring the first copy; absent: it goes over the route. */
  readonly shipping: Uncertain<Seconds> | undefined;
  /** Points in time kept at the copy; absent: what the product keeps, else only the newest state. */
  readonly history: History | undefined;
  /** How long the copy holds changes back before it applies them. */
  readonly applyDelay: Uncertain<Seconds>;
  /** Copies of one group are consistent with each other and travel as one flow. */
  readonly consistencyGroup: string | undefined;
  /** Time to make the copy usable; absent: by the product's class or the workload's kind. */
  readonly promote: Uncertain<Seconds> | undefined;
  /** When it may send; absent: always. */
  readonly window: readonly WeekSpan[] | undefined;
}

/** Points in time: how far back they reach, and how far apart they are (absent: as close as the copy is refreshed). */
export interface History {
  readonly keep: Uncertain<Seconds>;
  readonly every: Uncertain<Seconds> | undefined;
}

export type ReplicationMode = NonNullable<DeclarationOf<"replicate">["document"]["value"]["mode"]>;

export function readReplication({ id, document }: DeclarationOf<"replicate">): Replication {
  const { value } = document;
  return {
    id,
    workloads: value.workloads ?? [],
    from: value.from,
    to: value.to,
    over: value.over,
    mode: value.mode,
    failover: value.failover ?? "manual",
    using: value.using,
    every: readDuration(value.every),
    reduction: readRatio(value.reduction),
    amplification: readRatio(value.amplification),
    roundTrips: value["round-trips"],
    journal: readSize(value.journal),
    onLinkLoss: value["on-link-loss"],
    witness: value.witness,
    priority: value.priority,
    shipping: readShipping(value["initial-copy"]),
    history: readHistory(value.history),
    applyDelay: readDuration(value["apply-delay"]) ?? exactly(seconds(0)),
    consistencyGroup: value["consistency-group"],
    promote: readDuration(value.promote),
    window: readWindows(value.window),
  };
}

function readHistory(written: DeclarationOf<"replicate">["document"]["value"]["history"]): History | undefined {
  if (written === undefined) return undefined;
  const { keep, every } = typeof written === "string" ? { keep: written, every: undefined } : written;
  const back = readDuration(keep);
  return back && { keep: back, every: readDuration(every) };
}

function readShipping(
  written: DeclarationOf<"replicate">["document"]["value"]["initial-copy"],
): Uncertain<Seconds> | undefined {
  return typeof written === "object" && written.method === "shipped" ? readDuration(written.takes) : undefined;
}
