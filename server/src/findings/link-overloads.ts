import { profileMean } from "../estimate/kernel/weekly-profile.ts";
import type { LinkEstimate } from "../estimate/link-estimate.ts";
import { compareFlows, type LinkFlow, meanLoad } from "../estimate/link-flow.ts";
import { keepsUp, type ReplicationEstimate } from "../estimate/replication-estimate.ts";
import { type Rate, rate } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";

/** All replications in one direction of a link, when together they are too much for it. */
export interface LinkOverload {
  readonly link: LinkEstimate;
  /** How many there are. */
  readonly count: number;
  /** The site to which they go; absent when nothing goes the other way. */
  readonly towards: string | undefined;
  /** Those that would keep up if they had the link to themselves. */
  readonly starved: readonly ReplicationEstimate[];
  /** What they send in the mean, on the wire after an optimiser. */
  readonly demand: Uncertain<Rate>;
  /** What the link leaves for them in the mean. */
  readonly capacity: Uncertain<Rate>;
}

/**
 * The directions of a link in which replications together are too much for it: in the mean, or so that one of them
 * never gets enough though it would if it had the link to itself. `flows` are those that take the link. What is
 * too much alone (`tooMuchAlone`) is reported where it stands, and does not make an overload.
 */
export function linkOverloads(
  link: LinkEstimate,
  flows: readonly ReplicationEstimate[],
  tooMuchAlone: (estimate: ReplicationEstimate) => boolean,
): readonly LinkOverload[] {
  const known = flows
    .flatMap((estimate): readonly Sent[] => (estimate.flow ? [{ estimate, flow: estimate.flow }] : []))
    .sort((a, b) => compareFlows(a.flow, b.flow));
  const [there, back] = [true, false].map((forward) =>
    known.filter(({ flow: { hops } }) =>
      hops.some((hop) => hop.link.link.id === link.link.id && hop.forward === forward),
    ),
  );
  if (!there || !back) return [];
  const ways = [
    overloadOf(link, there, back.length > 0 ? link.link.to : undefined, tooMuchAlone),
    overloadOf(link, back, there.length > 0 ? link.link.from : undefined, tooMuchAlone),
  ];
  return ways.flatMap((way) => way ?? []);
}

/** Whether it is too much, whatever the uncertain figures are. */
export function isCertainOverload({ demand, capacity, starved }: LinkOverload): boolean {
  return demand.low >= capacity.high || starved.some((estimate) => verdictOf(estimate) === "missed");
}

/** A replication and what it is for its links. */
interface Sent {
  readonly estimate: ReplicationEstimate;
  readonly flow: LinkFlow;
}

function overloadOf(
  link: LinkEstimate,
  flows: readonly Sent[],
  towards: string | undefined,
  tooMuchAlone: (estimate: ReplicationEstimate) => boolean,
): LinkOverload | undefined {
  if (!link.flow || flows.length < 2) return undefined;
  const demand = { low: rate(0), likely: rate(0), high: rate(0) };
  for (const { flow } of flows) {
    const load = meanLoad(flow, link);
    for (const bound of BOUNDS) demand[bound] = rate(demand[bound] + load[bound]);
  }
  const { low, likely, high } = link.flow.capacity;
  const capacity = { low: profileMean(low), likely: profileMean(likely), high: profileMean(high) };
  const starved = flows.flatMap(({ estimate }) => (isStarved(estimate) ? [estimate] : []));
  const overload = { link, count: flows.length, towards, demand, capacity };
  if (demand.high >= capacity.low && demand.high > 0 && !flows.some(({ estimate }) => tooMuchAlone(estimate))) {
    return { ...overload, starved };
  }
  const here = starved.filter((estimate) => narrowestShared(estimate) === link.link.id);
  return here.length > 0 ? { ...overload, starved: here } : undefined;
}

const BOUNDS = ["low", "likely", "high"] as const;

/** Whether others keep a copy from catching up that would catch up without them. */
function isStarved({ lag, lagAlone }: ReplicationEstimate): boolean {
  if (!lag || !lagAlone) return false;
  const verdict = keepsUp(lag.worst);
  return verdict !== "met" && verdict !== keepsUp(lagAlone.worst);
}

function verdictOf({ lag }: ReplicationEstimate) {
  return lag ? keepsUp(lag.worst) : "met";
}

/** Of the links that a delayed copy shares the one that leaves least: one place to report it. Rests on the copy's own route alone. */
function narrowestShared({ route, shared }: ReplicationEstimate): number | undefined {
  let least: { readonly id: number; readonly capacity: Rate } | undefined;
  for (const { link } of route?.hops ?? []) {
    if (!link.flow || !shared?.links.includes(link.link.name)) continue;
    const capacity = profileMean(link.flow.capacity.likely);
    if (!least || capacity < least.capacity) least = { id: link.link.id, capacity };
  }
  return least?.id;
}
