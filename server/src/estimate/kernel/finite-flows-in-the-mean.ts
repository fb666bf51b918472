import { type Rate, rate, seconds } from "../../quantity/quantity.ts";
import { WEEK } from "../../quantity/week.ts";
import { type Ends, type FiniteFlow, finiteFlows } from "./finite-flows.ts";
import { groupFlows } from "./flow-groups.ts";
import { type FlowNetwork, loadOf, type SharedFlow } from "./flow-network.ts";
import { type OpenFlow, sharePipes } from "./pipe-shares.ts";
import { constantProfile, profileAt, profileIntegral, type WeeklyProfile } from "./weekly-profile.ts";

/**
 * When flows that end are done (`finiteFlows`), for a start that is not known: each gets what it gets in the mean of the
 * week while the same are under way. Links and what others send count with their means; but each time over those hours in
 * which the same windows are open, for what shares a window does not share the week.
 */
export function finiteFlowsInTheMean(network: FlowNetwork, flows: readonly FiniteFlow[]): Ends {
  const lanes = lanesOf(flows);
  const states = statesOf(network, lanes);
  const [only, ...others] = states;
  if (only && others.length === 0) return finiteFlows(...inState(network, flows, lanes, only))(seconds(0));
  const ends = new Array<number | undefined>(flows.length).fill(undefined);
  const beginOf = (flow: number) => flows[flow]?.after ?? 0;
  const sizeOf = (flow: number) => flows[flow]?.bytes ?? 0;
  const coming = flows.map((_, flow) => flow).sort((a, b) => beginOf(b) - beginOf(a) || sizeOf(a) - sizeOf(b));
  for (let now = 0; ; ) {
    for (let next = coming.at(-1); next !== undefined && beginOf(next) <= now; next = coming.at(-1)) {
      begin(lanes.find(({ members }) => members.has(next)) as Lane, next, sizeOf(next));
      coming.pop();
    }
    const speeds = speedsOf(network, lanes, states);
    const last = coming.at(-1);
    const time = lanes.reduce(
      (least, lane, at) => Math.min(least, timeOf(lane, speeds[at] as number)),
      last === undefined ? Number.POSITIVE_INFINITY : beginOf(last) - now,
    );
    if (!Number.isFinite(time)) return ends;
    now += time;
    lanes.forEach((lane, at) => {
      if (lane.waiting.length === 0) return;
      lane.moved += (speeds[at] as number) * time;
      const reached = lane.moved * (1 + SAME_WITHIN);
      for (let first = lane.waiting.at(-1); first && first.until <= reached; first = lane.waiting.at(-1)) {
        ends[first.flow] = now;
        lane.done++;
        lane.waiting.pop();
      }
    });
  }
}

/** Sizes that differ by less, relatively, are the same: sums of the same numbers in different order. */
const SAME_WITHIN = 1e-12;

/** Flows that are alike for the links, and to which the same comes meanwhile: they go on alike, the smallest ends first. */
interface Lane {
  readonly members: ReadonlySet<number>;
  /** One of them, as all are on the links. */
  readonly flow: FiniteFlow;
  /** What each that was there from the start has moved. */
  moved: number;
  /** Those under way, the one that ends first last, with what the lane will have moved then. */
  readonly waiting: { readonly flow: number; readonly until: number }[];
  done: number;
}

function lanesOf(flows: readonly FiniteFlow[]): readonly Lane[] {
  const groups = groupFlows({ capacities: [], flows: flows.map((flow) => ({ ...flow, demand: NO_DEMAND })) });
  return groups.flatMap(({ members }) => {
    const lanes = new Map<WeeklyProfile<Rate> | undefined, Set<number>>();
    for (const member of members) {
      const adds = flows[member]?.adds;
      lanes.set(adds, (lanes.get(adds) ?? new Set<number>()).add(member));
    }
    return [...lanes.values()].map((lane): Lane => {
      const [first] = lane;
      return { members: lane, flow: flows[first as number] as FiniteFlow, moved: 0, waiting: [], done: 0 };
    });
  });
}

const NO_DEMAND = constantProfile(rate(0));

function begin({ moved, waiting }: Lane, flow: number, size: number): void {
  const until = moved + size;
  let at = waiting.length;
  while (at > 0 && (waiting[at - 1] as Lane["waiting"][number]).until < until) at--;
  waiting.splice(at, 0, { flow, until });
}

