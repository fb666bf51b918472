import { WEEK } from "../../quantity/week.ts";
import { fairLevels, type GroupState } from "./fair-levels.ts";
import type { FlowSystem } from "./flow-system.ts";
import { type FlowWeek, flowWeek } from "./flow-week.ts";

/** A week that repeats itself. */
export interface SteadyFlows {
  readonly week: FlowWeek;
  /** What waited at its start, by flow. */
  readonly start: Float64Array;
  /** What each flow's backlog gains in a week; undefined for those that keep up. */
  readonly growth: readonly (number | undefined)[];
}

/** A backlog that changes by less in a week, as a share of the flow's week, ends as it began: half a second's worth. */
const SAME_WITHIN = 1e-6;

/** What a flow lacks that waits all week long, as a share of its week; less is rounding error. */
const GROWS_BEYOND = 1e-9;

/** A backlog that grows by less than this share of what it grew by in the week before is about to stop. */
const KEEPS_GROWING = 0.9;

/** Weeks after which flows that keep growing are tried as flows without end. */
const PATIENCE = 4;

/** Most weeks that are simulated. Beyond it the last one stands, and what grew over the second half keeps growing. */
const MOST_WEEKS = 32;

/**
 * Repeats the week, from nothing waiting, until it ends as it began.
 *
 * A flow that gets less than it sends never ends as it began: its backlog grows without end. Once it waits all week
 * long, how much waits does not matter to the others, so the week is steady when it is so for all others. To come
 * there at once, flows that cannot keep up in the mean begin with a backlog without end; one that then gets more than
 * it sends does keep up, and begins anew with none. One link is steady after a week or two; where flows take several,
 * each hands what it waits for on to the next, and the weeks come nearer to the steady one by a factor each.
 *
 * Flows that are `greedy` always have something waiting, whatever they get.
 */
export function steadyFlows(system: FlowSystem, greedy: ReadonlySet<number> = NONE): SteadyFlows {
  const endless = shortInTheMean(system, greedy);
  const keepsUp = new Set<number>();
  let start: Float64Array = new Float64Array(system.flows);
  for (const flow of [...endless, ...greedy]) start[flow] = Number.POSITIVE_INFINITY;
  let half = start;
  let before: readonly number[] = [];
  for (let count = 1; ; count++) {
    const week = flowWeek(system, start);
    const growth = growthOf(system, start, week);
    const open = growth.flatMap((gain, flow) =>
      greedy.has(flow) || isSettled(system, start, week, gain, flow) ? [] : [flow],
    );
    if (open.length === 0) return { week, start, growth: settledGrowth(system, start, week, growth) };
    if (count >= MOST_WEEKS) return { week, start, growth: sinceHalf(system, week, half, growth) };
    start = week.backlog.slice();
    for (const flow of open) {
      const gain = growth[flow] as number;
      if (endless.delete(flow)) {
        keepsUp.add(flow);
        start[flow] = 0;
      } else if (gain < 0 && waitsAllWeek(week, flow)) {
        // It drains evenly, week after week: the weeks can be left out in which nothing else happens.
        start[flow] = (start[flow] as number) - (week.minBacklog[flow] as number);
      } else if (count % PATIENCE === 0 && !keepsUp.has(flow) && grows(system, gain, flow)) {
        if (gain <= KEEPS_GROWING * (before[flow] ?? 0)) continue;
        endless.add(flow);
        start[flow] = Number.POSITIVE_INFINITY;
      }
    }
    before = growth;
    if (count === MOST_WEEKS / 2) half = start;
  }
}

const NONE: ReadonlySet<number> = new Set();

function growthOf(system: FlowSystem, start: Float64Array, week: FlowWeek): number[] {
  const growth = Array.from(start, (before, flow) => (week.backlog[flow] as number) - before);
  system.groups.forEach(({ members }, group) => {
    if (members.every((flow) => Number.isFinite(start[flow]))) return;
    const { times, levels } = week.levels[group] as FlowWeek["levels"][number];
    const served = levels.reduce((sum, level, i) => sum + level * ((times[i + 1] ?? WEEK) - (times[i] as number)), 0);
    for (const flow of members) {
      if (!Number.isFinite(start[flow])) growth[flow] = (system.means[flow] as number) * WEEK - served;
    }
  });
  return growth;
}

function isSettled(system: FlowSystem, start: Float64Array, week: FlowWeek, gain: number, flow: number): boolean {
  if (start[flow] === Number.POSITIVE_INFINITY || waitsAllWeek(week, flow)) {
    return gain >= -GROWS_BEYOND * ((system.means[flow] as number) * WEEK);
  }
  return Math.abs(gain) <= SAME_WITHIN * ((system.means[flow] as number) * WEEK);
}

function settledGrowth(
  system: FlowSystem,
  start: Float64Array,
  week: FlowWeek,
  growth: readonly number[],
): readonly (number | undefined)[] {
  return growth.map((gain, flow) => {
    const endless = start[flow] === Number.POSITIVE_INFINITY;
    return endless || (waitsAllWeek(week, flow) && grows(system, gain, flow)) ? Math.max(0, gain) : undefined;
  });
}

function waitsAllWeek({ waits }: FlowWeek, flow: number): boolean {
  return waits[flow]?.length === 1 && waits[flow][0] === 0;
}

function grows(system: FlowSystem, gain: number, flow: number): boolean {
  return gain > GROWS_BEYOND * ((system.means[flow] as number) * WEEK);
}

/** For weeks that do not settle: what grew over the second half of them, in the mean of a week. */
function sinceHalf(
  system: FlowSystem,
  { backlog }: FlowWeek,
  half: Float64Array,
  growth: readonly number[],
): readonly (number | undefined)[] {
  return growth.map((gain, flow) => {
    const before = half[flow] as number;
    const mean = Number.isFinite(before) ? ((backlog[flow] as number) - before) / (MOST_WEEKS / 2) : gain;
    return mean > SAME_WITHIN * ((system.means[flow] as number) * WEEK) ? mean : undefined;
  });
}

/** The flows that would get no more than they send if nothing ever changed from the mean. */
function shortInTheMean(
  { groups, flows, links, limited, means }: FlowSystem,
  greedy: ReadonlySet<number>,
): Set<number> {
  const short = new Set<number>();
  const states = groups.map((group): GroupState => {
    const idle = group.members
      .filter((flow) => !greedy.has(flow))
      .sort((a, b) => (means[b] as number) - (means[a] as number));
    return {
      ...group,
      most: Number.POSITIVE_INFINITY,
      claimed: Number.POSITIVE_INFINITY,
      level: Number.POSITIVE_INFINITY,
      waiting: group.members.filter((flow) => greedy.has(flow)),
      idle,
      idleSum: idle.reduce((sum, flow) => sum + (means[flow] as number), 0),
    };
  });
  limited.forEach((group, position) => {
    const state = states[group] as GroupState;
    state.most = spared(means[flows + links + 2 * position]);
    state.claimed = spared(means[flows + links + 2 * position + 1]);
  });
  const levels = fairLevels(states, links, means);
  for (let link = 0; link < links; link++) levels.setCapacity(link, spared(means[flows + link]));
  for (const state of states) levels.touch(state);
  levels.settle((state, level) => {
    state.level = level;
    for (const flow of state.members) {
      if ((means[flow] as number) > level) short.add(flow);
    }
  });
  return short;
}

/** A little less, so that a flow which would get exactly what it sends does not keep up. */
function spared(capacity: number | undefined): number {
  return (capacity ?? 0) * (1 - GROWS_BEYOND);
}
