import type { Backup } from "../model/backup.ts";
import type { BoundBackup } from "../model/bind.ts";
import type { ConstantName, Constants } from "../model/constants.ts";
import type { Site } from "../model/site.ts";
import { type Bytes, bytes, type Rate, rate, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { type BackupSizes, type Case, OPPOSITE } from "./backup-sizes.ts";
import { uncertainCopyTime } from "./kernel/copy-time-any-start.ts";
import { durationOf, exactDuration, never, plus, risingDurations, type UncertainDuration } from "./kernel/duration.ts";
import { constantProfile, exactProfile, lowerProfile } from "./kernel/weekly-profile.ts";
import type { Route } from "./route.ts";

/** What logs of a workload are applied to: the newest of its other backups. */
export interface LogBase {
  /** Read first. */
  readonly size: Uncertain<Bytes>;
  /** Its age: how far back the logs must reach. */
  readonly age: UncertainDuration;
}

/**
 * What must be read to bring a workload back: the last full, and all that came after it, before any reduction. Just
 * after a full at best, else just before the next. Without `full-every` what arrives is merged into the full; logs then
 * follow the newest other backup, and where there is none reach back as far as they are kept. A snapshot reads nothing.
 */
export function restoredBytes(
  { method, fullEvery, keep }: Backup,
  every: Uncertain<Seconds>,
  sizes: BackupSizes,
  { fullTime, base }: { readonly fullTime: UncertainDuration | undefined; readonly base: LogBase | undefined },
): Uncertain<Bytes> | undefined {
  const { data } = sizes;
  if (method === "snapshot") return exactly(bytes(0));
  if (base && !fullEvery) return onBase(base, sizes);
  if (!data) return undefined;
  const since = (of: Case): number | undefined => {
    if (of === "low") return 0;
    if (method === "log") {
      const full = fullTime?.[of];
      const length = fullEvery ? fullEvery[of] + (full?.kind === "after" ? full.time : 0) : (keep ?? every)[of];
      return sizes.restored(of, seconds(length));
    }
    if (!fullEvery) return 0;
    const increment = sizes.restored(of, every[of]);
    const count = Math.max(0, Math.ceil(fullEvery[of] / every[OPPOSITE[of]] - ALMOST) - 1);
    return increment === undefined ? undefined : count * increment;
  };
  const [likely, high] = [since("likely"), since("high")];
  if (likely === undefined || high === undefined) return undefined;
  return { low: data.low, likely: bytes(data.likely + likely), high: bytes(data.high + high) };
}

/** The base, and the logs since it was taken: none at best. Nothing where it may never come. */
function onBase({ size, age }: LogBase, { restored }: BackupSizes): Uncertain<Bytes> | undefined {
  const withLogs = (of: Case) => {
    const since = age[of];
    const logs = since.kind === "after" ? restored(of, since.time) : undefined;
    return logs === undefined ? undefined : bytes(size[of] + logs);
  };
  const [likely, high] = [withLogs("likely"), withLogs("high")];
  return likely === undefined || high === undefined ? undefined : { low: size.low, likely, high };
}

/** Part of an interval that is rounding. */
const ALMOST = 1e-9;

/** Whether data travel over links between the backup and the site where they come from. */
export function goesByLink({ backup, to }: BoundBackup, from: Site): boolean {
  return (from.name !== to.name || backup.over !== undefined) && backup.method !== "snapshot" && !backup.transit;
}

/**
 * Reading the bytes back to where they came from, at the least of what the backup, the site and the way back take. What
 * a courier brought, one fetches.
 */
export function backupRestore(
  bound: BoundBackup,
  { from, wayBack }: { readonly from: Site; readonly wayBack: Route | undefined },
  size: Uncertain<Bytes> | undefined,
  speed: Uncertain<Rate>,
): UncertainDuration {
  const { backup } = bound;
  const byLink = goesByLink(bound, from);
  if (byLink && !wayBack) return exactDuration(never("no-route"));
  const isWide = !byLink || wayBack?.hops.length === 0;
  const lead = risingDurations(durationOf(backup.restoreLead), durationOf(backup.transit ?? NO_TIME), plus);
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
