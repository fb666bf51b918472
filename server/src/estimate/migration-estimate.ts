import type { BoundMigration } from "../model/bind.ts";
import type { ConstantName, Constants } from "../model/constants.ts";
import { type Rate, type Seconds, seconds } from "../quantity/quantity.ts";
import { rising, type Uncertain } from "../quantity/uncertain.ts";
import { type DataMove, dataMove } from "./data-move.ts";
import { durationOf, exactDuration, never, plus, risingDurations, type UncertainDuration } from "./kernel/duration.ts";
import type { UncertainProfile } from "./kernel/weekly-profile.ts";
import { stretchesOf } from "./kernel/windowed-move.ts";
import { type Verdict, worstVerdict } from "./kernel/within-limit.ts";
import { type LiveMove, liveMove, outrunsLine } from "./live-move.ts";
import { type MigrationCheck, type MigrationUse, migrationChecks, migrationUse } from "./migration-limits.ts";
import { type WindowsTaken, windowsVerdict } from "./migration-windows.ts";
import type { Route } from "./route.ts";

/** What one migration takes, and whether it works. */
export interface MigrationEstimate {
  readonly bound: BoundMigration;
  /** Absent when no links lead to the target. */
  readonly route: Route | undefined;
  /** Absent when that of a hop is not known. */
  readonly rtt: Uncertain<Seconds> | undefined;
  readonly verdict: Verdict;
  /** Codes of the rules that say why it is not feasible, or at risk; `not-estimated` alone where too little is known. */
  readonly reasons: readonly string[];
  /** Time that it works, without the time between its windows. Absent while too little is known. */
  readonly duration: UncertainDuration | undefined;
  /** How long the workload stands still: of a live move each machine, of a cold one until it has started again. Absent for storage. */
  readonly pause: UncertainDuration | undefined;
  readonly live: LiveMove | undefined;
  readonly data: DataMove | undefined;
  /** What of it the line and the windows take; absent without a window. */
  readonly windows: WindowsTaken | undefined;
  readonly product: readonly MigrationCheck[];
  readonly use: MigrationUse | undefined;
  /** What the plan would have to say for an estimate. */
  readonly missing: readonly MissingInput[];
  readonly assumed: readonly ConstantName[];
}

export type MissingInput = "memory" | "dirty-rate" | "data" | "bandwidth" | "rtt";

export interface MigrationInputs {
  readonly bound: BoundMigration;
  readonly route: Route | undefined;
  /** What the route leaves for this move, over the week. Absent while bandwidth or round trip of a hop are not known. */
  readonly service: UncertainProfile<Rate> | undefined;
  readonly constants: Constants;
}

export function estimateMigration({ bound, route, service, constants }: MigrationInputs): MigrationEstimate {
  const { migration } = bound;
  const assumed = new Set<ConstantName>();
  const stretches = migration.window && stretchesOf(migration.window);
  const live = service && migration.method === "live" ? liveMove(bound, service, stretches) : undefined;
  const copied = migration.method === "cold" || migration.method === "storage";
  const data = service && copied ? dataMove(bound, service, stretches) : undefined;
  const hopeless = service && migration.method === "live" && !live && outrunsLine(bound, service);
  const duration = route
    ? (live?.duration ?? data?.duration ?? (hopeless ? DOES_NOT_CONVERGE : undefined))
    : exactDuration(never("no-route"));
  const windows = live?.windows ?? data?.windows;
  const product = route ? migrationChecks(bound, route) : [];
  const use = migrationUse(bound);
  const missing = missingInputs(bound, route, service);
  const parts = { route, duration, windows, product, use };
  const outcome = outcomeOf(bound, parts);
  return {
    bound,
    route,
    rtt: route?.rtt,
    ...(missing.length > 0 && outcome.verdict === "met" ? NOT_ESTIMATED : outcome),
    duration,
    pause: duration && pauseOf(bound, duration, live, constants, assumed),
    live,
    data,
    windows,
    product,
    use,
    missing,
    assumed: [...assumed],
  };
}

const DOES_NOT_CONVERGE = exactDuration(never("does-not-converge"));

/** Too little is known to say how it goes: nothing speaks against it, and nothing for it. */
const NOT_ESTIMATED = { verdict: "at-risk", reasons: ["not-estimated"] } as const;

function pauseOf(
  { migration: { method }, workload: { workload }, to }: BoundMigration,
  duration: UncertainDuration,
  live: LiveMove | undefined,
  constants: Constants,
  assumed: Set<ConstantName>,
): UncertainDuration | undefined {
  if (method === "storage") return undefined;
  if (method === "live") return live ? live.one.pause : duration;
  const after = risingDurations(duration, durationOf(workload.start), plus);
  if (!workload.vms) return after;
  const assume = (name: ConstantName): Uncertain => {
    assumed.add(name);
    return constants[name].value;
  };
  const boot = to.bootTime ?? (assume("boot-time") as Uncertain<Seconds>);
  const together = to.bootConcurrency ?? assume("boot-concurrency").likely;
  const waves = Math.ceil((workload.vms * workload.count) / together);
  return risingDurations(after, durationOf(rising(boot, (time) => seconds(time * waves))), plus);
}

function missingInputs(
  { migration: { method }, workload: { workload } }: BoundMigration,
  route: Route | undefined,
  service: UncertainProfile<Rate> | undefined,
): readonly MissingInput[] {
  const missing: MissingInput[] = [];
  if (method === "live" && !workload.memory) missing.push("memory");
  if (method === "live" && !workload.dirtyRate) missing.push("dirty-rate");
  if (method !== "live" && !workload.data) missing.push("data");
  if (route && !route.rtt) missing.push("rtt");
  else if (route && !service) missing.push("bandwidth");
  return missing;
}

interface Parts {
  readonly route: Route | undefined;
  readonly duration: UncertainDuration | undefined;
  readonly windows: WindowsTaken | undefined;
  readonly product: readonly MigrationCheck[];
  readonly use: MigrationUse | undefined;
}

/** Whether it works at all, and which rules say why not. */
function outcomeOf(
  { migration: { method } }: BoundMigration,
  { route, duration, windows, product, use }: Parts,
): Pick<MigrationEstimate, "verdict" | "reasons"> {
  if (!route) return { verdict: "missed", reasons: ["no-route"] };
  const found: { readonly verdict: Verdict; readonly reason: string }[] = [...product];
  if (use) found.push({ verdict: "missed", reason: "technology-limit" });
  if (duration) found.push({ verdict: endsVerdict(duration), reason: endlessReason(duration) });
  // What never ends does not end in its window either: that is said once.
  if (windows && duration?.low.kind === "after") {
    found.push({ verdict: windowsVerdict(windows, method === "storage"), reason: "window-too-short" });
  }
  const bad = found.filter(({ verdict }) => verdict !== "met");
  return {
    verdict: worstVerdict(bad.map(({ verdict }) => verdict)),
    reasons: [...new Set(bad.map(({ reason }) => reason))],
  };
}

function endsVerdict({ low, high }: UncertainDuration): Verdict {
  if (high.kind === "after") return "met";
  return low.kind === "after" ? "at-risk" : "missed";
}

/** Memory that changes too fast, or a line that carries nothing. */
function endlessReason({ high }: UncertainDuration): string {
  return high.kind === "never" && high.because === "does-not-converge" ? "live-migration-infeasible" : "link-too-small";
}
