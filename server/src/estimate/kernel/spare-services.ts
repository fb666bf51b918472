import type { Rate, Ratio } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { type FlowNetwork, loadOf, type SharedFlow } from "./flow-network.ts";
import { leftOver } from "./left-over.ts";
import { type Newcomer, serviceAlone, shareOfOneMore } from "./share-of-one-more.ts";
import { caseOf, isKnown, type UncertainFlow, type UncertainNetwork } from "./uncertain-flows.ts";
import {
  combineProfiles,
  exactProfile,
  lowerProfile,
  mapProfile,
  profileMax,
  profileMin,
  sumProfiles,
  type UncertainProfile,
  type WeeklyProfile,
} from "./weekly-profile.ts";

/** What a network leaves, for whoever asks; what several ask for is found once. */
export interface SpareServices {
  /**
   * What the flows leave for one more, in its own bytes: of every link what departs of higher priorities is taken off, and
   * the rest is shared with equals, max-min fairly, as if it always had something waiting. Lower priorities never count. Low of the most demands on the least capacity. `except` is the
   * flow of the network that asks, if it is in it: it does not stand in its own way.
   */
  readonly spare: (newcomer: UncertainNewcomer, except?: number) => UncertainProfile<Rate>;
  /** What the flows of lower number than `priority` leave of each link, on the wire. */
  readonly left: (priority: number) => readonly UncertainProfile<Rate>[];
}

export type UncertainNewcomer = Omit<UncertainFlow, "demand">;

/**
 * Most flows of one priority among which each is left out where it asks for itself, if they ever queue: that takes a
 * solution for each of them. Among more, one flow of its own size is counted too much, which is on the safe side.
 */
const MOST_LEFT_OUT = 64;

/** The services of a network of which all flows share links with each other, at first or at second hand. */
export function spareServices(network: UncertainNetwork): SpareServices {
  const known = isKnown(network);
  const cases: Record<keyof Uncertain, Case> = {
    low: newCase(() => caseOf(network, "high", "low")),
    likely: newCase(() => caseOf(network, "likely", "likely")),
    high: newCase(() => caseOf(network, "low", "high")),
  };
  return {
    spare: (newcomer, except) => {
      const on = (bound: keyof Uncertain, worse: keyof Uncertain) =>
        cases[bound].spare(newcomerOf(newcomer, bound, worse), except);
      const likely = on("likely", "likely");
      if (known && isKnownNewcomer(newcomer)) return exactProfile(likely);
      return inOrder(on("low", "high"), likely, on("high", "low"));
    },
    left: (priority) => {
      const likely = cases.likely.left(priority);
      if (known) return likely.map(exactProfile);
      const low = cases.low.left(priority);
      const high = cases.high.left(priority);
      return likely.map((profile, link) =>
        inOrder(low[link] as WeeklyProfile<Rate>, profile, high[link] as WeeklyProfile<Rate>),
      );
    },
  };
}

function newcomerOf(
  { links, loads, priority, cap }: UncertainNewcomer,
  better: keyof Uncertain,
  worse: keyof Uncertain,
): Newcomer {
  return {
    links,
    priority,
    ...(loads ? { loads: loads.map((load): Ratio => load[worse]) } : {}),
    ...(cap ? { cap: cap[better] } : {}),
  };
}

function isKnownNewcomer({ loads, cap }: UncertainNewcomer): boolean {
  return (loads?.every(({ low, high }) => low === high) ?? true) && cap?.low === cap?.high;
}

/** On several links more demand here may leave more there: a case that falls out of order is widened to the likely one. */
function inOrder(
  low: WeeklyProfile<Rate>,
  likely: WeeklyProfile<Rate>,
  high: WeeklyProfile<Rate>,
): UncertainProfile<Rate> {
  return {
    low: lowerProfile(low, likely),
    likely,
    high: combineProfiles(likely, high, (a, b) => Math.max(a, b) as Rate),
  };
}

interface Case {
  readonly left: (priority: number, except?: number) => readonly WeeklyProfile<Rate>[];
  readonly spare: (newcomer: Newcomer, except: number | undefined) => WeeklyProfile<Rate>;
}

/** The flows of one priority, and what higher ones leave to them. */
interface Level {
  readonly left: readonly WeeklyProfile<Rate>[];
  /** Indices in the network. */
  readonly flows: readonly number[];
  /** By link, what they have for it together. */
  readonly offered: readonly WeeklyProfile<Rate>[];
  /** Whether they never queue among themselves. */
  readonly fits: boolean;
  readonly shares: Map<string, WeeklyProfile<Rate>>;
  /** What was asked before by flows that are not among them. */
  readonly asked: Map<string, WeeklyProfile<Rate>>;
}

/** Solved when something is asked of it. */
function newCase(networkOf: () => FlowNetwork): Case {
  let made: Case | undefined;
  const solved = () => {
    made ??= solvedCase(networkOf());
    return made;
  };
  return {
    left: (priority) => solved().left(priority, undefined),
    spare: (newcomer, except) => solved().spare(newcomer, except),
  };
}

