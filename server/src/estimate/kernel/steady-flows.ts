import { WEEK } from "../../quantity/week.ts";
import { fairLevels, type GroupState } from "./fair-levels.ts";
import type { FlowGroup } from "./flow-groups.ts";
import { type FlowSystem, type FlowWeek, flowWeek } from "./flow-week.ts";
import { profileMean } from "./weekly-profile.ts";

/** A week that repeats itself. */
export interface SteadyFlows {
  readonly week: FlowWeek;
  /** What waited at its start, by flow. */
  readonly start: Float64Array;
  /** What each flow's backlog gains in a week; undefined for those that keep up. */
  readonly growth: readonly (number | undefined)[];
}

/** Means over the week, in the units of the system. */
export interface FlowMeans {
  readonly demands: Float64Array;
  readonly capacities: Float64Array;
}

/** What a backlog changes by less in a week, as a share of the flow's week, is rounding error. */
const SAME_WITHIN = 1e-9;

/** Weeks after which flows that still grow are tried as flows without end. */
const PATIENCE = 4;

/** Most weeks that are simulated. Beyond it the last one stands, and what grew over the second half keeps growing. */
const MOST_WEEKS = 32;

/**
 * Repeats the week, from nothing waiting, until it ends as it began.
 *
 * A flow that gets less than it sends never ends as it began: its backlog grows without end. Once it waits all week
 * long, how much waits does not matter to the others, so the week is steady when it is so for all others. To come
 * there at once, flows that cannot keep up in the mean begin with a backlog without end; one that then would get more
 * than it sends does keep up, and begins anew with none.
 */
export function steadyFlows(system: FlowSystem, means: FlowMeans): SteadyFlows {
  const endless = shortInTheMean(system.groups, means);
  const keepsUp = new Set<number>();
  let start: Float64Array = new Float64Array(system.flows);
  for (const flow of endless) start[flow] = Number.POSITIVE_INFINITY;
  let half = start;
  for (let count = 1; ; count++) {
    const week = flowWeek(system, start);
    const growth = growthOf(system, start, week, means.demands);
    const open = growth.flatMap((gain, flow) => (isSettled(system, start, week, gain, flow) ? [] : [flow]));
    if (open.length === 0 || count >= MOST_WEEKS) {
      const gains = open.length === 0 ? growth : growth.map((gain, flow) => overHalf(week, half, gain, flow));
      return { week, start, growth: gains.map((gain, flow) => (grows(system, gain, flow) ? gain : undefined)) };
    }
    start = week.backlog.slice();
    for (const flow of open) {
      if (endless.delete(flow)) {
        keepsUp.add(flow);
        start[flow] = 0;
      } else if (count % PATIENCE === 0 && !keepsUp.has(flow) && grows(system, growth[flow] as number, flow)) {
        endless.add(flow);
        start[flow] = Number.POSITIVE_INFINITY;
      }
    }
    if (count === MOST_WEEKS / 2) half = start;
  }
}

function growthOf(system: FlowSystem, start: Float64Array, week: FlowWeek, demands: Float64Array): number[] {
  const growth = Array.from(start, (before, flow) => (week.backlog[flow] as number) - before);
  system.groups.forEach(({ members }, group) => {
    if (members.every((flow) => Number.isFinite(start[flow]))) return;
    const { times, levels } = week.levels[group] as FlowWeek["levels"][number];
    const served = levels.reduce((sum, level, i) => sum + level * ((times[i + 1] ?? WEEK) - (times[i] as number)), 0);
    for (const flow of members) {
      if (!Number.isFinite(start[flow])) growth[flow] = (demands[flow] as number) * WEEK - served;
    }
  });
  return growth;
}

function isSettled(system: FlowSystem, start: Float64Array, week: FlowWeek, gain: number, flow: number): boolean {
  if (start[flow] === Number.POSITIVE_INFINITY) return grows(system, gain, flow);
  if (Math.abs(gain) <= SAME_WITHIN * (system.volumes[flow] as number)) return true;
  const waits = week.waits[flow] as readonly number[];
  return gain > 0 && waits.length === 1 && waits[0] === 0;
}

function grows(system: FlowSystem, gain: number, flow: number): boolean {
  return gain > SAME_WITHIN * (system.volumes[flow] as number);
}

function overHalf({ backlog }: FlowWeek, half: Float64Array, gain: number, flow: number): number {
  const before = half[flow] as number;
  return Number.isFinite(before) ? ((backlog[flow] as number) - before) / (MOST_WEEKS / 2) : gain;
}

/** The flows that would get less than they send if nothing ever changed from the mean. */
function shortInTheMean(groups: readonly FlowGroup[], { demands, capacities }: FlowMeans): Set<number> {
  const short = new Set<number>();
  const states = groups.map((group): GroupState => {
    const idle = group.members.toSorted((a, b) => (demands[b] as number) - (demands[a] as number));
    return {
      ...group,
      most: group.cap ? profileMean(group.cap) : Number.POSITIVE_INFINITY,
      level: Number.POSITIVE_INFINITY,
      waiting: [],
      idle,
      idleSum: idle.reduce((sum, flow) => sum + (demands[flow] as number), 0),
    };
  });
  const levels = fairLevels(states, capacities.length, demands);
  for (let link = 0; link < capacities.length; link++) levels.setCapacity(link, capacities[link] as number);
  for (const state of states) levels.touch(state);
  levels.settle((state, level) => {
    state.level = level;
    for (const flow of state.members) {
      if ((demands[flow] as number) > level * (1 + SAME_WITHIN)) short.add(flow);
    }
  });
  return short;
}
