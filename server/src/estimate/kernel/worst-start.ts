import { type Seconds, seconds } from "../../quantity/quantity.ts";
import { WEEK, weekInstant } from "../../quantity/week.ts";
import type { Ends } from "./finite-flows.ts";

/** What is looked at to find the worst instant of the week to begin. */
export interface Starts {
  /** When each of several is done, in seconds from a start. */
  readonly endsAt: (start: Seconds) => Ends;
  /** Instants of the week between which nothing changes at the start. */
  readonly starts: readonly number[];
  /** Instants of the week between which nothing changes at an end. */
  readonly changes: readonly number[];
  /** The most starts that are tried. */
  readonly most: number;
}

/** The longest that is looked for is found to this share of it. Own choice. */
const FOUND_WITHIN = 1e-3;

/**
 * The longest time that each takes, over all starts in the week; infinite for what never ends.
 *
 * Who starts later ends no earlier. So between two starts nothing takes longer than from the earlier one to the end of
 * the later one; where that is more than was found already, and an end passes an instant at which rates change, a start
 * between them is tried. If too many would have to be, that bound is taken.
 */
export function worstOfStarts({ endsAt, starts, changes, most }: Starts): readonly number[] {
  const points = thinned(
    [...new Set(starts)].sort((a, b) => a - b),
    most,
  );
  const tried = points.map((start): Tried => triedAt(start));
  const worst = (tried[0] as Tried).ends.map((_, flow) =>
    tried.reduce((longest, each) => Math.max(longest, timeOf(each, flow)), 0),
  );
  const breaks = [...new Set(changes)].sort((a, b) => a - b);
  const open = tried.map((from, i): Stretch => {
    const next = tried[i + 1] ?? later(tried[0] as Tried, WEEK);
    return { from, to: next, depth: 0 };
  });
  let runs = points.length;
  for (let stretch = open.shift(); stretch; stretch = open.shift()) {
    const { from, to, depth } = stretch;
    const flow = mostDoubtful(stretch);
    const split = flow === undefined ? undefined : (splitOf(stretch, flow) ?? splitOfAny(stretch));
    if (split === undefined) continue;
    if (runs >= most) {
      worst.forEach((longest, each) => {
        if (isDoubtful(stretch as Stretch, each)) worst[each] = Math.max(longest, boundOf(stretch as Stretch, each));
      });
      continue;
    }
    runs++;
    const between = triedAt(split);
    worst.forEach((longest, each) => {
      worst[each] = Math.max(longest, timeOf(between, each));
    });
    open.push({ from, to: between, depth: depth + 1 }, { from: between, to, depth: depth + 1 });
  }
  return worst;

  function triedAt(start: number): Tried {
    const week = Math.floor(start / WEEK) * WEEK;
    return {
      start,
      ends: endsAt(seconds(weekInstant(start - week))).map((end) => start + (end ?? Number.POSITIVE_INFINITY)),
    };
  }

  function isDoubtful(stretch: Stretch, flow: number): boolean {
    const longest = worst[flow] as number;
    return Number.isFinite(longest) && boundOf(stretch, flow) > longest * (1 + FOUND_WITHIN);
  }

  /** The one whose bound exceeds the longest that was found by most. */
  function mostDoubtful(stretch: Stretch): number | undefined {
    let most: number | undefined;
    let excess = 0;
    worst.forEach((longest, flow) => {
      const more = boundOf(stretch, flow) / longest;
      if (more > excess && isDoubtful(stretch, flow)) {
        most = flow;
        excess = more;
      }
    });
    return most;
  }

  /** The first instant at which rates change after one time and before another. */
  function changeBetween(after: number, before: number): number | undefined {
    const slack = (before - after) * SLACK;
    const week = Math.floor((after + slack) / WEEK) * WEEK;
    const next = breaks.find((change) => week + change > after + slack);
    const change = next === undefined ? week + WEEK + (breaks[0] as number) : week + next;
    return change < before - slack ? change : undefined;
  }

  /** Where the end would pass such an instant if it moved evenly; every other time the middle, for it may not. */
  function splitOf({ from, to, depth }: Stretch, flow: number): number | undefined {
    const [first, last] = [from.ends[flow] as number, to.ends[flow] as number];
    const change = changeBetween(first, last);
    if (change === undefined) return undefined;
    const part = depth % 2 === 0 ? (change - first) / (last - first) : HALF;
    return from.start + Math.min(1 - LEAST_PART, Math.max(LEAST_PART, part)) * (to.start - from.start);
  }

  /** Where that of another does, which then leaves more or less. */
  function splitOfAny(stretch: Stretch): number | undefined {
    for (let flow = 0; flow < worst.length; flow++) {
      const split = splitOf(stretch, flow);
      if (split !== undefined) return split;
    }
    return undefined;
  }
}

/** No more than so many of the points, spread over the week. */
function thinned(points: readonly number[], most: number): readonly number[] {
  if (points.length <= most) return points;
  const apart = WEEK / most;
  const kept: number[] = [];
  for (const point of points) if (point >= (kept.at(-1) ?? Number.NEGATIVE_INFINITY) + apart) kept.push(point);
  return kept;
}

const HALF = 0.5;

/** A part that is split off is at least so much of the whole. */
const LEAST_PART = 0.01;

/** An end that comes so near to a change, as a share of the way between two ends, coincides with it. */
const SLACK = 1e-9;

/** A start and the times at which each then ends, in seconds from one Monday on. */
interface Tried {
  readonly start: number;
  readonly ends: readonly number[];
}

interface Stretch {
  readonly from: Tried;
  readonly to: Tried;
  /** How often it was split. */
  readonly depth: number;
}

function later({ start, ends }: Tried, by: number): Tried {
  return { start: start + by, ends: ends.map((end) => end + by) };
}

function timeOf({ start, ends }: Tried, flow: number): number {
  return (ends[flow] as number) - start;
}

function boundOf({ from, to }: Stretch, flow: number): number {
  return (to.ends[flow] as number) - from.start;
}
