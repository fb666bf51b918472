import { siteOf } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { lookUp, type Plan, usersOf } from "../../model/plan.ts";
import type { Loss, Scenario } from "../../model/scenario.ts";
import { type Seconds, seconds } from "../../quantity/quantity.ts";
import { exactly, type Uncertain } from "../../quantity/uncertain.ts";
import type { Hop } from "../network.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import type { Route } from "../route.ts";
import { type DamagedNetwork, damagedNetwork, type Lost, type NetworkSource } from "./damaged-network.ts";
import { longestTime } from "./longest-time.ts";

/**
 * What a scenario takes away, seen from each of its losses: their positions in the scenario are instants. What was lost
 * before such an instant for some time is back then, and has missed what happened meanwhile; what was lost before for
 * good, then, or later, is missing from that instant on. So losses without a duration all strike in the same moment.
 */
export interface Strike {
  readonly scenario: Scenario;
  /** What each loss takes away, in the scenario's order. */
  readonly events: readonly Event[];
  /** All that is ever lost. */
  readonly everything: Lost;
  /** Ids of the declarations that say so. */
  readonly reads: ReadonlySet<number>;
  /** The instant of a corruption: after all losses. */
  readonly last: number;
  /** What is left of the network at an instant. */
  networkAt(instant: number): DamagedNetwork;
  /** Until when a site is missing, from an instant on: 0 for one that is there, nothing for one that never comes back. */
  siteBack(site: string, instant: number): Uncertain<Seconds> | undefined;
  /** The way from a site to another as soon as there is one, and how long that takes; nothing when there never is. */
  wayBetween(from: string, to: string, instant: number): Way | undefined;
  /** What a copy missed before an instant. */
  missedBefore(copy: Travelling, instant: number): Missed;
}

export interface Event extends Lost {
  readonly loss: Loss;
  /** The workload that this loss is about. */
  readonly workload: string | undefined;
}

export interface Way {
  readonly route: Route;
  readonly after: Uncertain<Seconds>;
}

/** A replication or backup on its way. */
export interface Travelling {
  readonly from: string;
  readonly to: string;
  readonly route: Route | undefined;
  /** Whether its links are given by name, so that it looks for no other way. */
  readonly named: boolean;
  /** What it copies on. */
  readonly source: Travelling | undefined;
}

export interface Missed {
  /** For how long nothing reached the copy. */
  readonly time: Uncertain<Seconds>;
  /** The other way that it took while its own was lost, and for how long. */
  readonly detour: Route | undefined;
  readonly detoured: Uncertain<Seconds>;
}

export function travelling({ bound, route, source }: ReplicationEstimate): Travelling {
  return {
    from: bound.from.name,
    to: bound.to.name,
    route,
    named: bound.over !== undefined,
    source: source && travelling(source),
  };
}

const NO_TIME: Uncertain<Seconds> = exactly(seconds(0));
const NOTHING_MISSED: Missed = { time: NO_TIME, detour: undefined, detoured: NO_TIME };

