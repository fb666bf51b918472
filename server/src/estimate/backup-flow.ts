import type { Backup } from "../model/backup.ts";
import { type BoundBackup, type BoundWorkload, bindBackup } from "../model/bind.ts";
import type { Plan } from "../model/plan.ts";
import type { Site } from "../model/site.ts";
import { type Rate, rate } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { WEEK } from "../quantity/week.ts";
import { goesByLink } from "./backup-restore.ts";
import { type BackupSizes, backupSizes, byCase, type Case, OPPOSITE } from "./backup-sizes.ts";
import { BACKUP_PRIORITY } from "./flow-priority.ts";
import {
  constantProfile,
  exactProfile,
  lowerProfile,
  onlyWithin,
  profileMax,
  profileMin,
  type UncertainProfile,
} from "./kernel/weekly-profile.ts";
import { flowCap, type LinkFlow, routeLoads } from "./link-flow.ts";
import type { Route } from "./route.ts";

/**
 * The flows of a block, one for each site that its data come from: the mean of what it sends, spread over its windows.
 * None of snapshots and couriers, nor while it is not known how much there is to send, or how much the links carry. They do not depend on how fast
 * the links are.
 */
export function backupFlows(
  plan: Plan,
  bound: BoundBackup,
  routeFrom: (site: Site) => Route | undefined,
): readonly LinkFlow[] {
  const loads = loadsOf(plan, bound, [bound.backup.id]);
  const sites = [...new Set(loads.map(({ from }) => from))];
  return sites.flatMap((from) => {
    const route = goesByLink(bound, from) ? routeFrom(from) : undefined;
    const here = loads.filter((load) => load.from === from);
    const mean = meanOf(bound.backup, here);
    return route?.capacity && route.hops.length > 0 && mean
      ? [flowOf(bound, from, route, mean, here[0]?.reduction)]
      : [];
  });
}

/** What it sends of one workload. */
interface Load {
  readonly from: Site;
  readonly workload: BoundWorkload;
  readonly reduction: Backup["reduction"];
}

/** `outer` are the blocks around, this one included. */
function loadsOf(plan: Plan, { backup, members }: BoundBackup, outer: readonly number[]): readonly Load[] {
  return members.flatMap((member): readonly Load[] => {
    if (member.kind === "workload") {
      const { workload } = member;
      return workload.site ? [{ from: workload.site, workload, reduction: backup.reduction }] : [];
    }
    const source = outer.includes(member.id) ? undefined : bindBackup(plan, plan.declarations.get(member.id));
    if (!source) return [];
    return loadsOf(plan, source, [...outer, member.id]).map(({ workload, reduction }) => ({
      from: source.to,
      workload,
      reduction: backup.reduction ?? reduction,
    }));
  });
}

/** Bytes per second over a long time; nothing while they are not known of any. */
function meanOf(backup: Backup, loads: readonly Load[]): Uncertain<Rate> | undefined {
  const means = loads.flatMap(({ workload, reduction }) => {
    const sizes = backupSizes(workload, backup.method, reduction);
    const { low, likely, high } = byCase((of) => meanSent(backup, sizes, of));
    return low === undefined || likely === undefined || high === undefined ? [] : [{ low, likely, high }];
  });
  if (means.length === 0) return undefined;
  return byCase((of) => rate(means.reduce((sum, mean) => sum + mean[of], 0)));
}

function meanSent({ every, fullEvery, method }: Backup, sizes: BackupSizes, of: Case): number | undefined {
  const length = every?.[OPPOSITE[of]];
  const increment = length && sizes.meanIncrement(of, length);
  if (!length || increment === undefined) return undefined;
  if (!fullEvery) return increment / length;
  const full = sizes.full(of);
  const between = Math.max(length, fullEvery[OPPOSITE[of]]);
  // A full stands in for an increment; beside logs it does not.
  const increments = method === "log" ? 1 : 1 - length / between;
  return full && full / between + (increments * increment) / length;
}

function flowOf(
  { backup, to }: BoundBackup,
  from: Site,
  { hops }: Route,
  mean: Uncertain<Rate>,
  reduction: Backup["reduction"],
): LinkFlow {
  const { window } = backup;
  const demand = spread(mean, window);
  const cap = capped(flowCap(hops, reduction, window), backup.rate);
  return {
    block: backup.id,
    of: from.name,
    key: [backup.name, to.name, from.name, "backup"].join(" "),
    group: undefined,
    asks: "service",
    priority: backup.priority ?? BACKUP_PRIORITY,
    ...routeLoads(hops, reduction),
    demand,
    burst: demand,
    cap,
    unheld: cap === undefined || profileMax(demand.high) < profileMin(cap.low),
    cycle: undefined,
    lagAlone: undefined,
  };
}

/** The same mean over the week, all of it within the windows. */
function spread(mean: Uncertain<Rate>, window: Backup["window"]): UncertainProfile<Rate> {
  const open = window?.reduce((sum, { start, end }) => sum + end - start, 0) ?? WEEK;
  const over = (value: Rate) => {
    const always = constantProfile(rate((value * WEEK) / open));
    return window ? onlyWithin(always, window, rate(0)) : always;
  };
  const likely = over(mean.likely);
  if (mean.low === mean.high) return exactProfile(likely);
  return { low: over(mean.low), likely, high: over(mean.high) };
}

function capped(
  cap: UncertainProfile<Rate> | undefined,
  limit: Uncertain<Rate> | undefined,
): UncertainProfile<Rate> | undefined {
  if (!limit) return cap;
  return byCase((of) => {
    const most = constantProfile(limit[of]);
    return cap ? lowerProfile(cap[of], most) : most;
  });
}
