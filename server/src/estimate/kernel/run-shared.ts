import type { Uncertain } from "../../quantity/uncertain.ts";
import { type Activity, type ActivityNetwork, type Case, type NeverReasons, precedence } from "./activity-network.ts";
import { type ActivityRun, emptyRun, WAITED_AS, type WaitedAs } from "./activity-run.ts";
import { eventQueue } from "./event-queue.ts";
import { type OpenFlow, sharePipes } from "./pipe-shares.ts";
import { nextSlot, occupy, type SlotPool, slotPool, slotsUntil } from "./slot-pool.ts";

/** In which order owners and pools served, by owner or pool index. */
export type ServiceOrders = ReadonlyMap<string | number, readonly Turn[]>;

/** An activity that an owner does, or some units of one that take slots of a pool. */
interface Turn {
  readonly activity: number;
  units: number;
}

export interface SharedRun extends ActivityRun {
  readonly orders: ServiceOrders;
}

/** Moments that differ by less, relatively, are one: sums of the same times in different order. */
const SAME_WITHIN = 1e-12;

/** Where units wait for many more turns than this, several turns are taken as one. Own choice. */
const MOST_TURNS = 1000;

/** In the queue of events: a slot becomes free. */
const SLOT = -1;

/** An owner, or a pool, with what waits for it. */
interface Server {
  /** Absent for owners. */
  readonly pool: SlotPool | undefined;
  waiting: number[];
  readonly served: Turn[];
  /** Whose turn is next, if that is decided already, and how many turns are over. */
  readonly kept: readonly Turn[] | undefined;
  turns: number;
  busy: boolean;
  /** When an owner became free, or when a full pool has a slot again; and which activity an owner did last. */
  freeAt: number;
  last: number;
}

interface RunningFlow extends OpenFlow {
  readonly activity: number;
  left: number;
}

/**
 * One case of a network, from event to event. Without `kept`, an owner or a slot that becomes free goes to what is ready,
 * the lower order first, then by name. With it they serve in that order, and wait for the next one even if others are
 * ready; what never ends is left out.
 */
