import { type Rate, type Ratio, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import type { WeekSpan } from "../quantity/week.ts";
import type { DeclarationOf } from "./declaration.ts";
import { type Instant, readInstant } from "./read-instant.ts";
import { readDuration, readRate, readRatio } from "./read-quantity.ts";
import { readWindows } from "./read-windows.ts";

/** A `backup` block as declared; `of` names workloads, or backups that it copies on. */
export interface Backup {
  readonly id: number;
  readonly name: string;
  readonly of: readonly string[];
  readonly to: string | undefined;
  readonly over: readonly string[] | undefined;
  readonly every: Uncertain<Seconds> | undefined;
  /** When one starts; absent: at any time. */
  readonly at: Instant | undefined;
  /** Absent: only the first full travels. */
  readonly fullEvery: Uncertain<Seconds> | undefined;
  readonly method: BackupMethod;
  /** When it may run; absent: always. */
  readonly window: readonly WeekSpan[] | undefined;
  /** How fast the backup system reads or writes. */
  readonly rate: Uncertain<Rate> | undefined;
  readonly reduction: Uncertain<Ratio> | undefined;
  /** How long it stays at the source before it is passed on; 0 if left out. */
  readonly hold: Uncertain<Seconds>;
  /** How long a courier takes; it then uses no link. */
  readonly transit: Uncertain<Seconds> | undefined;
  /** How long taking it lasts, when measured. */
  readonly takes: Uncertain<Seconds> | undefined;
  /** How long each is kept; absent: until the next one replaces it. */
  readonly keep: Uncertain<Seconds> | undefined;
  readonly offline: boolean;
  readonly immutable: boolean;
  readonly restoreRate: Uncertain<Rate> | undefined;
  /** Time before reading back can start; 0 if left out. */
  readonly restoreLead: Uncertain<Seconds>;
  readonly priority: number | undefined;
}

export type BackupMethod = NonNullable<DeclarationOf<"backup">["document"]["value"]["method"]>;

export function readBackup({ id, document }: DeclarationOf<"backup">): Backup {
  const { value } = document;
  const every = typeof value.every === "object" ? value.every : { interval: value.every, at: undefined };
  return {
    id,
    name: value.name ?? "",
    of: value.of ?? [],
    to: value.to,
    over: value.over,
    every: readDuration(every.interval),
    at: readInstant(every.at),
    fullEvery: readDuration(value["full-every"]),
    method: value.method ?? "image",
    window: readWindows(value.window),
    rate: readRate(value.rate),
    reduction: readRatio(value.reduction),
    hold: readDuration(value.hold) ?? exactly(seconds(0)),
    transit: readDuration(value.transit),
    takes: readDuration(value.takes),
    keep: readDuration(value.keep),
    offline: value.offline ?? false,
    immutable: value.immutable ?? false,
    restoreRate: readRate(value["restore-rate"]),
    restoreLead: readDuration(value["restore-lead"]) ?? exactly(seconds(0)),
    priority: value.priority,
  };
}
