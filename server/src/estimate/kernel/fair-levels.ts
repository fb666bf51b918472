import type { FlowGroup } from "./flow-groups.ts";

/** A group at an instant. Flows that wait take the level; the others what arrives, but no more than the level. */
export interface GroupState extends FlowGroup {
  /** The cap that holds now, and the claim. */
  most: number;
  claimed: number;
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
 * its cap; what others have to leave to it is reckoned with its claim in place of the cap. These levels hold exactly one max-min fair allocation, and solving link after link, again wherever a level
 * elsewhere moved, reaches it in finitely many steps: at least the lowest of the levels that are not yet right comes
 * right in each round. So a change costs what it changes, and not the size of the network.
 */
export interface FairLevels {
  readonly setCapacity: (link: number, capacity: number) => void;
  /** To be told of every group whose flows, arrivals or cap changed, before `settle`. */
  readonly touch: (group: GroupState) => void;
  /** Finds the levels; calls `changed` with each group that was touched or gets another one. */
  readonly settle: (changed: (group: GroupState, level: number) => void) => void;
}

/** Levels and loads that differ by less, relatively, are the same. */
const SAME_WITHIN = 1e-12;

/** Most solutions of one link for one change. Rounding alone could need more than a few. */
const MOST_ROUNDS = 64;

/** A link as the groups of one priority see it. */
interface Lane {
  readonly link: number;
  readonly rank: number;
  readonly shares: Share[];
  /** What higher priorities leave. */
  left: number;
  /** Infinite where the link carries all that its flows could send. */
  level: number;
  /** Whether it waits to be solved, and whether what is used of it is to be counted anew. */
  queued: boolean;
  dirty: boolean;
  rounds: number;
}

/** A group on a lane. */
interface Share {
  readonly member: Member;
  readonly load: number;
  /** What keeps the group's flows at most, apart from this lane; right while the lane is solved. */
  limit: number;
}

interface Member {
  readonly group: GroupState;
  readonly lanes: Lane[];
  /** What each of its flows gets at most, as far as the others are concerned. */
  level: number;
  touched: boolean;
}

/** Told, while the levels settle, of what all groups together leave of a link; links that nothing was left of at first are not named. */
export type LeftNote = (link: number, left: number) => void;

export function fairLevels(
  groups: readonly GroupState[],
  links: number,
  arrivals: Float64Array,
  noteLeft?: LeftNote,
): FairLevels {
  const ranks = groups.reduce((most, { rank }) => Math.max(most, rank + 1), 1);
  const lanes: Lane[][] = Array.from({ length: ranks }, (_, rank) =>
    Array.from({ length: links }, (_, link) => newLane(link, rank)),
  );
  const members = new Map(groups.map((group) => [group, newMember(group, lanes)]));
  const queues: Lane[][] = lanes.map(() => []);
  const dirty: Lane[][] = lanes.map(() => []);
  const touched: Member[][] = lanes.map(() => []);

  return {
    setCapacity: (link, capacity) => {
      const lane = laneOf(0, link);
      lane.left = capacity;
      enqueue(lane);
    },
    touch: (group) => {
      const member = members.get(group) as Member;
      tellOf(member);
      for (const lane of member.lanes) enqueue(lane);
    },
    settle: (changed) => {
      for (let rank = 0; rank < ranks; rank++) settleRank(rank, changed);
    },
  };

  function laneOf(rank: number, link: number): Lane {
    return (lanes[rank] as Lane[])[link] as Lane;
  }

  function enqueue(lane: Lane): void {
    markDirty(lane);
    if (lane.queued) return;
    lane.queued = true;
    (queues[lane.rank] as Lane[]).push(lane);
  }

  function markDirty(lane: Lane): void {
    if (lane.dirty) return;
    lane.dirty = true;
    (dirty[lane.rank] as Lane[]).push(lane);
  }

  function tellOf(member: Member): void {
    if (member.touched) return;
    member.touched = true;
    (touched[member.group.rank] as Member[]).push(member);
  }

  function settleRank(rank: number, changed: (group: GroupState, level: number) => void): void {
    const queue = queues[rank] as Lane[];
    for (let next = 0; next < queue.length; next++) {
      const lane = queue[next] as Lane;
      lane.queued = false;
      if (lane.rounds++ < MOST_ROUNDS) solve(lane);
    }
    queue.length = 0;
    const told = touched[rank] as Member[];
    for (const member of told) {
      member.touched = false;
      const level = leastLevel(member, undefined);
      member.level = Math.min(level, member.group.claimed);
      changed(member.group, Math.min(level, member.group.most));
      for (const lane of member.lanes) markDirty(lane);
    }
    told.length = 0;
    const counted = dirty[rank] as Lane[];
    for (const lane of counted) {
      lane.dirty = false;
      lane.rounds = 0;
      leave(lane, lane.left - claimedOf(lane));
    }
    counted.length = 0;
  }

  /** Hands on to the next priority what a lane does not use. */
  function leave(lane: Lane, left: number): void {
    const below = lanes[lane.rank + 1]?.[lane.link];
    const leaves = left > SAME_WITHIN * lane.left ? left : 0;
    if (!below) noteLeft?.(lane.link, leaves);
    if (!below || leaves === below.left) return;
    below.left = leaves;
    enqueue(below);
  }

  function solve(lane: Lane): void {
    const before = lane.level;
    for (const share of lane.shares) {
      share.limit = Math.min(share.member.group.claimed, leastLevel(share.member, lane));
    }
    const level = levelOf(lane);
    if (level === before) return;
    if (Number.isFinite(before) && Math.abs(level - before) <= SAME_WITHIN * before) return;
    lane.level = level;
    for (const { member, limit } of lane.shares) {
      if (limit <= level && limit <= before) continue;
      tellOf(member);
      for (const other of member.lanes) {
        // A link that keeps the group below both levels of this one does not notice.
        if (other !== lane && !(other.level <= level && other.level <= before)) enqueue(other);
      }
    }
  }

  /** The level at which the lane is full while each group keeps within its limit; infinite if it never is. */
  function levelOf({ left, shares, level: before }: Lane): number {
    let all = 0;
    let slope = 0;
    for (const { load, limit, member } of shares) {
      all += load * takenBy(member.group, limit);
      slope += load * (member.group.waiting.length + member.group.idle.length);
    }
    if (all <= left * (1 + SAME_WITHIN)) return Number.POSITIVE_INFINITY;
    // What is taken rises with the level, less and less: Newton's steps from below never pass the solution, and the
    // first of them, from above or from below, does not either.
    const least = left / slope;
    let level = Math.max(least, Number.isFinite(before) ? before : 0);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      let taken = 0;
      let rise = 0;
      for (const { load, limit, member } of shares) {
        taken += load * takenBy(member.group, Math.min(level, limit));
        if (level < limit) rise += load * takersAbove(member.group, level);
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
    for (let i = 0; i < idle.length; i++) {
      const arriving = arrivals[idle[i] as number] as number;
      if (arriving <= level) break;
      sum += level - arriving;
    }
    return sum;
  }

  /** How many flows of a group would send more at a higher level. */
  function takersAbove({ waiting, idle }: GroupState, level: number): number {
    let above = 0;
    while (above < idle.length && (arrivals[idle[above] as number] as number) > level) above++;
    return waiting.length + above;
  }

  function claimedOf({ shares }: Lane): number {
    let sum = 0;
    for (const { load, member } of shares) sum += load * takenBy(member.group, member.level);
    return sum;
  }
}

/** What the lanes of a group let each of its flows have at most, apart from one lane. */
function leastLevel({ lanes }: Member, except: Lane | undefined): number {
  let least = Number.POSITIVE_INFINITY;
  for (const lane of lanes) if (lane !== except && lane.level < least) least = lane.level;
  return least;
}

function newMember(group: GroupState, lanes: readonly (readonly Lane[])[]): Member {
  const own = group.links.map((link) => lanes[group.rank]?.[link] as Lane);
  const member = { group, lanes: own, level: Number.POSITIVE_INFINITY, touched: false };
  own.forEach((lane, hop) => {
    lane.shares.push({ member, load: group.loads[hop] as number, limit: 0 });
  });
  return member;
}

function newLane(link: number, rank: number): Lane {
  return {
    link,
    rank,
    shares: [],
    left: 0,
    level: Number.POSITIVE_INFINITY,
    queued: false,
    dirty: false,
    rounds: 0,
  };
}
