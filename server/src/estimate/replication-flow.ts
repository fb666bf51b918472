import { type Rate, type Ratio, rate, ratio } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import { sentShare } from "./cycle-estimate.ts";
import { flowPriority } from "./flow-priority.ts";
import type { UncertainFlow } from "./kernel/uncertain-flows.ts";
import {
  constantProfile,
  exactProfile,
  mapProfile,
  onlyWithin,
  profileMax,
  profileMean,
  profileMin,
  type UncertainProfile,
} from "./kernel/weekly-profile.ts";
import type { LinkEstimate } from "./link-estimate.ts";
import type { Hop } from "./network.ts";
import { optimiserGain } from "./optimiser-gain.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";

/** A replication as a flow on the links of its route: what it sends, how first it goes, and what it never exceeds. */
export interface ReplicationFlow extends Omit<UncertainFlow, "links"> {
  readonly estimate: ReplicationEstimate;
  /** Each direction of a link once. */
  readonly hops: readonly Hop[];
  readonly loads: readonly Uncertain<Ratio>[];
  /** The most that it ever has to send, in the worst case. */
  readonly peak: Rate;
  /** Whether neither its streams nor its window ever hold it back. */
  readonly unheld: boolean;
}

const known = new WeakMap<ReplicationEstimate, { readonly flow: ReplicationFlow | undefined }>();

/** Nothing while it is not known what the workload changes, which links carry it, or how much they do. */
export function replicationFlow(estimate: ReplicationEstimate): ReplicationFlow | undefined {
  let made = known.get(estimate);
  if (!made) {
    made = { flow: newFlow(estimate) };
    known.set(estimate, made);
  }
  return made.flow;
}

function newFlow(estimate: ReplicationEstimate): ReplicationFlow | undefined {
  const { bound, route, demand, cycles } = estimate;
  if (!route || route.hops.length === 0 || !demand?.known || !demand.service) return undefined;
  const hops: Hop[] = [];
  const loads: Uncertain<Ratio>[] = [];
  for (const hop of route.hops) {
    const { gain } = optimiserGain(hop.link, bound.replication.reduction);
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
    else loads.push(total);
    if (!sum) hops.push(hop);
  }
  const cap = capOf(estimate, route.hops);
  const sent = cycles ? scaled(demand.wire, sentShare(bound, cycles, demand)) : demand.wire;
  const peak = profileMax(sent.high);
  return {
    estimate,
    demand: sent,
    peak,
    unheld: cap === undefined || peak < profileMin(cap.low),
    priority: flowPriority(bound.replication),
    hops,
    loads,
    ...(cap ? { cap } : {}),
  };
}

/** What a flow has in the mean for a link, on the wire after an optimiser; 0 for a link that it does not take. */
export function meanLoad({ demand, hops, loads }: ReplicationFlow, { link }: LinkEstimate): Uncertain<Rate> {
  const load = loads[hops.findIndex((hop) => hop.link.link.id === link.id)];
  if (!load) return exactly(rate(0));
  const on = (bound: keyof Uncertain) => rate(profileMean(demand[bound]) * load[bound]);
  return { low: on("low"), likely: on("likely"), high: on("high") };
}

/** An order for sums and lists, which must not depend on how a plan came about. */
export function compareFlows(
  { estimate: { bound: a } }: ReplicationFlow,
  { estimate: { bound: b } }: ReplicationFlow,
): number {
  return (
    compareTexts(a.workload.workload.name, b.workload.workload.name) ||
    compareTexts(a.to.name, b.to.name) ||
    compareTexts(a.from.name, b.from.name)
  );
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function scaled(profile: UncertainProfile<Rate>, by: Uncertain<Ratio>): UncertainProfile<Rate> {
  const likely = mapProfile(profile.likely, (value) => rate(value * by.likely));
  if (profile.low === profile.high && by.low === by.high) return exactProfile(likely);
  return {
    low: mapProfile(profile.low, (value) => rate(value * by.low)),
    likely,
    high: mapProfile(profile.high, (value) => rate(value * by.high)),
  };
}

/** What its streams reach, in bytes of the demand, and nothing outside its window; absent where neither holds it back. */
function capOf({ bound }: ReplicationEstimate, hops: readonly Hop[]): UncertainProfile<Rate> | undefined {
  const { window, reduction } = bound.replication;
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
