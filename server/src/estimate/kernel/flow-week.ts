import { DAY, WEEK } from "../../quantity/week.ts";
import { fairLevels, type GroupState } from "./fair-levels.ts";
import type { FlowGroup } from "./flow-groups.ts";
import type { FlowSystem } from "./flow-system.ts";
import { type Days, lengthsOf, repeatDay } from "./repeat-day.ts";
import { sameNumbers } from "./repeating-days.ts";

/** What happened in a week. A flow departs at its group's level while it waits, else as it arrives. */
export interface FlowWeek {
  /** What waits at the end, by flow. */
  readonly backlog: Float64Array;
  /** The most that waited at any time. */
  readonly maxBacklog: Float64Array;
  /** The least, of a flow that waits all week long. */
  readonly minBacklog: Float64Array;
  /** When each flow began to wait, and when it had caught up, in turn; the last may be missing. */
  readonly waits: readonly (readonly number[])[];
  /** The level of each group from one time to the next; right only while flows of the group wait. */
  readonly levels: readonly LevelLog[];
  /** What all flows together leave of each link; 0 up to the first time. Absent unless it was asked for. */
  readonly left: readonly LevelLog[] | undefined;
}

export interface LevelLog {
  readonly times: number[];
  readonly levels: number[];
}

/** A backlog below this, in the mean arrivals of one second, is rounding error. */
const EMPTY_WITHIN = 1e-5;

/** Arrivals that exceed the level by less, relatively, do not: it is their sum in many cases, with rounding errors. */
const EXCEEDS_BEYOND = 1e-12;

/** What would happen within this time happens at once, seconds. */
const AT_ONCE = 1e-7;

interface Group extends GroupState {
  readonly index: number;
  readonly log: LevelLog;
  /** Whether `idleSum` is not that of `idle` any more. */
  stale: boolean;
  /** The time to which the backlogs of its flows are right. */
  time: number;
}

/** What comes at once and not at a rate. */
export interface Lump {
  /** Seconds from the start of the week, in order. */
  readonly time: number;
  readonly flow: number;
  readonly amount: number;
}

/**
 * One week from given backlogs, event by event: a rate changes, or a flow has caught up. A backlog without end stays
 * so, for a flow that never gets what it has to send. `withLeft` asks for what is left of the links; `lumps` come
 * besides what the flows send. The week is broken off when `isOver` says so of a flow that has just caught up.
 */
