import type { Backup } from "../model/backup.ts";
import type { BoundBackup, BoundWorkload } from "../model/bind.ts";
import type { ConstantName, Constants } from "../model/constants.ts";
import type { Site } from "../model/site.ts";
import { type Bytes, type Rate, type Seconds, seconds } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import {
  type BackupLevel,
  type ClockedPoints,
  chainedDelay,
  chainedLoss,
  clockedAges,
  clockedDelays,
  clockedPoints,
} from "./backup-levels.ts";
import { type BackupPipes, backupPipes, NO_PIPES, UNKNOWN_PIPES } from "./backup-pipes.ts";
import { backupRestore, goesByLink, replayTime, restoreSpeed, restoreWork, revertTime } from "./backup-restore.ts";
import { type BackupSizes, backupSizes } from "./backup-sizes.ts";
import { type BackupTimes, backupTimes } from "./backup-times.ts";
import { longer, plus, risingDurations, type UncertainDuration } from "./kernel/duration.ts";
import type { UncertainProfile } from "./kernel/weekly-profile.ts";
import type { Verdict } from "./kernel/within-limit.ts";
import type { Route } from "./route.ts";

/** What one backup achieves for one workload that it holds. */
export interface BackupEstimate {
  readonly bound: BoundBackup;
  /** The name in `of`: a workload, or a backup that this one copies on. */
  readonly of: string;
  /** The workload whose data this holds, through all levels; one. */
  readonly workloads: readonly BoundWorkload[];
  /** The backup that it copies on; absent when it is taken from a workload. */
  readonly source: BackupEstimate | undefined;
  /** Where it is taken from: a workload's site, or that of the backup before. */
  readonly from: string;
  /** Absent for snapshots, couriers, and when no links lead there. */
  readonly route: Route | undefined;
  /** What the route leaves for the whole block; absent where nothing limits it, or where that is not known. */
  readonly service: UncertainProfile<Rate> | undefined;
  /** What is sent and read for this workload. */
  readonly sizes: BackupSizes;
  /** This level and those before it, from the workload on. */
  readonly levels: readonly BackupLevel[];
  /** What it holds by the clock; absent where a level has no clock, or no route. */
  readonly points: ClockedPoints | undefined;
  /**
   * Most that is lost when the data and their site are gone: the age of the newest copy at worst. While it is not known
   * how much there is to send, or how fast: low and likely without the time for that, high `never`, for `not-known`.
   */
  readonly loss: UncertainDuration;
  /** Time between two points in time that it holds. */
  readonly spacing: Uncertain<Seconds>;
  /** From the capture of a point until it is there: holds and propagation of all levels, at worst. */
  readonly delay: UncertainDuration;
  /** How long one backup takes, the longest of fulls and increments, all members of the block together. */
  readonly duration: UncertainDuration;
  /** How fast it is read back, the route apart; absent for snapshots. */
  readonly restoreRate: Uncertain<Rate> | undefined;
  /** What its logs are applied to, which is restored first; absent for what is restored by itself. */
  readonly base: BackupEstimate | undefined;
  /** How long the logs are replayed after they were read; absent where there are none. */
  readonly replay: UncertainDuration | undefined;
  /**
   * How long restoring takes with nothing else in the way, to the site where it was taken from: reading all of it, what
   * logs are applied to before them, and their replay.
   */
  readonly restore: UncertainDuration;
  /** Whether each ends before the next is due, and inside its window. */
  readonly fits: Verdict;
  /** Codes of rules: `backup-does-not-fit`, `no-route`; `not-estimated` where too little is known. */
  readonly reasons: readonly string[];
  /** How far back points in time reach: `keep`, or until the next one replaces it. */
  readonly keep: Uncertain<Seconds>;
  readonly assumed: readonly ConstantName[];
  /** What must be read of it to bring the workload back, besides its base: low just after a full, else just before the next. Nothing while its data are not known. */
  restoreBytes(workload: string): Uncertain<Bytes> | undefined;
}

/** One workload that a block holds, and the way by which it gets there. */
export interface BackupPath {
  /** The name in `of`. */
  readonly of: string;
  readonly workload: BoundWorkload;
  readonly source: BackupEstimate | undefined;
  readonly from: Site;
  /** Not looked at for snapshots, couriers and backups that stay at their site. */
  readonly route: Route | undefined;
  /** What the route leaves for it; absent while that is not known. */
  readonly service: UncertainProfile<Rate> | undefined;
  /** For logs: the backup of the same workload, at the same place, that they are applied to. */
  readonly base?: BackupEstimate | undefined;
  /** The way back for a restore, which then has it to itself; not looked at where `route` is not. */
  readonly wayBack: Route | undefined;
}

export interface BackupInputs {
  readonly bound: BoundBackup;
  /** All that it holds: its members share its rate, its window and their ways. */
  readonly paths: readonly BackupPath[];
  readonly constants: Constants;
}

/**
 * One estimate for each path, in their order; none while the block has no interval. Members of which it is not known how
 * much they have to send, or that nothing reaches, take nothing from the others.
 */
