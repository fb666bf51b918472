import { type Rate, type Ratio, ratio } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import {
  lowerProfile,
  profileMax,
  profileMean,
  profileMin,
  sumProfiles,
  type UncertainProfile,
} from "./kernel/weekly-profile.ts";
import { compareFlows, type LinkFlow } from "./link-flow.ts";

/** What travels as one: a flow by itself, or all flows of a consistency group. */
export interface Traveller {
  readonly flow: LinkFlow;
  /** In order; at least one. */
  readonly members: readonly LinkFlow[];
}

/**
 * The flows in order, those of one consistency group as one flow: what they have to send adds up, and no byte of one
 * overtakes those of the others. Synchronous copies wait for each write alone, group or not.
 */
export function travellers(flows: Iterable<LinkFlow>): readonly Traveller[] {
  const groups = new Map<string, LinkFlow[]>();
  const all: LinkFlow[][] = [];
  for (const flow of [...flows].sort(compareFlows)) {
    const group = flow.group === undefined || flow.asks === "room" ? undefined : groups.get(flow.group);
    if (group) {
      group.push(flow);
      continue;
    }
    const members = [flow];
    all.push(members);
    if (flow.group !== undefined) groups.set(flow.group, members);
  }
  return all.map((members) => ({ flow: asOne(members), members }));
}

function asOne(members: readonly LinkFlow[]): LinkFlow {
  const [first, ...others] = members;
  if (!first || others.length === 0) return first as LinkFlow;
  const demand = sumOf(members.map((flow) => flow.demand));
  const caps = members.flatMap(({ cap }) => cap ?? []);
  const cap = caps.length > 0 ? caps.reduce(lowerOf) : undefined;
  return {
    ...first,
    priority: Math.min(...members.map(({ priority }) => priority)),
    loads: first.loads.map((_, hop) => meanOf(members, hop)),
    demand,
    burst: demand,
    cap,
    unheld: cap === undefined || profileMax(demand.high) < profileMin(cap.low),
  };
}

function sumOf(profiles: readonly UncertainProfile<Rate>[]): UncertainProfile<Rate> {
  return onBounds(profiles, sumProfiles);
}

function lowerOf(a: UncertainProfile<Rate>, b: UncertainProfile<Rate>): UncertainProfile<Rate> {
  return a === b ? a : onBounds([a, b], ([one, other]) => (one && other ? lowerProfile(one, other) : sumProfiles([])));
}

function onBounds(
  profiles: readonly UncertainProfile<Rate>[],
  f: (profiles: readonly UncertainProfile<Rate>["low"][]) => UncertainProfile<Rate>["low"],
): UncertainProfile<Rate> {
  const likely = f(profiles.map((profile) => profile.likely));
  if (profiles.every(({ low, high }) => low === high)) return { low: likely, likely, high: likely };
  return { low: f(profiles.map(({ low }) => low)), likely, high: f(profiles.map(({ high }) => high)) };
}

/** What a byte of the group takes of a hop in the mean, where its members squeeze their bytes differently. */
function meanOf(members: readonly LinkFlow[], hop: number): Uncertain<Ratio> {
  const loads = members.map((flow) => flow.loads[hop] as Uncertain<Ratio>);
  const [first] = loads as [Uncertain<Ratio>];
  const weights = members.map(({ demand }) => profileMean(demand.likely));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return first;
  const on = (bound: keyof Uncertain) =>
    loads.every((load) => load[bound] === first[bound])
      ? first[bound]
      : ratio(loads.reduce((sum, load, i) => sum + load[bound] * ((weights[i] as number) / whole), 0));
  return { low: on("low"), likely: on("likely"), high: on("high") };
}
