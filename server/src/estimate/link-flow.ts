import { type Rate, type Ratio, rate, ratio } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import type { WeekSpan } from "../quantity/week.ts";
import type { CycleLoad } from "./cycle-estimate.ts";
import type { UncertainLag } from "./kernel/uncertain-lag.ts";
import {
  constantProfile,
  exactProfile,
  onlyWithin,
  profileMean,
  type UncertainProfile,
} from "./kernel/weekly-profile.ts";
import type { LinkEstimate } from "./link-estimate.ts";
import type { Hop } from "./network.ts";
import { optimiserGain } from "./optimiser-gain.ts";

/** Something that travels over links week after week: a replication, a backup, a migration that repeats. */
export interface LinkFlow {
  /** The id of the block that sends it, and which of the block's flows it is: the name of the workload. */
  readonly block: number;
  readonly of: string;
  /** Decides the order of sums and lists, which must not depend on how a plan came about. */
  readonly key: string;
  /** Flows of one consistency group travel as one; absent: it travels alone. */
  readonly group: string | undefined;
  /**
   * What is asked of the links: how long its bytes wait in line; what they leave for one that always has something to
   * send; or what room there is for writes that cannot wait.
   */
  readonly asks: "lag" | "service" | "room";
  /** Lower goes first. */
  readonly priority: number;
  /** Each direction of a link once. */
  readonly hops: readonly Hop[];
  /** What a byte of the flow takes of each of `hops`: less than 1 behind an optimiser. */
  readonly loads: readonly Uncertain<Ratio>[];
  /** What it has to send. */
  readonly demand: UncertainProfile<Rate>;
  /** What it takes from writes that cannot wait: `demand`, of a synchronous copy at its bursts. */
  readonly burst: UncertainProfile<Rate>;
  /** What its streams reach, and nothing outside its window; in its own bytes. Absent where neither holds it back. */
  readonly cap: UncertainProfile<Rate> | undefined;
  /** Whether `cap` is never below what it has to send. */
  readonly unheld: boolean;
  /** What its cycles carry, which go with those of others of its group. */
  readonly cycle: CycleLoad | undefined;
  /** The lag with the route to itself; present where its lag is asked for. */
  readonly lagAlone: UncertainLag | undefined;
}

/** The hops of a route with each direction of a link once, and what a byte takes of them. */
export function routeLoads(
  route: readonly Hop[],
  reduction: Uncertain<Ratio> | undefined,
): Pick<LinkFlow, "hops" | "loads"> {
  const hops: Hop[] = [];
  const loads: Uncertain<Ratio>[] = [];
  for (const hop of route) {
    const { gain } = optimiserGain(hop.link, reduction);
    // The best case has the most gain, so the least load.
    const load = { low: 1 / gain.high, likely: 1 / gain.likely, high: 1 / gain.low };
    const before = hops.findIndex(({ link, forward }) => link === hop.link && forward === hop.forward);
    const sum = loads[before];
    const total = {
      low: ratio(load.low + (sum?.low ?? 0)),
      likely: ratio(load.likely + (sum?.likely ?? 0)),
      high: ratio(load.high + (sum?.high ?? 0)),
    };
    if (sum) loads[before] = total;
    else {
      hops.push(hop);
      loads.push(total);
    }
  }
  return { hops, loads };
}

/** What the streams of a flow reach over a route, in its own bytes, and nothing outside its window; absent where neither holds it back. */
export function flowCap(
  hops: readonly Hop[],
  reduction: Uncertain<Ratio> | undefined,
  window?: readonly WeekSpan[],
): UncertainProfile<Rate> | undefined {
  const most = { low: Number.MAX_VALUE, likely: Number.MAX_VALUE, high: Number.MAX_VALUE };
  let held = false;
  for (const { link } of hops) {
    if (!link.flow) continue;
    const { gain } = optimiserGain(link, reduction);
    for (const bound of ["low", "likely", "high"] as const) {
      const goodput = link.flow.goodput[bound];
      if (goodput.flow >= goodput.link) continue;
      most[bound] = Math.min(most[bound], goodput.flow * gain[bound]);
      held = true;
    }
  }
  if (!held && !window) return undefined;
  const over = (most: number) => {
    const always = constantProfile(rate(most));
    return window ? onlyWithin(always, window, rate(0)) : always;
  };
  const likely = over(most.likely);
  if (most.low === most.likely && most.high === most.likely) return exactProfile(likely);
  return { low: over(most.low), likely, high: over(most.high) };
}

/** The direction of a link as a key. */
export function wayKey({ link, forward }: Hop): string {
  return `${link.link.id}${forward ? ">" : "<"}`;
}

/** What a flow has in the mean for a link, on the wire after an optimiser; 0 for a link that it does not take. */
export function meanLoad({ demand, hops, loads }: LinkFlow, { link }: LinkEstimate): Uncertain<Rate> {
  const load = loads[hops.findIndex((hop) => hop.link.link.id === link.id)];
  if (!load) return exactly(rate(0));
  const on = (bound: keyof Uncertain) => rate(profileMean(demand[bound]) * load[bound]);
  return { low: on("low"), likely: on("likely"), high: on("high") };
}

/** An order for sums and lists. */
export function compareFlows({ key: a }: LinkFlow, { key: b }: LinkFlow): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
