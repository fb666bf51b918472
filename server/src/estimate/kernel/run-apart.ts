import type { Uncertain } from "../../quantity/uncertain.ts";
import type { Activity, ActivityNetwork, Case, NeverReasons, Work } from "./activity-network.ts";
import { type ActivityRun, emptyRun } from "./activity-run.ts";

/** One case of a network in which nothing is shared: each activity takes its own time after those before it. */
export function runApart(
  { activities, pipes, pools }: ActivityNetwork,
  sequence: readonly number[],
  which: Case,
  never: NeverReasons | undefined,
): ActivityRun {
  const run = emptyRun(activities.length);
  for (const index of sequence) {
    const { after, work } = activities[index] as Activity;
    let start = 0;
    for (const before of after) {
      const end = run.end[before] as number;
      if (end < start || (end === start && (run.waitedFor[index] as number) >= 0)) continue;
      start = end;
      run.waitedFor[index] = before;
    }
    run.start[index] = start;
    run.end[index] =
      never?.[index] === undefined ? start + ownTime(work, pipes, pools, which) : Number.POSITIVE_INFINITY;
  }
  return run;
}

/** How long work takes that has what it needs to itself; seconds. */
function ownTime(work: Work, pipes: readonly Uncertain[], pools: readonly Uncertain[], { time, rate }: Case): number {
  switch (work.kind) {
    case "time": {
      const takes = work.takes[time];
      return takes.kind === "after" ? takes.time : Number.POSITIVE_INFINITY;
    }
    case "units":
      return Math.ceil(work.count / (pools[work.pool] as Uncertain)[rate]) * work.each[time];
    case "flow": {
      const amount = work.amount[time];
      if (amount === 0) return 0;
      let least = work.most?.[rate] ?? Number.POSITIVE_INFINITY;
      for (const { pipe, load } of work.through) {
        least = Math.min(least, (pipes[pipe] as Uncertain)[rate] / load[time]);
      }
      return amount / least;
    }
  }
}