/** Until the first of a lane is done. */
function timeOf({ waiting, moved }: Lane, speed: number): number {
  const first = waiting.at(-1);
  if (!first) return Number.POSITIVE_INFINITY;
  const left = first.until - moved;
  if (left <= 0) return 0;
  return speed > 0 ? left / speed : Number.POSITIVE_INFINITY;
}

/** All hours of the week in which the same windows are open. */
interface State {
  /** Share of the week. */
  share: number;
  /** The means of the capacities, then of the demands of `network.flows`, then of what comes to the lanes. */
  readonly means: number[];
  /** An instant in it. */
  readonly at: number;
}

function statesOf({ capacities, flows: others }: FlowNetwork, lanes: readonly Lane[]): readonly State[] {
  const caps = [...others.map(({ cap }) => cap), ...lanes.map(({ flow }) => flow.cap)].flatMap((cap) => cap ?? []);
  const means = [
    ...capacities,
    ...others.map(({ demand }) => demand),
    ...lanes.map(({ flow }) => flow.adds ?? NO_DEMAND),
  ];
  const cuts = [...new Set([0, ...caps.flatMap(({ starts }) => starts)])].sort((a, b) => a - b);
  const states = new Map<string, State>();
  cuts.forEach((start, i) => {
    const length = (cuts[i + 1] ?? WEEK) - start;
    const key = caps.map((cap) => profileAt(cap, seconds(start))).join();
    const state = states.get(key) ?? { share: 0, means: means.map(() => 0), at: start };
    states.set(key, state);
    const before = state.share;
    state.share += length / WEEK;
    means.forEach((profile, which) => {
      const mean = profileIntegral(profile, seconds(start), seconds(length)) / length;
      state.means[which] = ((state.means[which] as number) * before + mean * (length / WEEK)) / state.share;
    });
  });
  return [...states.values()];
}

/** All of it, with what holds in the mean at all times. */
function inState(
  network: FlowNetwork,
  flows: readonly FiniteFlow[],
  lanes: readonly Lane[],
  { means }: State,
): [network: FlowNetwork, flows: readonly FiniteFlow[]] {
  const links = network.capacities.length;
  const others = network.flows.length;
  const at = (which: number) => constantProfile(rate(means[which] as number));
  const adds = new Map<WeeklyProfile<Rate>, WeeklyProfile<Rate>>();
  lanes.forEach(({ flow }, lane) => {
    if (flow.adds) adds.set(flow.adds, at(links + others + lane));
  });
  return [
    {
      capacities: network.capacities.map((_, link) => at(link)),
      flows: network.flows.map((flow, other) => ({ ...flow, demand: at(links + other) })),
    },
    flows.map((flow) => ({ ...flow, ...(flow.adds ? { adds: adds.get(flow.adds) ?? flow.adds } : {}) })),
  ];
}

/** What each lane moves of each of its flows, in the mean, while those that wait now are under way. */
function speedsOf(
  { capacities, flows: others }: FlowNetwork,
  lanes: readonly Lane[],
  states: readonly State[],
): Float64Array {
  const speeds = new Float64Array(lanes.length);
  for (const { share, means, at } of states) {
    const open: OpenFlow[] = [];
    const openOf: (OpenFlow | undefined)[] = [];
    const take = (flow: Omit<SharedFlow, "demand">, count: number, most: number): OpenFlow | undefined => {
      if (count === 0) return undefined;
      const cap = flow.cap ? profileAt(flow.cap, seconds(at)) : Number.POSITIVE_INFINITY;
      // Many flows that are alike are for the others as one that takes as many times as much of the links.
      const through = flow.links.map((pipe, hop) => ({ pipe, load: loadOf(flow, hop) * count }));
      const taken: OpenFlow = { order: flow.priority, through, most: Math.min(cap, most), rate: 0 };
      open.push(taken);
      return taken;
    };
    others.forEach((flow, i) => {
      take(flow, 1, means[capacities.length + i] as number);
    });
    const adds = means.slice(capacities.length + others.length);
    lanes.forEach(({ flow, waiting, done }, lane) => {
      openOf[lane] = take(flow, waiting.length, Number.POSITIVE_INFINITY);
      if (flow.adds) take(flow, done, adds[lane] as number);
    });
    open.sort((a, b) => a.order - b.order);
    sharePipes(open, means);
    lanes.forEach((_, lane) => {
      speeds[lane] = (speeds[lane] as number) + share * ((openOf[lane]?.rate ?? 0) - (adds[lane] as number));
    });
  }
  return speeds;
}
