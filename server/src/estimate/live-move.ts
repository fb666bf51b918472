import type { BoundMigration } from "../model/bind.ts";
import type { Migration } from "../model/migration.ts";
import type { Workload } from "../model/workload.ts";
import { type Bytes, bytes, type Rate, rate, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { after, type Duration, longer, plus, type UncertainDuration } from "./kernel/duration.ts";
import { type PreCopy, type UncertainPreCopy, uncertainPreCopy } from "./kernel/pre-copy.ts";
import {
  constantProfile,
  onlyWithin,
  profileMax,
  profileMean,
  profileMin,
  type UncertainProfile,
} from "./kernel/weekly-profile.ts";
import type { Stretch } from "./kernel/windowed-move.ts";
import type { WindowsTaken } from "./migration-windows.ts";

/** How the machines of a workload move while they run. */
export interface LiveMove {
  readonly machines: number;
  /** Of one machine: memory and its changes are taken as spread evenly. */
  readonly memory: Uncertain<Bytes>;
  readonly dirty: Uncertain<Rate>;
  /** What one of the moves at the same time gets of the line. */
  readonly goodput: Uncertain<Rate>;
  readonly tolerated: Uncertain<Seconds>;
  readonly toleratedFrom: "declared" | "usual";
  /** Of one machine, with the others of `concurrent` beside it. */
  readonly one: UncertainPreCopy;
  /** Of all machines, one group of `concurrent` after the other. */
  readonly duration: UncertainDuration;
  readonly windows: WindowsTaken | undefined;
}

/** Pause for which a hypervisor waits when nobody says, seconds. Source: QEMU, migration parameter `downtime-limit`, 300 ms. */
const USUAL_PAUSE = exactly(seconds(0.3));

/** Nothing while memory, dirty rate or the line are not known. */
export function liveMove(
  { workload: { workload }, migration }: BoundMigration,
  service: UncertainProfile<Rate>,
  stretches: readonly Stretch[] | undefined,
): LiveMove | undefined {
  const { memory, dirtyRate } = workload;
  if (!memory || !dirtyRate) return undefined;
  const { concurrent, window, pause } = migration;
  const machines = machinesOf(workload);
  const perCopy = Math.max(1, workload.vms ?? 1);
  const line = lineWithin(service, window);
  const tolerated = pause ?? USUAL_PAUSE;
  const inputs = (sharing: number) => ({
    memory: divided(memory, perCopy, bytes),
    dirty: divided(dirtyRate, perCopy, rate),
    goodput: divided(line, sharing, rate),
    pause: tolerated,
  });
  const { memory: ofOne, dirty, goodput } = inputs(concurrent);
  const one = uncertainPreCopy(inputs(concurrent));
  const groups = Math.floor(machines / concurrent);
  const rest = machines % concurrent;
  // Fewer at last have more of the line each; where there are fewer machines than moves, other workloads move beside them.
  const last = rest === 0 ? undefined : groups === 0 ? one : uncertainPreCopy(inputs(rest));
  const total = (bound: keyof Uncertain) => plusTimes(one.duration[bound], groups, last?.duration[bound]);
  const likely = longer(total("likely"), total("low"));
  return {
    machines,
    memory: ofOne,
    dirty,
    goodput,
    tolerated,
    toleratedFrom: pause ? "declared" : "usual",
    one,
    duration: { low: total("low"), likely, high: longer(total("high"), likely) },
    windows: stretches && windowsOf(one.cases, groups + (last ? 1 : 0), stretches),
  };
}

/** Whether the changes outrun the line in any case, so that the memory, which is not known, does not matter. */
export function outrunsLine(
  { workload: { workload }, migration }: BoundMigration,
  service: UncertainProfile<Rate>,
): boolean {
  if (!workload.dirtyRate || workload.dirtyRate.low <= 0) return false;
  const most = lineWithin(service, migration.window).high / migration.concurrent;
  return workload.dirtyRate.low / Math.max(1, workload.vms ?? 1) >= most;
}

/** Machines that move one by one, of all copies; a workload that does not say how many is one. */
export function machinesOf({ vms, count }: Workload): number {
  return Math.max(1, vms ?? 1) * count;
}

/** What the line carries while it may be used: a move is short, so at worst it falls into the worst moment. */
function lineWithin(service: UncertainProfile<Rate>, window: Migration["window"]): Uncertain<Rate> {
  if (!window) {
    return { low: profileMin(service.low), likely: profileMean(service.likely), high: profileMax(service.high) };
  }
  // The least inside the window: outside of it nothing counts.
  const least = profileMin(onlyWithin(service.low, window, rate(Number.MAX_VALUE)));
  const open = profileMean(onlyWithin(constantProfile(1), window, 0));
  const mean = open > 0 ? profileMean(onlyWithin(service.likely, window, rate(0))) / open : 0;
  const most = profileMax(onlyWithin(service.high, window, rate(0)));
  // The mean is a sum over the week, with its rounding.
  const high = rate(Math.max(least, most));
  return { low: least, likely: rate(Math.min(Math.max(mean, least), high)), high };
}

function plusTimes(one: Duration, times: number, last: Duration | undefined): Duration {
  const groups = times === 0 ? after(0) : one.kind === "never" ? one : after(one.time * times);
  return last ? plus(groups, last) : groups;
}

/** Windows that so many groups take: one that would not be done before its window ends waits for the next. */
function windowsOf(cases: UncertainPreCopy["cases"], groups: number, stretches: readonly Stretch[]): WindowsTaken {
  const longest = Math.max(0, ...stretches.map(({ length }) => length));
  const needed = (one: PreCopy) => {
    if (one.kind === "never") return undefined;
    const perWindow = one.duration === 0 ? groups : Math.floor((longest / one.duration) * (1 + ROUNDING));
    return perWindow === 0 ? undefined : Math.ceil(groups / perWindow);
  };
  return { low: needed(cases.low), likely: needed(cases.likely), high: needed(cases.high) };
}

/** Relative excess over a window that is rounding. */
const ROUNDING = 1e-9;

function divided<T extends number>(value: Uncertain<T>, by: number, brand: (value: number) => T): Uncertain<T> {
  return { low: brand(value.low / by), likely: brand(value.likely / by), high: brand(value.high / by) };
}