export function estimateBackup(inputs: BackupInputs): readonly BackupEstimate[] {
  const { bound, paths, constants } = inputs;
  const { backup } = bound;
  const { every } = backup;
  if (!every || every.low <= 0) return [];
  const made = paths.map((path): Member => {
    const sizes = backupSizes(path.workload, backup.method, sentReduction(backup, path.source));
    return { path, sizes, way: wayOf(bound, path, sizes) };
  });
  const loads = made.flatMap(({ path, sizes, way }) =>
    way.kind === "open" ? [{ from: path.from, sizes, service: way.service }] : [],
  );
  const times = backupTimes(backup, every, backupPipes(backup, loads));
  return made.map((member) => {
    const { way } = member;
    const own = way.kind === "open" ? times : backupTimes(backup, every, way.pipes);
    return memberEstimate(bound, member, own, every, constants);
  });
}

/** One path with what it sends. */
interface Member {
  readonly path: BackupPath;
  readonly sizes: BackupSizes;
  readonly way: Way;
}

function memberEstimate(
  bound: BoundBackup,
  { path, sizes, way }: Member,
  times: BackupTimes,
  every: Uncertain<Seconds>,
  constants: Constants,
): BackupEstimate {
  const { backup } = bound;
  const { source, workload } = path;
  const levels = [...(source?.levels ?? []), { backup, times }];
  const points = times.schedule && clockedPoints(times.schedule, source);
  const spacing = longerOf(every, source?.spacing);
  const assumed = new Set<ConstantName>();
  const speed = backup.method === "snapshot" ? undefined : restoreSpeed(backup, path.from, constants, assumed);
  const base = backup.fullEvery ? undefined : path.base;
  const { size, logs } = restoreWork(backup, every, sizes, { fullTime: times.full, base: base?.loss });
  const replay = logs && replayTime(logs, constants, assumed);
  const read = speed ? backupRestore(bound, path, { size, speed, base }) : revertTime(backup, constants, assumed);
  return {
    bound,
    of: path.of,
    workloads: [workload],
    source,
    from: path.from.name,
    route: way.kind === "open" ? way.route : undefined,
    service: way.kind === "open" ? way.service : undefined,
    sizes,
    levels,
    points,
    loss: points ? clockedAges(points) : chainedLoss(levels),
    spacing,
    delay: points ? clockedDelays(points) : chainedDelay(levels),
    duration: times.full ? risingDurations(times.increment, times.full, longer) : times.increment,
    restoreRate: speed,
    base,
    replay,
    restore: replay ? risingDurations(read, replay, plus) : read,
    fits: times.fits,
    reasons: times.fits === "met" ? [] : [way.kind === "open" ? "backup-does-not-fit" : way.reason],
    keep: backup.keep ?? spacing,
    assumed: [...assumed],
    restoreBytes: (name) => (name === workload.workload.name ? size : undefined),
  };
}

/** How data get there: `open` where it is known what there is to send and what the way takes, without `service` where nothing limits it. */
type Way =
  | { readonly kind: "open"; readonly route: Route | undefined; readonly service: UncertainProfile<Rate> | undefined }
  | { readonly kind: "closed"; readonly pipes: BackupPipes; readonly reason: string };

const NOT_KNOWN: Way = { kind: "closed", pipes: UNKNOWN_PIPES, reason: "not-estimated" };
const NO_ROUTE: Way = { kind: "closed", pipes: NO_PIPES, reason: "no-route" };

function wayOf(bound: BoundBackup, path: BackupPath, sizes: BackupSizes): Way {
  const { backup } = bound;
  const { method, takes } = backup;
  const isLinked = goesByLink(bound, path.from);
  const route = isLinked ? path.route : undefined;
  const service = route && route.hops.length > 0 ? path.service : undefined;
  if (method === "snapshot" || takes) return { kind: "open", route, service };
  if (isLinked && !route) return NO_ROUTE;
  if (route && route.hops.length > 0 && !service) return NOT_KNOWN;
  const isLimited = service !== undefined || backup.rate !== undefined;
  return isLimited && !isSized(sizes, backup) ? NOT_KNOWN : { kind: "open", route, service };
}

/** Whether it is known how much there is to send. */
function isSized(sizes: BackupSizes, { fullEvery }: Backup): boolean {
  return sizes.anyIncrement("likely", seconds(1)) !== undefined && (!fullEvery || sizes.full("likely") !== undefined);
}

/** A copy of a backup travels as small as that lies, unless it says otherwise. */
export function sentReduction({ reduction }: Backup, source: BackupEstimate | undefined): Backup["reduction"] {
  return reduction ?? (source && sentReduction(source.bound.backup, source.source));
}

function longerOf(a: Uncertain<Seconds>, b: Uncertain<Seconds> | undefined): Uncertain<Seconds> {
  if (!b) return a;
  const of = (bound: keyof Uncertain) => seconds(Math.max(a[bound], b[bound]));
  return { low: of("low"), likely: of("likely"), high: of("high") };
}
