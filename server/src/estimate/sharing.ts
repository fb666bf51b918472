import type { Rate } from "../quantity/quantity.ts";
import { travellers } from "./consistency-flows.ts";
import type { CycleLoad } from "./cycle-estimate.ts";
import { flowComponents, partOf } from "./kernel/flow-components.ts";
import type { FlowLag } from "./kernel/fluid-queue.ts";
import { spareServices } from "./kernel/spare-services.ts";
import type { SharedLine } from "./kernel/sync-load.ts";
import { uncertainFlows } from "./kernel/uncertain-flows.ts";
import type { UncertainLag } from "./kernel/uncertain-lag.ts";
import { profileMax, profileMin, type UncertainProfile } from "./kernel/weekly-profile.ts";
import type { LinkFlow } from "./link-flow.ts";
import { type LinkNetwork, linkNetwork, type NetworkFlow } from "./link-network.ts";
import { sharedRooms } from "./shared-room.ts";

/** What a flow gets of links that others take too, according to what it asks for. */
export type Sharing = SharedBy &
  (
    | { readonly kind: "lag"; readonly lag: UncertainLag }
    | {
        readonly kind: "service";
        /** What they leave for it, in its own bytes. */
        readonly service: UncertainProfile<Rate>;
        /** The other members of its consistency group, with which its cycles go. */
        readonly together: readonly CycleLoad[];
      }
    | { readonly kind: "room"; readonly lines: readonly SharedLine[] }
  );

interface SharedBy {
  /** How many other flows there are on those of its links, in its direction, that it shares. */
  readonly others: number;
  /** The names of these links, in the order of the route. */
  readonly links: readonly string[];
}

/**
 * What flows get that others get in the way of: by strict priority, among equals max-min fairly, each direction of a
 * link apart. `flows` are all on the links of each of them; their order does not matter. Those that nothing
 * gets in the way of are left out, and those that are not `wanted`.
 */
export function sharingOf(flows: Iterable<LinkFlow>, wanted: Wanted = () => true): ReadonlyMap<LinkFlow, Sharing> {
  const result = new Map<LinkFlow, Sharing>();
  const all = travellers(flows);
  const network = linkNetwork(all);
  for (const component of flowComponents(network)) {
    const part = partOf(network, component);
    if (part.flows.length === 1 && part.flows[0]?.of.members.length === 1) continue;
    const sharers = sharersOf(part);
    for (const find of [lagsIn, servicesIn, roomsIn]) {
      for (const [member, sharing] of find(part, sharers, wanted)) result.set(member, sharing);
    }
  }
  return result;
}

type Wanted = (flow: LinkFlow) => boolean;

type Found = readonly (readonly [LinkFlow, Sharing])[];

/** Who shares the links of a flow, counting flows up to a priority. */
type Sharers = (flow: NetworkFlow, priority: number) => SharedBy;

function lagsIn({ capacities, flows }: LinkNetwork, sharers: Sharers, wanted: Wanted): Found {
  const last = flows.reduce((last, { of, priority }) => (of.flow.asks === "lag" ? Math.max(last, priority) : last), -1);
  if (last < 0) return [];
  // Those of lower priority never count.
  const counting = flows.filter(({ priority }) => priority <= last);
  if (peaksFit({ capacities, flows: counting })) return [];
  const { lags } = uncertainFlows({ capacities, flows: counting });
  const found: (readonly [LinkFlow, Sharing])[] = [];
  counting.forEach((flow, index) => {
    const lag = lags[index];
    if (!lag || flow.of.flow.asks !== "lag") return;
    let sharing: Sharing | undefined;
    for (const member of flow.of.members) {
      if (!member.lagAlone || !wanted(member) || isNearly(lag, member.lagAlone)) continue;
      sharing ??= { kind: "lag", lag, ...sharers(flow, Number.POSITIVE_INFINITY) };
      found.push([member, sharing]);
    }
  });
  return found;
}

