import type { Backup } from "../model/backup.ts";
import type { BoundWorkload } from "../model/bind.ts";
import { type Bytes, bytes, type Rate, type Ratio, rate, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, isExact, type Uncertain } from "../quantity/uncertain.ts";
import { distinctBytes } from "./kernel/distinct-bytes.ts";
import { mostWrittenWithin } from "./kernel/most-written.ts";
import { profileIntegral, profileMean, type UncertainProfile } from "./kernel/weekly-profile.ts";
import { rates } from "./link-estimate.ts";

/** Best, likely and worst case of the inputs. */
export type Case = keyof Uncertain;

export const CASES: readonly Case[] = ["low", "likely", "high"];

export function byCase<T>(f: (of: Case) => T): Readonly<Record<Case, T>> {
  return { low: f("low"), likely: f("likely"), high: f("high") };
}

/** The other end of the range: where less data is better, more speed is. */
export const OPPOSITE: Readonly<Record<Case, Case>> = { low: "high", likely: "likely", high: "low" };

/** What backups of one workload read and send, all its copies together. */
export interface BackupSizes {
  /** Data as they are restored: before any reduction. */
  readonly data: Uncertain<Bytes> | undefined;
  /** What the workload writes; absent when it does not say. */
  readonly change: UncertainProfile<Rate> | undefined;
  /** Whether all cases are one. */
  readonly isExact: boolean;
  /** Bytes sent by a full. */
  full(of: Case): Bytes | undefined;
  /** Bytes sent of what came between two instants, in seconds from Monday 00:00 of some week. */
  increment(of: Case, before: number, captured: number): Bytes | undefined;
  /** Bytes sent by the largest of increments of that length which begin at an unknown instant. */
  anyIncrement(of: Case, length: Seconds): Bytes | undefined;
  /** Bytes sent by an increment of that length in the mean. */
  meanIncrement(of: Case, length: Seconds): Bytes | undefined;
  /** Bytes that an increment brings back: those that it sends before their reduction. */
  restored(of: Case, length: Seconds): Bytes | undefined;
}

/**
 * A full sends all data. An increment sends the distinct bytes written since the one before, never more than the data; a
 * log every write. Where a workload does not say how fast it changes, an increment is something between nothing and all
 * data, taken as all. `reduction` divides what is sent.
 */
export function backupSizes(
  { workload }: BoundWorkload,
  method: Backup["method"],
  reduction: Uncertain<Ratio> | undefined,
): BackupSizes {
  const { count, unique } = workload;
  const data = workload.data && times(workload.data, count);
  const change = workload.change.length > 0 ? rates(workload.change, exactly(rate(0))) : undefined;
  const logs = method === "log";

  const distinct = (of: Case, written: number, length: number): Bytes => {
    if (logs) return bytes(written * count);
    const table = unique.map(({ per, value }) => ({ per, rate: value[of] }));
    const rewritten = table.length === 0 ? written : Math.min(written, distinctBytes(table, seconds(length)));
    return bytes(Math.min(rewritten * count, data?.[of] ?? Number.MAX_VALUE));
  };
  const unsaid = (of: Case): Bytes | undefined => (logs || !data ? undefined : of === "low" ? bytes(0) : data[of]);
  const sent = (of: Case, size: Bytes | undefined): Bytes | undefined =>
    size === undefined ? undefined : bytes(size / (reduction?.[OPPOSITE[of]] ?? 1));
  const mean = (of: Case, length: Seconds) =>
    change ? distinct(of, profileMean(change[of]) * length, length) : unsaid(of);
  const most = (of: Case, length: Seconds) =>
    change ? distinct(of, mostWrittenWithin(change[of], length), length) : unsaid(of);
  // Of increments that follow each other, the largest has at least the mean.
  const largest = (of: Case, length: Seconds) => (of === "low" ? mean(of, length) : most(of, length));
  const isKnown = [data, reduction, ...unique.map(({ value }) => value)].every((value) => !value || isExact(value));
  return {
    data,
    change,
    isExact: isKnown && change !== undefined && change.low === change.high,
    full: (of) => sent(of, data?.[of]),
    increment: (of, before, captured) => {
      const length = seconds(captured - before);
      return sent(of, change ? distinct(of, profileIntegral(change[of], seconds(before), length), length) : unsaid(of));
    },
    anyIncrement: (of, length) => sent(of, largest(of, length)),
    meanIncrement: (of, length) => sent(of, mean(of, length)),
    restored: mean,
  };
}

function times(size: Uncertain<Bytes>, count: number): Uncertain<Bytes> {
  return count === 1
    ? size
    : { low: bytes(size.low * count), likely: bytes(size.likely * count), high: bytes(size.high * count) };
}