export function runShared(
  network: ActivityNetwork,
  sequence: readonly number[],
  which: Case,
  never: NeverReasons | undefined,
  kept: ServiceOrders | undefined,
): SharedRun {
  const { activities, pipes, pools } = network;
  const run = emptyRun(activities.length);
  const { open, following } = precedence(activities);
  const ready = new Float64Array(activities.length);
  /** Units that have no slot yet. */
  const left = activities.map(({ work }) => (work.kind === "units" ? work.count : 0));
  const lastUnit = new Float64Array(activities.length);
  const capacities = pipes.map((pipe) => pipe[which.rate]);
  const servers = new Map<string | number, Server>();
  const events = eventQueue();
  let flows: RunningFlow[] = [];
  let flowsChanged = false;
  let now = 0;

  // Moments beyond the range of numbers never come.
  run.start.fill(Number.POSITIVE_INFINITY);
  run.end.fill(Number.POSITIVE_INFINITY);
  for (const index of sequence) if (open[index] === 0) arrive(index);
  while (Number.isFinite(now)) {
    // What takes no time may let others begin at the same moment: pools are served when all that is over.
    do finishAll();
    while (serveOwner());
    servePools();
    if (events.nextTime() > soon()) moveTo(nextMoment());
  }
  return { ...run, orders: new Map([...servers].map(([key, { served }]) => [key, served])) };

  function finishAll(): void {
    for (let index = events.takeUntil(soon()); index !== undefined; index = events.takeUntil(soon())) finish(index);
  }

  /** A little after now, so that what happens at the same time in truth does so here. */
  function soon(): number {
    return now * (1 + SAME_WITHIN);
  }

  function nextMoment(): number {
    if (flowsChanged) sharePipes(flows, capacities);
    flowsChanged = false;
    let next = events.nextTime();
    for (const { left, rate } of flows) if (rate > 0) next = Math.min(next, now + left / rate);
    return next;
  }

  function moveTo(next: number): void {
    const staying = flows.filter((flow) => {
      if (flow.rate > 0 && now + flow.left / flow.rate <= next * (1 + SAME_WITHIN)) {
        events.add(next, flow.activity);
        return false;
      }
      flow.left -= (next - now) * flow.rate;
      return true;
    });
    flowsChanged = staying.length < flows.length;
    flows = staying;
    now = next;
  }

  /** All before it have ended. What never ends goes no further, and holds nobody up. */
  function arrive(index: number): void {
    const { after, owner } = activities[index] as Activity;
    ready[index] = now;
    let latest = -1;
    for (const before of after) if (latest < 0 || endOf(before) > endOf(latest)) latest = before;
    run.start[index] = latest < 0 ? 0 : endOf(latest);
    waitFor(index, latest, "predecessor");
    if (never?.[index] !== undefined) finish(index, Number.POSITIVE_INFINITY);
    else if (owner === undefined) begin(index);
    else serverOf(owner).waiting.push(index);
  }

  function endOf(index: number): number {
    return run.end[index] as number;
  }

  function waitFor(index: number, activity: number, as: WaitedAs): void {
    run.waitedFor[index] = activity;
    run.waitedAs[index] = WAITED_AS.indexOf(as);
  }

  function begin(index: number): void {
    const { work, order } = activities[index] as Activity;
    switch (work.kind) {
      case "units":
        if (work.count > 0) serverOf(work.pool).waiting.push(index);
        else events.add(now, index);
        break;
      case "flow": {
        const left = work.amount[which.time];
        const most = work.most?.[which.rate] ?? Number.POSITIVE_INFINITY;
        if (left === 0 || (work.through.length === 0 && most === Number.POSITIVE_INFINITY)) {
          events.add(now, index);
          break;
        }
        const through = work.through.map(({ pipe, load }) => ({ pipe, load: load[which.time] }));
        const at = flows.findIndex((flow) => flow.order > order);
        flows.splice(at < 0 ? flows.length : at, 0, { activity: index, order, through, most, left, rate: 0 });
        flowsChanged = true;
        break;
      }
      case "time": {
        const takes = work.takes[which.time];
        events.add(now + (takes.kind === "after" ? takes.time : 0), index);
      }
    }
  }

  function finish(index: number, at = now): void {
    if (index === SLOT) return;
    const { owner } = activities[index] as Activity;
    run.end[index] = at;
    if (owner !== undefined && at === now) {
      const server = serverOf(owner);
      server.busy = false;
      server.freeAt = now;
      server.last = index;
    }
    for (const next of following[index] as readonly number[]) {
      open[next] = (open[next] as number) - 1;
      if (open[next] === 0) arrive(next);
    }
  }

  function serverOf(key: string | number): Server {
    let server = servers.get(key);
    if (!server) {
      const pool = typeof key === "number" ? slotPool((pools[key] as Uncertain)[which.rate]) : undefined;
      const turns = kept && keptTurns(kept.get(key) ?? [], key);
      server = { pool, waiting: [], served: [], kept: turns, turns: 0, busy: false, freeAt: 0, last: -1 };
      servers.set(key, server);
    }
    return server;
  }

  /** The turns kept, without what never ends here; what never ended there comes last. */
  function keptTurns(turns: readonly Turn[], key: string | number): readonly Turn[] {
    const known = new Set(turns.map(({ activity }) => activity));
    const added = sequence.flatMap((activity) => {
      const { owner, work } = activities[activity] as Activity;
      const units = work.kind === "units" && work.pool === key ? work.count : 0;
      return known.has(activity) || (owner !== key && units === 0) ? [] : [{ activity, units }];
    });
    return [...turns, ...added].filter(({ activity }) => never?.[activity] === undefined);
  }

  /** Lets the owner who is free for the most urgent begin it; false if nobody can. */
  function serveOwner(): boolean {
    let first: { readonly server: Server; readonly activity: number } | undefined;
    for (const server of servers.values()) {
      const activity = server.pool || server.busy ? undefined : nextTurn(server)?.activity;
      if (activity === undefined || (first && goesFirst(first.activity, activity))) continue;
      first = { server, activity };
    }
    if (!first) return false;
    const { server, activity } = first;
    if (server.freeAt > (ready[activity] as number)) waitFor(activity, server.last, "owner");
    server.busy = true;
    take(server, activity, 0);
    run.start[activity] = now;
    ready[activity] = now;
    begin(activity);
    return true;
  }

  function servePools(): void {
    for (const server of servers.values()) if (server.pool) servePool(server, server.pool);
  }

  function servePool(server: Server, pool: SlotPool): void {
    while (server.waiting.length > 0) {
      const { time, heldBy } = nextSlot(pool);
      if (time > soon()) {
        if (server.freeAt !== time) events.add(time, SLOT);
        server.freeAt = time;
        return;
      }
      const turn = nextTurn(server);
      if (!turn) return;
      const { activity } = turn;
      const { work } = activities[activity] as Activity;
      if (work.kind !== "units") return;
      const each = work.each[which.time];
      if (left[activity] === work.count) {
        if (time > (ready[activity] as number)) waitFor(activity, heldBy, "pool");
        run.start[activity] = now;
      }
      const most = left[activity] as number;
      const units = turn.units || Math.min(most, Math.max(slotsUntil(pool, soon()), Math.ceil(most / MOST_TURNS)));
      left[activity] = most - units;
      lastUnit[activity] = Math.max(lastUnit[activity] as number, occupy(pool, now, units, each, activity));
      if (left[activity] === 0) events.add(lastUnit[activity] as number, activity);
      take(server, activity, units);
    }
  }

  /** Whose turn is next: in the order kept, else the first of those that wait. No units: as many as there are slots. */
  function nextTurn({ waiting, kept: turns, turns: over }: Server): Turn | undefined {
    if (waiting.length === 0) return undefined;
    if (!turns) return { activity: waiting.reduce((a, b) => (goesFirst(a, b) ? a : b)), units: 0 };
    const turn = turns[over];
    return turn && waiting.includes(turn.activity) ? turn : undefined;
  }

  function take(server: Server, activity: number, units: number): void {
    const { pool, waiting, served } = server;
    server.turns++;
    const before = served.at(-1);
    if (before?.activity === activity) before.units += units;
    else served.push({ activity, units });
    if (!pool || left[activity] === 0) server.waiting = waiting.filter((index) => index !== activity);
  }

  function goesFirst(a: number, b: number): boolean {
    const first = activities[a] as Activity;
    const second = activities[b] as Activity;
    if (first.order !== second.order) return first.order < second.order;
    return first.name === second.name ? a < b : first.name < second.name;
  }
}