function servicesIn(part: LinkNetwork, sharers: Sharers, wanted: Wanted): Found {
  if (!part.flows.some(({ of }) => of.flow.asks === "service" && of.members.some(wanted))) return [];
  const beside = spareServices(part);
  return part.flows.flatMap((flow, index): Found => {
    if (flow.of.flow.asks !== "service" || !flow.of.members.some(wanted)) return [];
    const shared = sharers(flow, flow.priority);
    if (shared.others === 0) return [];
    const service = beside.spare(flow, index);
    return flow.of.members.map((member) => {
      const together = flow.of.members.flatMap((other) => (other === member ? [] : (other.cycle ?? [])));
      return [member, { kind: "service", service, together, ...shared }] as const;
    });
  });
}

function roomsIn(part: LinkNetwork, sharers: Sharers, wanted: Wanted): Found {
  if (!part.flows.some(({ of }) => of.flow.asks === "room" && wanted(of.flow))) return [];
  const roomOf = sharedRooms(part);
  return part.flows.flatMap((flow, index): Found => {
    if (flow.of.flow.asks !== "room" || !wanted(flow.of.flow)) return [];
    const shared = sharers(flow, flow.priority);
    if (shared.others === 0) return [];
    return [[flow.of.flow, { kind: "room", lines: roomOf(index), ...shared }]];
  });
}

/** Counts by routes, of which there are few, and not by flows. */
function sharersOf({ flows }: LinkNetwork): Sharers {
  const routes = new Map<string, { readonly links: readonly number[]; readonly priority: number; count: number }>();
  for (const { links, priority, of } of flows) {
    const key = `${priority};${links}`;
    const route = routes.get(key) ?? { links, priority, count: 0 };
    route.count += of.members.length;
    routes.set(key, route);
  }
  const known = new Map<string, SharedBy>();
  return ({ links, of: { flow } }, priority) => {
    const key = `${priority};${links}`;
    let shared = known.get(key);
    if (!shared) {
      const counting = [...routes.values()].filter((route) => route.priority <= priority);
      const countOn = (on: readonly number[]) =>
        counting.reduce((sum, route) => (route.links.some((link) => on.includes(link)) ? sum + route.count : sum), 0);
      const names = flow.hops.flatMap((hop, at) => (countOn([links[at] as number]) > 1 ? [hop.link.link.name] : []));
      shared = { others: countOn(links) - 1, links: names };
      known.set(key, shared);
    }
    return shared;
  };
}

/**
 * Whether every link could carry all peaks of its flows at the same instant, in the worst case: then nothing ever waits
 * for anything, and no lag is longer than alone. So it is for most plans.
 */
export function peaksFit({ capacities, flows }: LinkNetwork): boolean {
  const sums = new Float64Array(capacities.length);
  for (const { of, demand, links, loads } of flows) {
    if (!of.flow.unheld) return false;
    const peak = profileMax(demand.high);
    for (let hop = 0; hop < links.length; hop++)
      sums[links[hop] as number] = (sums[links[hop] as number] as number) + peak * (loads?.[hop]?.high ?? 1);
  }
  return capacities.every(({ low }, link) => (sums[link] as number) < NEARLY_FULL * profileMin(low));
}

/** What comes nearer to the capacity of a link, as a share of it, is looked at closely: sums carry rounding errors. */
const NEARLY_FULL = 1 - 1e-9;

/** Lags that differ by less are the same: the solutions round differently. Seconds, and a share of the longer. */
const SAME_WITHIN = { time: 1e-3, share: 1e-6 };

function isNearly(a: UncertainLag, b: UncertainLag): boolean {
  return CASES.every((bound) => isNearlyCase(a.cases[bound], b.cases[bound]));
}

function isNearlyCase(a: FlowLag, b: FlowLag): boolean {
  if (a.kind === "unbounded" || b.kind === "unbounded") {
    return (
      a.kind === "unbounded" &&
      b.kind === "unbounded" &&
      Math.abs(a.growthPerDay - b.growthPerDay) <= SAME_WITHIN.share * Math.max(a.growthPerDay, b.growthPerDay)
    );
  }
  return FIGURES.every(
    (what) => Math.abs(a[what] - b[what]) <= Math.max(SAME_WITHIN.time, SAME_WITHIN.share * Math.max(a[what], b[what])),
  );
}

const CASES = ["low", "likely", "high"] as const;
const FIGURES = ["typical", "p95", "worst"] as const;
