import { type Bytes, bytes, type Rate } from "../../quantity/quantity.ts";
import { weekInstant } from "../../quantity/week.ts";
import { copyTimeInCase } from "./copy-time-any-start.ts";
import { after, type Duration, never } from "./duration.ts";
import { type Ends, type FiniteFlow, finiteFlows } from "./finite-flows.ts";
import { finiteFlowsInTheMean } from "./finite-flows-in-the-mean.ts";
import { groupFlows } from "./flow-groups.ts";
import type { FlowNetwork } from "./flow-network.ts";
import { serviceAlone } from "./share-of-one-more.ts";
import { combineProfiles, constantProfile, profileMax, profileMin, type WeeklyProfile } from "./weekly-profile.ts";
import { worstOfStarts } from "./worst-start.ts";

/**
 * When flows that end are done, by flow, started together at an instant of the week that is not known: in the mean, as
 * `copyTimeInCase` gives it for one alone.
 */
export function finiteTimesInTheMean(network: FlowNetwork, flows: readonly FiniteFlow[]): readonly Duration[] {
  const queue = asOneQueue(network, flows);
  if (queue) return queue.amounts.map((amount) => copyTimeInCase("likely", amount, queue.service, NOTHING));
  return finiteFlowsInTheMean(network, flows).map(durationOrNever);
}

/**
 * The same for the worst instant to begin, of each. Where all take the same way, which is then one queue, it is exact; else
 * it is searched for among all starts (`worstOfStarts`).
 */
export function worstFiniteTimes(network: FlowNetwork, flows: readonly FiniteFlow[]): readonly Duration[] {
  const queue = asOneQueue(network, flows);
  if (queue) return queue.amounts.map((amount) => copyTimeInCase("high", amount, queue.service, NOTHING));
  const changes = changesOf(network, flows);
  const begins = new Set(flows.map((flow) => flow.after ?? 0));
  const times = worstOfStarts({
    endsAt: finiteFlows(network, flows),
    starts: changes.flatMap((change) => [...begins].map((begin) => weekInstant(change - begin))),
    changes,
    most: Math.max(LEAST_STARTS, MOST_ENDS / flows.length),
  });
  return times.map((time) => durationOrNever(Number.isFinite(time) ? time : undefined));
}

/** The most ends that are reckoned in search of the worst start, so that large groups take no longer. Own choice. */
const MOST_ENDS = 4000;

/** So many starts are tried in any case: two a day. Own choice. */
const LEAST_STARTS = 14;

const NOTHING: WeeklyProfile<Rate> = constantProfile(0 as Rate);

function durationOrNever(time: Ends[number]): Duration {
  return time === undefined ? never("no-capacity") : after(time);
}

/** Some flows as one that moves what each waits for: its own, and as much of each other. */
interface OneQueue {
  readonly service: WeeklyProfile<Rate>;
  readonly amounts: readonly Bytes[];
}

/** Only for flows that have nothing but the same links, of which each gets a part by their number. */
function asOneQueue(network: FlowNetwork, flows: readonly FiniteFlow[]): OneQueue | undefined {
  const [first] = flows;
  if (!first) return { service: NOTHING, amounts: [] };
  if (network.flows.some(({ demand }) => profileMax(demand) > 0)) return undefined;
  if (flows.some(({ adds, after }) => adds || (after ?? 0) > 0)) return undefined;
  const groups = groupFlows({ ...network, flows: flows.map((flow) => ({ ...flow, demand: NOTHING })) });
  if (groups.length > 1) return undefined;
  const { cap, ...uncapped } = first;
  if (cap && flows.length > 1) {
    // A cap that closes for all of them, or that none of them reaches, leaves the parts equal.
    const whole = serviceAlone(network, uncapped);
    const equal = combineProfiles(cap, whole, (most, all) => (most === 0 || most >= all ? 1 : 0));
    if (profileMin(equal) === 0) return undefined;
  }
  return { service: serviceAlone(network, first), amounts: movedUntilDone(flows.map(({ bytes }) => bytes)) };
}

/** All that is moved until each is done, while all get the same: of each other as much, or all that it has. */
function movedUntilDone(sizes: readonly Bytes[]): readonly Bytes[] {
  const order = sizes.map((_, flow) => flow).sort((a, b) => (sizes[a] as number) - (sizes[b] as number));
  const amounts: Bytes[] = [];
  let smaller = 0;
  order.forEach((flow, rank) => {
    const size = sizes[flow] as number;
    amounts[flow] = bytes(smaller + size * (order.length - rank));
    smaller += size;
  });
  return amounts;
}

/** The instants at which a rate changes on their links, or by themselves. */
function changesOf({ capacities, flows: others }: FlowNetwork, flows: readonly FiniteFlow[]): readonly number[] {
  const links = new Set(flows.flatMap((flow) => flow.links));
  const profiles: readonly (WeeklyProfile | undefined)[] = [
    ...[...links].map((link) => capacities[link]),
    ...flows.flatMap(({ cap, adds }) => [cap, adds]),
    ...others.flatMap(({ cap, demand }) => [cap, demand]),
  ];
  return [...new Set(profiles.flatMap((profile) => profile?.starts ?? []))];
}
