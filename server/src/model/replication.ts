import { parseWindow } from "../quantity/parse-window.ts";
import type { Bytes, Ratio, Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { WeekSpan } from "../quantity/week.ts";
import type { DeclarationOf } from "./declaration.ts";
import { readDuration, readRatio, readSize } from "./read-quantity.ts";

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
  /** When it may send; absent: always. */
  readonly window: readonly WeekSpan[] | undefined;
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
    window: readWindow(value.window),
  };
}

function readShipping(
  written: DeclarationOf<"replicate">["document"]["value"]["initial-copy"],
): Uncertain<Seconds> | undefined {
  return typeof written === "object" && written.method === "shipped" ? readDuration(written.takes) : undefined;
}

function readWindow(text: string | undefined): readonly WeekSpan[] | undefined {
  if (text === undefined) return undefined;
  const parsed = parseWindow(text);
  return parsed.ok ? parsed.spans : undefined;
}
