import type { Backup } from "../model/backup.ts";
import type { BoundBackup } from "../model/bind.ts";
import type { ConstantName, Constants } from "../model/constants.ts";
import type { Site } from "../model/site.ts";
import { type Bytes, bytes, type Rate, rate, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { type BackupSizes, type Case, OPPOSITE } from "./backup-sizes.ts";
import { uncertainCopyTime } from "./kernel/copy-time-any-start.ts";
import {
  after,
  type Duration,
  durationOf,
  exactDuration,
  longer,
  never,
  plus,
  risingDurations,
  type UncertainDuration,
} from "./kernel/duration.ts";
import { constantProfile, exactProfile, lowerProfile } from "./kernel/weekly-profile.ts";
import type { Route } from "./route.ts";

/** What is done to bring a workload back. */
export interface RestoreWork {
  /** Bytes that are read of the backup itself, before any reduction; absent while that is not known. */
  readonly size: Uncertain<Bytes> | undefined;
  /** How much time of writing the logs span that are replayed then; absent where there are none. */
  readonly logs: UncertainDuration | undefined;
}

/**
 * What must be read of a backup to bring a workload back: the last full, and all that came after it. Just after a full
 * at best, else just before the next. Without `full-every` what arrives is merged into the full; logs then follow the
 * newest other backup of age `base`, which is read first, and where there is none reach back as far as they are kept. A
 * snapshot reads nothing.
 */
export function restoreWork(
  { method, fullEvery, keep }: Backup,
  every: Uncertain<Seconds>,
  sizes: BackupSizes,
  {
    fullTime,
    base,
  }: { readonly fullTime: UncertainDuration | undefined; readonly base: UncertainDuration | undefined },
): RestoreWork {
  const { data } = sizes;
  if (method === "snapshot") return { size: exactly(bytes(0)), logs: undefined };
  if (method === "log") {
    const logs = base && !fullEvery ? { ...base, low: after(0) } : ownLogs({ fullEvery, keep }, every, fullTime);
    const size = base && !fullEvery ? exactly(bytes(0)) : data;
    return { size: size && withLogs(size, logs, sizes), logs };
  }
  const since = (of: Case): number | undefined => {
    if (of === "low" || !fullEvery) return 0;
    const increment = sizes.restored(of, every[of]);
    const count = Math.max(0, Math.ceil(fullEvery[of] / every[OPPOSITE[of]] - ALMOST) - 1);
    return increment === undefined ? undefined : count * increment;
  };
  return { size: data && more(data, since("likely"), since("high")), logs: undefined };
}

/** Those since their own full, or all that are kept. */
function ownLogs(
  { fullEvery, keep }: Pick<Backup, "fullEvery" | "keep">,
  every: Uncertain<Seconds>,
  fullTime: UncertainDuration | undefined,
): UncertainDuration {
  const length = (of: Case) => {
    const full = fullTime?.[of];
    return after(fullEvery ? fullEvery[of] + (full?.kind === "after" ? full.time : 0) : (keep ?? every)[of]);
  };
  return { low: after(0), likely: length("likely"), high: length("high") };
}

/** Nothing where the base may never come, or while it is not known how much is written. */
function withLogs(
  size: Uncertain<Bytes>,
  logs: UncertainDuration,
  { restored }: BackupSizes,
): Uncertain<Bytes> | undefined {
  const of = (which: Case) => {
    const since = logs[which];
    return since.kind === "after" ? restored(which, since.time) : undefined;
  };
  return more(size, of("likely"), of("high"));
}

function more(
  { low, likely, high }: Uncertain<Bytes>,
  byLikely: number | undefined,
  byHigh: number | undefined,
): Uncertain<Bytes> | undefined {
  if (byLikely === undefined || byHigh === undefined) return undefined;
  return { low, likely: bytes(likely + byLikely), high: bytes(high + byHigh) };
}

/** Part of an interval that is rounding. */
const ALMOST = 1e-9;

/** Replaying logs that span so much time of writing: so many times faster than they were written. */
export function replayTime(
  logs: UncertainDuration,
  constants: Constants,
  assumed: Set<ConstantName>,
): UncertainDuration {
  assumed.add("replay-speed");
  const speed = constants["replay-speed"].value;
  const of = (which: Case): Duration => {
    const since = logs[which];
    return since.kind === "never" ? since : after(since.time / speed[OPPOSITE[which]]);
  };
  return { low: of("low"), likely: of("likely"), high: of("high") };
}

/** Whether data travel over links between the backup and the site where they come from. */
export function goesByLink({ backup, to }: BoundBackup, from: Site): boolean {
  return (from.name !== to.name || backup.over !== undefined) && backup.method !== "snapshot" && !backup.transit;
}

export interface RestoreInputs {
  readonly size: Uncertain<Bytes> | undefined;
  readonly speed: Uncertain<Rate>;
  /** What is restored before. */
  readonly base: { readonly restore: UncertainDuration } | undefined;
}

/**
 * Reading the bytes back to where they came from, at the least of what the backup, the site and the way back take. What
 * a courier brought, one fetches. Logs are fetched while what they are applied to is restored, and read after it.
 */
export function backupRestore(
  bound: BoundBackup,
  { from, wayBack }: { readonly from: Site; readonly wayBack: Route | undefined },
  { size, speed, base }: RestoreInputs,
): UncertainDuration {
  const { backup } = bound;
  const byLink = goesByLink(bound, from);
  if (byLink && !wayBack) return exactDuration(never("no-route"));
  const isWide = !byLink || wayBack?.hops.length === 0;
  const fetched = risingDurations(durationOf(backup.restoreLead), durationOf(backup.transit ?? NO_TIME), plus);
  const lead = base ? risingDurations(base.restore, fetched, longer) : fetched;
  if (!size || (!isWide && !wayBack?.capacity)) return { ...lead, high: never("not-known") };
  const least = (of: Case) => {
    const own = constantProfile(speed[of]);
    return isWide || !wayBack?.capacity ? own : lowerProfile(own, wayBack.capacity[of]);
  };
  const service = { low: least("low"), likely: least("likely"), high: least("high") };
  return risingDurations(lead, uncertainCopyTime(size, service, NOTHING), plus);
}

const NO_TIME = exactly(seconds(0));
const NOTHING = exactProfile(constantProfile(rate(0)));

/** Going back to a snapshot moves no data. */
export function revertTime(
  { restoreLead }: Backup,
  constants: Constants,
  assumed: Set<ConstantName>,
): UncertainDuration {
  assumed.add("revert-snapshot");
  const revert = constants["revert-snapshot"].value as Uncertain<Seconds>;
  return risingDurations(durationOf(restoreLead), durationOf(revert), plus);
}

/** The least of what the backup and the site say; the constant where neither does. */
export function restoreSpeed(
  { restoreRate }: Backup,
  to: Site,
  constants: Constants,
  assumed: Set<ConstantName>,
): Uncertain<Rate> {
  if (!restoreRate && !to.restoreRate) assumed.add("restore-rate");
  const [a, b] = [restoreRate ?? to.restoreRate, to.restoreRate ?? restoreRate];
  if (!a || !b) return constants["restore-rate"].value as Uncertain<Rate>;
  const of = (bound: Case) => rate(Math.min(a[bound], b[bound]));
  return { low: of("low"), likely: of("likely"), high: of("high") };
}