function solvedCase(network: FlowNetwork): Case {
  const lefts = new Map<string, readonly WeeklyProfile<Rate>[]>();
  const levels = new Map<string, Level>();
  return { left, spare };

  function left(priority: number, except: number | undefined): readonly WeeklyProfile<Rate>[] {
    const key = `${priority};${except ?? ""}`;
    let found = lefts.get(key);
    if (!found) {
      const flows = network.flows.filter((flow, index) => flow.priority < priority && index !== except);
      found = leftOver({ ...network, flows });
      lefts.set(key, found);
    }
    return found;
  }

  function spare(newcomer: Newcomer, except: number | undefined): WeeklyProfile<Rate> {
    const { priority } = newcomer;
    const own = except === undefined ? undefined : network.flows[except];
    // Left out is mostly one of the same priority, and then higher ones are the same for all of them.
    const higher = own && own.priority < priority ? except : undefined;
    const key = `${priority};${higher ?? ""}`;
    let level = levels.get(key);
    if (!level) {
      level = newLevel(network, priority, left(priority, higher));
      levels.set(key, level);
    }
    if (except !== undefined) return shareIn(level, newcomer, except);
    const asked = `${newcomer.links};${newcomer.loads ?? ""};${newcomer.cap?.starts};${newcomer.cap?.values}`;
    const share = level.asked.get(asked) ?? shareIn(level, newcomer, except);
    level.asked.set(asked, share);
    return share;
  }

  function shareIn(level: Level, newcomer: Newcomer, except: number | undefined): WeeklyProfile<Rate> {
    return roomBeside(network, level, newcomer, except) ?? solvedShare(network, level, newcomer, except);
  }
}

function newLevel(network: FlowNetwork, priority: number, left: readonly WeeklyProfile<Rate>[]): Level {
  const flows = network.flows.flatMap((flow, index) => (flow.priority === priority ? [index] : []));
  const loads: WeeklyProfile<Rate>[][] = network.capacities.map(() => []);
  for (const index of flows) {
    const flow = network.flows[index] as SharedFlow;
    flow.links.forEach((link, hop) => {
      loads[link]?.push(scaled(flow.demand, loadOf(flow, hop)));
    });
  }
  const offered = loads.map(sumProfiles);
  const fits =
    flows.every((index) => isUnheld(network.flows[index] as SharedFlow)) &&
    offered.every((sum, link) => profileMin(minus(left[link] as WeeklyProfile<Rate>, sum)) >= 0);
  return { left, flows, offered, fits, shares: new Map(), asked: new Map() };
}

/** What is left beside the flows of the same priority where none of them ever gets in another's way; else nothing. */
function roomBeside(
  network: FlowNetwork,
  { left, flows, offered, fits }: Level,
  newcomer: Newcomer,
  except: number | undefined,
): WeeklyProfile<Rate> | undefined {
  if (!fits) return undefined;
  const own = except === undefined ? undefined : network.flows[except];
  const capacities: WeeklyProfile<Rate>[] = [];
  for (const link of newcomer.links) {
    const sum = offered[link] as WeeklyProfile<Rate>;
    const hop = own && own.priority === newcomer.priority ? own.links.indexOf(link) : -1;
    const others = own && hop >= 0 ? minus(sum, scaled(own.demand, loadOf(own, hop))) : sum;
    const room = minus(left[link] as WeeklyProfile<Rate>, others);
    capacities[link] = mapProfile(room, (value) => Math.max(0, value) as Rate);
  }
  const { cap: _, ...uncapped } = newcomer;
  const least = profileMin(serviceAlone({ capacities }, uncapped));
  const crowds = flows.some((index) => {
    const { links, demand } = network.flows[index] as SharedFlow;
    return index !== except && links.some((link) => newcomer.links.includes(link)) && profileMax(demand) > least;
  });
  return crowds ? undefined : serviceAlone({ capacities }, newcomer);
}

function solvedShare(
  network: FlowNetwork,
  { left, flows, shares }: Level,
  newcomer: Newcomer,
  except: number | undefined,
): WeeklyProfile<Rate> {
  const leavesOut = except !== undefined && flows.length <= MOST_LEFT_OUT;
  const key = `${newcomer.links};${newcomer.loads ?? ""};${leavesOut ? except : ""};${newcomer.cap?.starts};${newcomer.cap?.values}`;
  let share = shares.get(key);
  if (!share) {
    const beside = flows.filter((index) => !leavesOut || index !== except);
    share = shareOfOneMore(
      { capacities: left, flows: beside.map((index) => network.flows[index] as SharedFlow) },
      newcomer,
    );
    shares.set(key, share);
  }
  return share;
}

function isUnheld({ demand, cap }: SharedFlow): boolean {
  return cap === undefined || profileMax(demand) < profileMin(cap);
}

function scaled(profile: WeeklyProfile<Rate>, by: number): WeeklyProfile<Rate> {
  return by === 1 ? profile : mapProfile(profile, (value) => (value * by) as Rate);
}

function minus(a: WeeklyProfile<Rate>, b: WeeklyProfile<Rate>): WeeklyProfile<Rate> {
  return combineProfiles(a, b, (x, y) => (x - y) as Rate);
}
