import type { FlowGroup } from "./flow-groups.ts";

/** A group at an instant. Flows that wait take the level; the others what arrives, but no more than the level. */
export interface GroupState extends FlowGroup {
  /** The cap that holds now. */
  most: number;
  /** What each flow gets at most. */
  level: number;
  /** Flows that wait. */
  readonly waiting: number[];
  /** The others, by falling arrivals. */
  readonly idle: number[];
  /** Sum of the arrivals of `idle`. */
  idleSum: number;
}

/**
 * Keeps the levels of all groups at max-min fair shares with strict priorities, as capacities and flows change.
 *
 * Within one priority, every link that cannot carry all that its flows could send has a level of its own: the one at
 * which it is full, given that some of its flows get less elsewhere. A group's level is the least of its links' and of
 * its cap. These levels hold exactly one max-min fair allocation, and solving link after link, again wherever a level
 * elsewhere moved, reaches it in finitely many steps: at least the lowest of the levels that are not yet right comes
 * right in each round. So a change costs what it changes, and not the size of the network.
 */
export interface FairLevels {
  readonly setCapacity: (link: number, capacity: number) => void;
  /** To be told of every group whose flows, arrivals or cap changed, before `settle`. */
  readonly touch: (group: GroupState) => void;
  /** Finds the levels; calls `changed` with each group that was touched or gets another one. */
  readonly settle: (changed: (group: GroupState, level: number) => void) => void;
  /** What the flows take of a link. */
  readonly used: (link: number) => number;
}

/** Levels and loads that differ by less, relatively, are the same. */
const SAME_WITHIN = 1e-12;

/** Most solutions of one link for one change. Rounding alone could need more than a few. */
const MOST_ROUNDS = 64;

/** A link as the groups of one priority see it. */
interface Lane {
  readonly link: number;
  readonly groups: GroupState[];
  readonly loads: number[];
  /** What higher priorities leave. */
  left: number;
  /** Infinite where the link carries all that its flows could send. */
  level: number;
  used: number;
  queued: boolean;
  rounds: number;
}