export function strikeOf(source: NetworkSource, scenario: Scenario): Strike {
  const { plan } = source;
  const reads = new Set<number>();
  const events = scenario.losses.map((loss) => eventOf(plan, loss, reads));
  const everything = together(events);
  const lasting = events.filter(({ loss }) => loss.lasts);
  const networks = new Map<string, DamagedNetwork>();
  const networkWithout = (missing: readonly Event[]) => {
    const key = missing.map((event) => events.indexOf(event)).join(" ");
    const network = networks.get(key) ?? damagedNetwork(source, together(missing));
    networks.set(key, network);
    return network;
  };
  const missingAt = (instant: number) => events.filter(({ loss }, at) => at >= instant || !loss.lasts);
  const networkAt = (instant: number) => networkWithout(lasting.length === 0 ? events : missingAt(instant));
  const missed = (copy: Travelling, event: Event): Missed => {
    const before: Missed = { ...NOTHING_MISSED, time: copy.source ? missed(copy.source, event).time : NO_TIME };
    const network = networkWithout([event]);
    const hops = copy.route?.hops ?? [];
    const ends = [copy.from, copy.to].some((site) => event.sites.has(site));
    if (!ends && !hops.some(({ link }) => network.isLost(link))) return before;
    const detour = ends ? undefined : network.detour(hops, copy.from, copy.to, copy.named);
    const lasts = event.loss.lasts ?? NO_TIME;
    return detour ? { ...before, detour, detoured: lasts } : { ...before, time: longestTime(before.time, lasts) };
  };
  return {
    scenario,
    events,
    everything,
    reads,
    last: events.length,
    networkAt,
    siteBack: (site, instant) => backOf(events, instant, (event) => event.sites.has(site)),
    wayBetween: (from, to, instant) => {
      const now = networkAt(instant).routeBetween(from, to);
      if (now) return { route: now, after: NO_TIME };
      if (lasting.length === 0) return undefined;
      const route = networkWithout(events.filter(({ loss }) => !loss.lasts)).routeBetween(from, to);
      const after = route && backOf(events, instant, (event) => touches(event, route.hops));
      return route && after && { route, after };
    },
    missedBefore: (copy, instant) => {
      let total = NOTHING_MISSED;
      events.forEach((event, at) => {
        if (at >= instant || !event.loss.lasts) return;
        const { time, detour, detoured } = missed(copy, event);
        total = {
          time: sum(total.time, time),
          detour: detour ?? total.detour,
          detoured: sum(total.detoured, detoured),
        };
      });
      return total;
    },
  };
}

function eventOf(plan: Plan, loss: Loss, reads: Set<number>): Event {
  const sites = new Set<string>();
  const links = new Set<number>();
  const declaration = lookUp(plan, loss.name);
  if (declaration) reads.add(declaration.id);
  if (loss.kind === "site") sites.add(loss.name);
  if (loss.kind === "region") {
    for (const id of usersOf(plan, "site", loss.name)) {
      const site = siteOf(plan.declarations.get(id));
      if (site?.region !== loss.name) continue;
      sites.add(site.name);
      reads.add(id);
    }
  }
  if (loss.kind === "link" && declaration) links.add(declaration.id);
  if (loss.kind === "conduit") {
    for (const id of usersOf(plan, "link", loss.name)) {
      const link = plan.declarations.get(id);
      if (!link || !isKind(link, "link") || !link.document.value.conduit?.includes(loss.name)) continue;
      links.add(id);
      reads.add(id);
    }
  }
  return { loss, sites, links, workload: loss.kind === "workload" ? loss.name : undefined };
}

function together(events: readonly Event[]): Lost {
  const [only] = events;
  if (only && events.length === 1) return only;
  return {
    sites: new Set(events.flatMap(({ sites }) => [...sites])),
    links: new Set(events.flatMap(({ links }) => [...links])),
  };
}

/** Whether a way leads over what is lost. */
function touches({ sites, links }: Lost, hops: readonly Hop[]): boolean {
  return hops.some(({ link: { link } }) => links.has(link.id) || sites.has(link.from) || sites.has(link.to));
}

/** Until when the losses that take something away last, from an instant on. */
function backOf(
  events: readonly Event[],
  instant: number,
  takes: (event: Event) => boolean,
): Uncertain<Seconds> | undefined {
  let longestOf = NO_TIME;
  for (const [at, event] of events.entries()) {
    if (!takes(event)) continue;
    const { lasts } = event.loss;
    if (!lasts) return undefined;
    if (at >= instant) longestOf = longestTime(longestOf, lasts);
  }
  return longestOf;
}

function sum(a: Uncertain<Seconds>, b: Uncertain<Seconds>): Uncertain<Seconds> {
  return { low: seconds(a.low + b.low), likely: seconds(a.likely + b.likely), high: seconds(a.high + b.high) };
}
