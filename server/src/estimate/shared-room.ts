import type { Rate, Ratio } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { spareServices } from "./kernel/spare-services.ts";
import type { SharedLine } from "./kernel/sync-load.ts";
import {
  combineProfiles,
  exactProfile,
  mapProfile,
  sumProfiles,
  type UncertainProfile,
  type WeeklyProfile,
} from "./kernel/weekly-profile.ts";
import type { LinkNetwork, NetworkFlow } from "./link-network.ts";

/**
 * What a synchronous copy finds on each link of its route: what others of its priority or a higher one have for it,
 * synchronous ones at their bursts, the others as they come through. `flow` is its index in the network.
 */
export function sharedRooms(network: LinkNetwork): (flow: number) => readonly SharedLine[] {
  const waits = network.flows.filter(({ of }) => of.flow.asks !== "room");
  const beside = spareServices({ capacities: network.capacities, flows: waits });
  const bursts = network.capacities.map((): Burst[] => []);
  network.flows.forEach((flow, index) => {
    if (flow.of.flow.asks !== "room") return;
    flow.links.forEach((link, hop) => {
      bursts[link]?.push({ index, priority: flow.priority, rates: onLine(flow, hop) });
    });
  });
  const passing = new Map<string, UncertainProfile<Rate>>();
  const passed = (link: number, priority: number) => {
    const key = `${link};${priority}`;
    let rates = passing.get(key);
    if (!rates) {
      const capacity = network.capacities[link] as UncertainProfile<Rate>;
      rates = minus(capacity, beside.left(priority + 1)[link] as UncertainProfile<Rate>);
      passing.set(key, rates);
    }
    return rates;
  };
  return (index) => {
    const { links, priority, loads } = network.flows[index] as NetworkFlow;
    return links.map((link, hop): SharedLine => {
      const others = [passed(link, priority)];
      for (const burst of bursts[link] ?? [])
        if (burst.index !== index && burst.priority <= priority) others.push(burst.rates);
      const capacity = network.capacities[link] as UncertainProfile<Rate>;
      return { capacity, others: sum(others), load: loads?.[hop] as Uncertain<Ratio> };
    });
  };
}

/** What a synchronous flow has for a link at its bursts. */
interface Burst {
  /** Of the flow in the network. */
  readonly index: number;
  readonly priority: number;
  readonly rates: UncertainProfile<Rate>;
}

/** What a flow has for a link at its bursts, on the wire. */
function onLine(flow: NetworkFlow, hop: number): UncertainProfile<Rate> {
  const { burst } = flow.of.flow;
  const load = flow.loads?.[hop] as Uncertain<Ratio>;
  const on = (bound: keyof Uncertain) => mapProfile(burst[bound], (value) => (value * load[bound]) as Rate);
  if (burst.low === burst.high && load.low === load.high) return exactProfile(on("likely"));
  return { low: on("low"), likely: on("likely"), high: on("high") };
}

/** What departs: the most of it where least is left. */
function minus(capacity: UncertainProfile<Rate>, left: UncertainProfile<Rate>): UncertainProfile<Rate> {
  const of = (a: WeeklyProfile<Rate>, b: WeeklyProfile<Rate>) =>
    a === b ? NOTHING : combineProfiles(a, b, (x, y) => Math.max(0, x - y) as Rate);
  if (left.low === left.high) return exactProfile(of(capacity.likely, left.likely));
  return {
    low: of(capacity.high, left.high),
    likely: of(capacity.likely, left.likely),
    high: of(capacity.low, left.low),
  };
}

function sum(profiles: readonly UncertainProfile<Rate>[]): UncertainProfile<Rate> {
  const on = (bound: keyof Uncertain) => sumProfiles(profiles.map((profile) => profile[bound]));
  const likely = on("likely");
  if (profiles.every(({ low, high }) => low === high)) return exactProfile(likely);
  const low = on("low");
  const high = on("high");
  return {
    low: combineProfiles(low, likely, (a, b) => Math.min(a, b) as Rate),
    likely,
    high: combineProfiles(high, likely, (a, b) => Math.max(a, b) as Rate),
  };
}

const NOTHING: WeeklyProfile<Rate> = sumProfiles([]);