export function fairLevels(groups: readonly GroupState[], links: number, arrivals: Float64Array): FairLevels {
  const ranks = groups.reduce((most, { rank }) => Math.max(most, rank + 1), 1);
  const lanes: Lane[][] = Array.from({ length: ranks }, () =>
    Array.from({ length: links }, (_, link) => newLane(link)),
  );
  for (const group of groups) {
    group.links.forEach((link, hop) => {
      const lane = laneOf(group.rank, link);
      lane.groups.push(group);
      lane.loads.push(group.loads[hop] as number);
    });
  }
  const queues: Lane[][] = lanes.map(() => []);
  const touched: Set<GroupState>[] = lanes.map(() => new Set());

  return {
    setCapacity: (link, capacity) => {
      const lane = laneOf(0, link);
      lane.left = capacity;
      enqueue(lane, 0);
    },
    touch,
    settle: (changed) => {
      for (let rank = 0; rank < ranks; rank++) settleRank(rank, changed);
    },
    used: (link) => lanes.reduce((sum, rank) => sum + (rank[link] as Lane).used, 0),
  };

  function laneOf(rank: number, link: number): Lane {
    return (lanes[rank] as Lane[])[link] as Lane;
  }

  function enqueue(lane: Lane, rank: number): void {
    if (lane.queued) return;
    lane.queued = true;
    (queues[rank] as Lane[]).push(lane);
  }

  function touch(group: GroupState): void {
    (touched[group.rank] as Set<GroupState>).add(group);
    for (const link of group.links) enqueue(laneOf(group.rank, link), group.rank);
  }

  function settleRank(rank: number, changed: (group: GroupState, level: number) => void): void {
    const queue = queues[rank] as Lane[];
    const groupsToTell = touched[rank] as Set<GroupState>;
    const solved = new Set<Lane>();
    for (let next = 0; next < queue.length; next++) {
      const lane = queue[next] as Lane;
      lane.queued = false;
      solved.add(lane);
      if (lane.rounds++ < MOST_ROUNDS) solve(lane, rank, groupsToTell);
    }
    queue.length = 0;
    for (const group of groupsToTell) {
      changed(group, limitOf(group, -1));
      for (const link of group.links) solved.add(laneOf(rank, link));
    }
    groupsToTell.clear();
    for (const lane of solved) {
      lane.rounds = 0;
      lane.used = usedOf(lane);
      const below = lanes[rank + 1]?.[lane.link];
      if (!below) continue;
      const left = lane.left - lane.used;
      const leaves = left > SAME_WITHIN * lane.left ? left : 0;
      if (leaves === below.left) continue;
      below.left = leaves;
      enqueue(below, rank + 1);
    }
  }

  /** What keeps the flows of a group at most, apart from one link. */
  function limitOf({ most, links: route, rank }: GroupState, except: number): number {
    let limit = most;
    for (const link of route) {
      if (link === except) continue;
      const { level } = laneOf(rank, link);
      if (level < limit) limit = level;
    }
    return limit;
  }

  function solve(lane: Lane, rank: number, groupsToTell: Set<GroupState>): void {
    const before = lane.level;
    const limits = lane.groups.map((group) => limitOf(group, lane.link));
    const level = levelOf(lane, limits);
    if (level === before) return;
    if (Number.isFinite(before) && Math.abs(level - before) <= SAME_WITHIN * before) return;
    lane.level = level;
    lane.groups.forEach((group, i) => {
      const limit = limits[i] as number;
      if (limit <= level && limit <= before) return;
      groupsToTell.add(group);
      for (const link of group.links) {
        const other = laneOf(rank, link);
        // A link that keeps the group below both levels of this one does not notice.
        if (other !== lane && !(other.level <= level && other.level <= before)) enqueue(other, rank);
      }
    });
  }

  /** The level at which the lane is full while each group keeps within its limit; infinite if it never is. */
  function levelOf(lane: Lane, limits: readonly number[]): number {
    const { left } = lane;
    let all = 0;
    let slope = 0;
    for (let i = 0; i < limits.length; i++) {
      const load = lane.loads[i] as number;
      const group = lane.groups[i] as GroupState;
      all += load * takenBy(group, limits[i] as number);
      slope += load * (group.waiting.length + group.idle.length);
    }
    if (all <= left * (1 + SAME_WITHIN)) return Number.POSITIVE_INFINITY;
    // What is taken rises with the level, less and less: Newton's steps from below never pass the solution, and the
    // first of them, from above or from below, does not either.
    const least = left / slope;
    let level = Math.max(least, Number.isFinite(lane.level) ? lane.level : 0);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      let taken = 0;
      let rise = 0;
      for (let i = 0; i < limits.length; i++) {
        const load = lane.loads[i] as number;
        const group = lane.groups[i] as GroupState;
        const limit = limits[i] as number;
        taken += load * takenBy(group, Math.min(level, limit));
        if (level < limit) rise += load * takersAbove(group, level);
      }
      const lacks = left - taken;
      if (Math.abs(lacks) <= SAME_WITHIN * left) break;
      const next = Math.max(least, rise > 0 ? level + lacks / rise : lacks > 0 ? level : least);
      if (next === level) break;
      level = next;
    }
    return level;
  }

  /** What a group sends at a level. */
  function takenBy({ waiting, idle, idleSum }: GroupState, level: number): number {
    let sum = waiting.length > 0 ? idleSum + waiting.length * level : idleSum;
    for (const flow of idle) {
      const arriving = arrivals[flow] as number;
      if (arriving <= level) break;
      sum += level - arriving;
    }
    return sum;
  }

  /** How many flows of a group would send more at a higher level. */
  function takersAbove({ waiting, idle }: GroupState, level: number): number {
    let count = waiting.length;
    for (const flow of idle) {
      if ((arrivals[flow] as number) <= level) break;
      count++;
    }
    return count;
  }

  function usedOf({ groups: members, loads }: Lane): number {
    let sum = 0;
    for (let i = 0; i < members.length; i++) {
      const group = members[i] as GroupState;
      sum += (loads[i] as number) * takenBy(group, group.level);
    }
    return sum;
  }
}

function newLane(link: number): Lane {
  return {
    link,
    groups: [],
    loads: [],
    left: 0,
    level: Number.POSITIVE_INFINITY,
    used: 0,
    queued: false,
    rounds: 0,
  };
}
