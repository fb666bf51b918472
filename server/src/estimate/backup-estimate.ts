import type { BoundBackup, BoundWorkload } from "../model/bind.ts";
import type { ConstantName } from "../model/constants.ts";
import type { Bytes, Seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { UncertainDuration } from "./kernel/duration.ts";
import type { Verdict } from "./kernel/within-limit.ts";
import type { Route } from "./route.ts";

/** What one backup of one of its members achieves. */
export interface BackupEstimate {
  readonly bound: BoundBackup;
  /** The name in `of`: a workload, or a backup that this one copies on. */
  readonly of: string;
  /** The workloads whose data this holds, through all levels. */
  readonly workloads: readonly BoundWorkload[];
  /** The backup that it copies on; absent when it is taken from a workload. */
  readonly source: BackupEstimate | undefined;
  /** Where it is taken from: a workload's site, or that of the backup before. */
  readonly from: string;
  /** Absent for snapshots, couriers, and when no links lead there. */
  readonly route: Route | undefined;
  /** Most that is lost when the data and their site are gone: the age of the newest copy at worst. */
  readonly loss: UncertainDuration;
  /** Time between two points in time that it holds. */
  readonly spacing: Uncertain<Seconds>;
  /** From the capture of a point until it is there: holds and propagation of all levels. */
  readonly delay: UncertainDuration;
  /** How long one backup takes, the longest of fulls and increments. */
  readonly duration: UncertainDuration;
  /** How long reading all of it back takes with nothing else in the way, to the site where it was taken from. */
  readonly restore: UncertainDuration;
  /** Whether each ends before the next is due, and inside its window. */
  readonly fits: Verdict;
  readonly reasons: readonly string[];
  /** How far back points in time reach: `keep`, or until the next one replaces it. */
  readonly keep: Uncertain<Seconds>;
  readonly assumed: readonly ConstantName[];
  /** What must be read to bring one workload back: the last full, and what follows it. Absent while its data is not known. */
  restoreBytes(workload: string): Uncertain<Bytes> | undefined;
}