export function flowWeek(
  system: FlowSystem,
  start: Float64Array,
  withLeft = false,
  lumps: readonly Lump[] = NO_LUMPS,
  isOver?: (flow: number) => boolean,
): FlowWeek {
  const { times, targets, values } = system.changes;
  const arrivals = new Float64Array(system.flows);
  const backlog = start.slice();
  const maxBacklog = start.slice();
  const minBacklog = start.slice();
  const waits: number[][] = Array.from(start, (waiting) => (waiting > 0 ? [0] : []));
  const isWaiting = Uint8Array.from(start, (waiting) => (waiting > 0 ? 1 : 0));
  const groups = system.groups.map((group, index) => newGroup(group, index, start));
  /** When the next flow of each group will have caught up. */
  const nextEmpty = new Float64Array(groups.length).fill(Number.POSITIVE_INFINITY);
  const stale: Group[] = [];
  const groupOf: Group[] = [];
  for (const group of groups) for (const flow of group.members) groupOf[flow] = group;
  const left = withLeft ? Array.from({ length: system.links }, (): LevelLog => ({ times: [], levels: [] })) : undefined;
  const levels = fairLevels(
    groups,
    system.links,
    arrivals,
    left && ((link, rest) => note(left[link] as LevelLog, rest)),
  );
  // Also groups to which nothing happens at the start need their levels, for what they still have waiting.
  for (const group of groups) levels.touch(group);
  let now = 0;
  let over = false;

  const days = lumps.length === 0 && system.repeats.includes(true) ? newDays() : undefined;

  for (let i = 0, come = 0; now < WEEK; ) {
    for (; i < times.length && (times[i] as number) <= now; i++) change(targets[i] as number, values[i] as number);
    for (const group of stale) sumIdle(group);
    stale.length = 0;
    levels.settle(setLevel);
    let next = Math.min(times[i] ?? WEEK, days?.end ?? WEEK, lumps[come]?.time ?? WEEK);
    for (let group = 0; group < nextEmpty.length; group++) {
      if ((nextEmpty[group] as number) < next) next = nextEmpty[group] as number;
    }
    now = Math.max(now, next);
    if (now >= WEEK) break;
    for (const group of groups) if ((nextEmpty[group.index] as number) <= now + AT_ONCE) empty(group);
    if (over) break;
    for (; (lumps[come]?.time ?? WEEK) <= now; come++) add(lumps[come] as Lump);
    if (days && now >= days.end) i = nextDay(days, i);
  }
  for (const group of groups) advance(group, over ? now : WEEK);
  return { backlog, maxBacklog, minBacklog, waits, levels: groups.map(({ log }) => log), left };

  /** What a day began with, by which it is known that the next one goes alike. */
  function newDays(): Days {
    const logs = [...groups.map(({ log }) => log), ...(left ?? [])];
    return { logs, end: DAY, backlog: start.slice(), isWaiting: isWaiting.slice(), ...lengthsOf(logs, waits) };
  }

  /**
   * At the end of a day. Where all is as it was at its beginning, and the next day goes as this one, that one need not
   * be simulated: what happened happens again. Gives the first change that is then to be made.
   */
  function nextDay(days: Days, change: number): number {
    for (const group of groups) advance(group, now);
    let day = Math.round(days.end / DAY);
    const same = sameNumbers(backlog, days.backlog) && sameNumbers(isWaiting, days.isWaiting);
    const first = day;
    const last = lengthsOf(days.logs, waits);
    for (; same && system.repeats[day]; day++) repeatDay(days, last, waits, day);
    if (day > first) {
      now = day * DAY;
      for (const group of groups) {
        group.time = now;
        nextEmpty[group.index] = (nextEmpty[group.index] as number) + (day - first) * DAY;
      }
      // All days end alike: only the changes of the last one need be made.
      while ((times[change] ?? WEEK) < now - DAY) change++;
    }
    days.end = (day + 1) * DAY;
    days.backlog.set(backlog);
    days.isWaiting.set(isWaiting);
    Object.assign(days, lengthsOf(days.logs, waits));
    return change;
  }

  function change(target: number, value: number): void {
    if (target < system.flows) setArrival(target, value);
    else if (target < system.flows + system.links) levels.setCapacity(target - system.flows, value);
    else setLimit(target - system.flows - system.links, value);
  }

  function setLimit(position: number, value: number): void {
    const group = groups[system.limited[position >> 1] as number] as Group;
    if (position % 2 === 0) group.most = value;
    else group.claimed = value;
    levels.touch(group);
  }

  function setArrival(flow: number, value: number): void {
    if (arrivals[flow] === value) return;
    const group = groupOf[flow] as Group;
    advance(group, now);
    const idle = isWaiting[flow] === 0;
    if (idle) group.idle.splice(group.idle.indexOf(flow), 1);
    arrivals[flow] = value;
    if (idle) insertIdle(group, flow);
    levels.touch(group);
  }

  function beginWait(group: Group, flow: number): void {
    group.waiting.push(flow);
    isWaiting[flow] = 1;
    waits[flow]?.push(now);
    if (!group.stale) stale.push(group);
    group.stale = true;
  }

  function add({ flow, amount }: Lump): void {
    const group = groupOf[flow] as Group;
    advance(group, now);
    if (isWaiting[flow] === 0) {
      group.idle.splice(group.idle.indexOf(flow), 1);
      beginWait(group, flow);
    }
    backlog[flow] = (backlog[flow] as number) + amount;
    levels.touch(group);
  }

  function insertIdle(group: Group, flow: number): void {
    const arriving = arrivals[flow] as number;
    let low = 0;
    let high = group.idle.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((arrivals[group.idle[middle] as number] as number) > arriving) low = middle + 1;
      else high = middle;
    }
    group.idle.splice(low, 0, flow);
    if (!group.stale) stale.push(group);
    group.stale = true;
  }

  function sumIdle(group: Group): void {
    let sum = 0;
    for (const flow of group.idle) sum += arrivals[flow] as number;
    group.idleSum = sum;
    group.stale = false;
  }

  function advance(group: Group, time: number): void {
    const passed = time - group.time;
    group.time = time;
    if (passed <= 0) return;
    for (const flow of group.waiting) {
      const left = (backlog[flow] as number) + ((arrivals[flow] as number) - group.level) * passed;
      backlog[flow] = Math.max(0, left);
      if (left > (maxBacklog[flow] as number)) maxBacklog[flow] = left;
      if (left < (minBacklog[flow] as number)) minBacklog[flow] = left;
    }
  }

  /** Ends the waiting of all flows of a group that have caught up by now. */
  function empty(group: Group): void {
    advance(group, now);
    let kept = 0;
    for (const flow of group.waiting) {
      const drain = group.level - (arrivals[flow] as number);
      const left = backlog[flow] as number;
      if (drain >= 0 && left <= Math.max(drain * AT_ONCE, (system.means[flow] as number) * EMPTY_WITHIN)) {
        backlog[flow] = 0;
        isWaiting[flow] = 0;
        waits[flow]?.push(now);
        insertIdle(group, flow);
        over ||= isOver?.(flow) ?? false;
      } else group.waiting[kept++] = flow;
    }
    group.waiting.length = kept;
    levels.touch(group);
  }

  /** Called for every group whose flows or level change. */
  function setLevel(state: GroupState, level: number): void {
    const group = state as Group;
    advance(group, now);
    group.level = level;
    let late = 0;
    while (
      late < group.idle.length &&
      (arrivals[group.idle[late] as number] as number) > level * (1 + EXCEEDS_BEYOND)
    ) {
      beginWait(group, group.idle[late++] as number);
    }
    if (late > 0) {
      group.idle.splice(0, late);
      sumIdle(group);
    }
    let soonest = Number.POSITIVE_INFINITY;
    for (const flow of group.waiting) {
      const drain = level - (arrivals[flow] as number);
      if (drain <= 0) continue;
      const left = (backlog[flow] as number) / drain;
      if (left < soonest) soonest = left;
    }
    nextEmpty[group.index] = now + soonest;
    if (group.waiting.length > 0) note(group.log, level);
  }

  function note({ times, levels }: LevelLog, level: number): void {
    if (levels[levels.length - 1] === level) return;
    if (times[times.length - 1] === now) times.length = levels.length = times.length - 1;
    times.push(now);
    levels.push(level);
  }
}

const NO_LUMPS: readonly Lump[] = [];

function newGroup(group: FlowGroup, index: number, start: Float64Array): Group {
  return {
    ...group,
    index,
    most: Number.POSITIVE_INFINITY,
    claimed: Number.POSITIVE_INFINITY,
    level: Number.POSITIVE_INFINITY,
    waiting: group.members.filter((flow) => (start[flow] as number) > 0),
    idle: group.members.filter((flow) => start[flow] === 0),
    idleSum: 0,
    stale: false,
    log: { times: [], levels: [] },
    time: 0,
  };
}
