import type { Seconds } from "../../quantity/quantity.ts";
import { isExact, type Uncertain } from "../../quantity/uncertain.ts";
import type { NeverReason, UncertainDuration } from "./duration.ts";

/** Activities with what they share. */
export interface ActivityNetwork {
  readonly activities: readonly Activity[];
  /** What each pipe carries, in units of the amounts per second. */
  readonly pipes: readonly Uncertain[];
  /** Slots of each pool; at least 1. */
  readonly pools: readonly Uncertain[];
}

/** One piece of work. It starts when all before it have ended and its owner, if it has one, is free. */
export interface Activity {
  /** Decides between activities of the same order. */
  readonly name: string;
  /** Lower goes first where several want the same. */
  readonly order: number;
  /** Indices of the activities that must have ended. There is no circle in it. */
  readonly after: readonly number[];
  readonly work: Work;
  /** An owner does one activity at a time. */
  readonly owner?: string | undefined;
}

export type Work =
  /** A time of its own, whatever else goes on. */
  | { readonly kind: "time"; readonly takes: UncertainDuration }
  /** An amount (bytes, servers) that flows through all these pipes at once. */
  | {
      readonly kind: "flow";
      readonly amount: Uncertain;
      readonly through: readonly PipeUse[];
      /** The fastest that it flows by itself; absent: the pipes decide. Without either it takes no time. */
      readonly most?: Uncertain | undefined;
    }
  /** Machines that each occupy a slot of a pool for the same time. */
  | { readonly kind: "units"; readonly count: number; readonly each: Uncertain<Seconds>; readonly pool: number };

export type FlowWork = Extract<Work, { kind: "flow" }>;

export interface PipeUse {
  readonly pipe: number;
  /** What the pipe carries for each unit of the amount: 0.5 where data travel at half their size. Above 0. */
  readonly load: Uncertain;
}

/** Which bound of times, amounts and loads a case uses, and which of rates and slots. */
export interface Case {
  readonly time: keyof Uncertain;
  readonly rate: keyof Uncertain;
}

/** Why activities never end, by index; nothing for those that do. */
export type NeverReasons = readonly (NeverReason | undefined)[];

/** The activities, each after those before it. Throws a RangeError if there is a circle. */
export function inSequence(activities: readonly Activity[]): readonly number[] {
  const sequence: number[] = [];
  if (activities.every(({ after }, index) => after.every((before) => before < index))) {
    for (let i = 0; i < activities.length; i++) sequence.push(i);
    return sequence;
  }
  const { open, following } = precedence(activities);
  for (let i = 0; i < open.length; i++) if (open[i] === 0) sequence.push(i);
  for (let next = 0; next < sequence.length; next++) {
    for (const one of following[sequence[next] as number] as number[]) {
      open[one] = (open[one] as number) - 1;
      if (open[one] === 0) sequence.push(one);
    }
  }
  if (sequence.length < activities.length) throw new RangeError("Activities precede each other in a circle.");
  return sequence;
}

/** How many activities each one waits for, and which wait for it. */
export function precedence(activities: readonly Activity[]): {
  readonly open: Int32Array;
  readonly following: readonly number[][];
} {
  const open = new Int32Array(activities.length);
  const following: number[][] = activities.map(() => []);
  activities.forEach(({ after }, index) => {
    open[index] = after.length;
    for (const before of after) (following[before] as number[]).push(index);
  });
  return { open, following };
}

/** Why activities never end in a case: no capacity, a time that is never, or one before it; nothing if all end. */
export function neverReasons(
  { activities, pipes }: ActivityNetwork,
  sequence: readonly number[],
  { time, rate }: Case,
): NeverReasons | undefined {
  let reasons: (NeverReason | undefined)[] | undefined;
  for (const index of sequence) {
    const { work, after } = activities[index] as Activity;
    const known = reasons;
    const first = known && after.find((before) => known[before] !== undefined);
    const because = (first === undefined ? undefined : known?.[first]) ?? ownReason(work, pipes, time, rate);
    if (because === undefined) continue;
    reasons ??= activities.map(() => undefined);
    reasons[index] = because;
  }
  return reasons;
}

function ownReason(
  work: Work,
  pipes: readonly Uncertain[],
  time: keyof Uncertain,
  rate: keyof Uncertain,
): NeverReason | undefined {
  if (work.kind === "time") return work.takes[time].kind === "never" ? work.takes[time].because : undefined;
  if (work.kind === "units" || work.amount[time] === 0) return undefined;
  const isStopped = work.through.some(({ pipe }) => (pipes[pipe] as Uncertain)[rate] <= 0);
  return isStopped || (work.most && work.most[rate] <= 0) ? "no-capacity" : undefined;
}

/** Whether nothing is used by two activities, so that each takes its own time. */
export function sharesNothing({ activities, pipes, pools }: ActivityNetwork): boolean {
  let owners: Set<string> | undefined;
  const pipeTaken = pipes.map(() => false);
  const poolTaken = pools.map(() => false);
  for (const { owner, work } of activities) {
    if (owner !== undefined) {
      owners ??= new Set();
      if (owners.has(owner)) return false;
      owners.add(owner);
    }
    if (work.kind === "units") {
      if (poolTaken[work.pool]) return false;
      poolTaken[work.pool] = true;
    } else if (work.kind === "flow") {
      for (const { pipe } of work.through) {
        if (pipeTaken[pipe]) return false;
        pipeTaken[pipe] = true;
      }
    }
  }
  return true;
}

/** Whether all three cases are the same. */
export function isExactNetwork({ activities, pipes, pools }: ActivityNetwork): boolean {
  return activities.every(({ work }) => isExactWork(work)) && pipes.every(isExact) && pools.every(isExact);
}

function isExactWork(work: Work): boolean {
  switch (work.kind) {
    case "time": {
      const { low, high } = work.takes;
      return low.kind === "after" && high.kind === "after" ? low.time === high.time : low.kind === high.kind;
    }
    case "flow":
      return isExact(work.amount) && work.through.every(({ load }) => isExact(load)) && isExact(work.most ?? NO_LIMIT);
    case "units":
      return isExact(work.each);
  }
}

const NO_LIMIT: Uncertain = { low: 0, likely: 0, high: 0 };
