import type { Bytes, Rate, Seconds } from "../../quantity/quantity.ts";
import { rate } from "../../quantity/quantity.ts";
import { WEEK, weekInstant } from "../../quantity/week.ts";
import type { FlowNetwork } from "./flow-network.ts";
import { type FlowSystem, flowSystem, startedLater } from "./flow-system.ts";
import { type FlowWeek, flowWeek, type Lump } from "./flow-week.ts";
import type { Newcomer } from "./share-of-one-more.ts";
import { constantProfile, type WeeklyProfile } from "./weekly-profile.ts";

/** What is sent once over links that others take too: a first copy, a backlog, a resynchronisation. */
export interface FiniteFlow extends Newcomer {
  /** What it has to move, in bytes of its own. */
  readonly bytes: Bytes;
  /** How long after the others it begins; 0 if left out, and where it `adds`. */
  readonly after?: Seconds;
  /** What comes to it meanwhile, and goes on once it has caught up: then it is a flow with this demand like others. */
  readonly adds?: WeeklyProfile<Rate>;
}

/** By flow, when it is done, in seconds from the start of all; undefined if it never is. */
export type Ends = readonly (number | undefined)[];

/**
 * When flows that end are done, all started at an instant of the week, on links that they share with each other and with
 * `network.flows`, which do not end, and of which nothing waits at the start.
 *
 * All of them are flows of one network: at every instant they share by strict priorities and then max-min fairly; when
 * one is done, the others go on with what it leaves. From event to event (`flowWeek`), as many weeks as it takes.
 */
export function finiteFlows(network: FlowNetwork, flows: readonly FiniteFlow[]): (start: Seconds) => Ends {
  const before = network.flows.length;
  const system = flowSystem({
    capacities: network.capacities,
    flows: [...network.flows, ...flows.map(({ adds, ...flow }) => ({ ...flow, demand: adds ?? NOTHING }))],
  });
  const sizes = flows.map(({ bytes }) => bytes / system.unit);
  return (start) => {
    const week = startedLater(system, weekInstant(start - system.offer.quietest));
    return new Run(week, before, sizes, flows).ends();
  };
}

const NOTHING: WeeklyProfile<Rate> = constantProfile(rate(0));

/** What is left of a flow below this share of its size is rounding error. */
const NOTHING_WITHIN = 1e-12;

/** What a backlog gains in a week is the same as in the week before if it differs by less than this share of it. */
const SAME_WITHIN = 1e-9;

/** Weeks that differ from each other are simulated for ten years; what is not done by then never is. Own choice. */
const MOST_WEEKS = 520;

/** One start, week after week. Flows are counted as they stand in the system; the first of them do not end. */
class Run {
  private readonly done: (number | undefined)[];
  private open: number;
  /** What waits more than a week before, by flow. */
  private gains: Float64Array = new Float64Array();

  constructor(
    private readonly system: FlowSystem,
    private readonly first: number,
    private readonly sizes: readonly number[],
    private readonly flows: readonly FiniteFlow[],
  ) {
    this.done = flows.map(() => undefined);
    this.open = flows.length;
  }

  ends(): Ends {
    const { system, first, sizes, flows } = this;
    let backlog: Float64Array = new Float64Array(system.flows);
    let begun = 0;
    for (let start = 0, count = 0; this.open > 0 && count < MOST_WEEKS; start += WEEK, count++) {
      const lumps: Lump[] = [];
      flows.forEach(({ after = 0 }, flow) => {
        if (after < start || after >= start + WEEK) return;
        begun++;
        if ((sizes[flow] as number) === 0) this.end(flow, after);
        else if (after === start) backlog[first + flow] = sizes[flow] as number;
        else lumps.push({ time: after - start, flow: first + flow, amount: sizes[flow] as number });
      });
      lumps.sort((a, b) => a.time - b.time);
      const open = this.open;
      const before = backlog;
      const week = flowWeek(system, before, false, lumps, (flow) => this.hasEnded(flow));
      this.note(week, start);
      backlog = week.backlog;
      if (this.open < open || lumps.length > 0) continue;
      const weeks = this.weeksAlike(before, backlog);
      if (weeks === Number.POSITIVE_INFINITY && begun === flows.length) break;
      const skipped = Math.min(weeks, this.weeksUntilNext(start));
      for (let flow = 0; flow < backlog.length; flow++) {
        const now = backlog[flow] as number;
        backlog[flow] = Math.max(0, now + skipped * (now - (before[flow] as number)));
      }
      start += skipped * WEEK;
    }
    return this.done;
  }

  private end(flow: number, time: number): void {
    if (this.done[flow] === undefined) this.open--;
    this.done[flow] = time;
  }

  /** Whether all have, now that one has caught up. */
  private hasEnded(flow: number): boolean {
    if (flow >= this.first && this.done[flow - this.first] === undefined) {
      this.open--;
      this.done[flow - this.first] = PENDING;
    }
    return this.open === 0;
  }

  /** When those that were not done before have caught up in a week. */
  private note({ waits, backlog }: FlowWeek, start: number): void {
    this.flows.forEach(({ after = 0 }, flow) => {
      const at = this.first + flow;
      const done = this.done[flow];
      if (done === PENDING) {
        // The first wait is that for the copy: nothing else waits before it.
        this.done[flow] = start + (waits[at]?.[1] as number);
      } else if (done === undefined && after < start + WEEK) {
        if ((backlog[at] as number) <= (this.sizes[flow] as number) * NOTHING_WITHIN) this.end(flow, start + WEEK);
      }
    });
  }

  /** How many more weeks go as the last one did, in which nothing was done; without end where nothing is moved. */
  private weeksAlike(before: Float64Array, now: Float64Array): number {
    const gains = now.map((is, flow) => is - (before[flow] as number));
    const earlier = this.gains;
    this.gains = gains;
    let least = Number.POSITIVE_INFINITY;
    for (let flow = 0; flow < now.length; flow++) {
      const [is, gain] = [now[flow] as number, gains[flow] as number];
      const ends = flow >= this.first && this.done[flow - this.first] === undefined;
      if (ends && gain < 0) least = Math.min(least, Math.max(0, Math.floor(is / -gain) - 1));
      // What does not end has to queue as in the week before.
      if (!ends && Math.abs(gain - (earlier[flow] ?? 0)) > SAME_WITHIN * is) return 0;
    }
    return least;
  }

  private weeksUntilNext(start: number): number {
    return this.flows.reduce((least, { after = 0 }) => {
      return after < start + WEEK ? least : Math.min(least, Math.floor((after - start) / WEEK) - 1);
    }, Number.POSITIVE_INFINITY);
  }
}

/** Stands for the time of one that has caught up in the week that goes on. */
const PENDING = -1;
