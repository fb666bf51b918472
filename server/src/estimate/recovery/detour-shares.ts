import { type Rate, rate } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { travellers } from "../consistency-flows.ts";
import { fluidQueue } from "../kernel/fluid-queue.ts";
import { lagOfCases, type UncertainLag } from "../kernel/uncertain-lag.ts";
import {
  constantProfile,
  lowerProfile,
  mapProfile,
  profileMax,
  profileMean,
  type WeeklyProfile,
} from "../kernel/weekly-profile.ts";
import { type LinkFlow, wayKey } from "../link-flow.ts";
import { linkNetwork } from "../link-network.ts";
import type { Hop } from "../network.ts";
import type { PlanFlows } from "../plan-sharing.ts";
import { peaksFit, type Sharing, sharingOf } from "../sharing.ts";
import type { Lost } from "./damaged-network.ts";

/** Flows up to this number are solved together; more of them are bounded, which takes no time to speak of. */
const MOST_SOLVED = 100;

/**
 * What flows get of their detours, beside each other and what travels there anyhow. `moved` go there only while
 * something is lost. What others on the links of the detours meet elsewhere does not count. Synchronous copies are left
 * out: whatever room they have, they are as new as the data.
 */
export function detourShares(
  moved: readonly LinkFlow[],
  plan: PlanFlows,
  lost: Lost,
  mostSolved: number = MOST_SOLVED,
): ReadonlyMap<LinkFlow, Sharing> {
  const flows = flowsOnDetours(moved, plan, lost);
  if (flows.size > mostSolved) return boundedShares(moved, flows);
  const asking = new Set(moved.filter(({ asks }) => asks !== "room"));
  return asking.size > 0 ? sharingOf(flows, (flow) => asking.has(flow)) : new Map();
}

/** Whether the links of the detours carry all peaks of what then travels there, even if all come at the same instant. */
export function detoursFit(moved: readonly LinkFlow[], plan: PlanFlows, lost: Lost): boolean {
  return peaksFit(linkNetwork(travellers(flowsOnDetours(moved, plan, lost))));
}

/** What travels on the detours: what moves there, and what does anyhow. */
function flowsOnDetours(
  moved: readonly LinkFlow[],
  { flowsOf, usersOf }: PlanFlows,
  lost: Lost,
): ReadonlySet<LinkFlow> {
  const ways = new Map<string, Hop>();
  for (const { hops } of moved) for (const hop of hops) ways.set(wayKey(hop), hop);
  const flows = new Set<LinkFlow>();
  for (const { link } of ways.values()) {
    for (const block of usersOf(link.link.id)) {
      for (const flow of flowsOf(block)) {
        if (flow.hops.every((hop) => !isLost(hop, lost)) && flow.hops.some((hop) => ways.has(wayKey(hop))))
          flows.add(flow);
      }
    }
  }
  for (const flow of moved) flows.add(flow);
  return flows;
}

function isLost({ link: { link } }: Hop, { sites, links }: Lost): boolean {
  return links.has(link.id) || sites.has(link.from) || sites.has(link.to);
}

/** A direction of a link, with what its flows send in the mean and at most. */
interface Line {
  readonly hop: Hop;
  readonly loads: { readonly priority: number; readonly mean: number; readonly peak: number }[];
}

/**
 * Bounds of the lags: at best each has its detour to itself. At worst it has of each link the share that max-min
 * fairness leaves it in any case: what those before it leave at their busiest, in equal parts. In the likely case, its
 * fair part when all send their means.
 */
function boundedShares(moved: readonly LinkFlow[], all: ReadonlySet<LinkFlow>): ReadonlyMap<LinkFlow, Sharing> {
  const lines = new Map<string, Line>();
  for (const { hops, loads, demand, priority } of all) {
    const mean = profileMean(demand.likely);
    const peak = profileMax(demand.high);
    hops.forEach((hop, index) => {
      const key = wayKey(hop);
      const line = lines.get(key) ?? { hop, loads: [] };
      lines.set(key, line);
      const load = loads[index] as Uncertain;
      line.loads.push({ priority, mean: mean * load.likely, peak: peak * load.high });
    });
  }
  const shares = new Map<LinkFlow, Sharing>();
  const parts = new Map<string, Part | undefined>();
  for (const flow of moved) {
    if (flow.asks !== "lag" || !flow.lagAlone) continue;
    let likely: WeeklyProfile<Rate> | undefined;
    let worst: WeeklyProfile<Rate> | undefined;
    flow.hops.forEach((hop, index) => {
      const key = `${flow.priority} ${wayKey(hop)}`;
      if (!parts.has(key)) parts.set(key, partOf(lines.get(wayKey(hop)) as Line, flow.priority));
      const part = parts.get(key);
      const load = flow.loads[index] as Uncertain;
      if (!part) return;
      const inOwn = (profile: WeeklyProfile<Rate>, by: number) => mapProfile(profile, (value) => rate(value / by));
      const [fair, least] = [inOwn(part.fair, load.likely), inOwn(part.least, load.high)];
      likely = likely ? lowerProfile(likely, fair) : fair;
      worst = worst ? lowerProfile(worst, least) : least;
    });
    if (likely && worst)
      shares.set(flow, { kind: "lag", lag: boundedLag(flow, flow.lagAlone, likely, worst), ...besides(flow, all) });
  }
  return shares;
}

function boundedLag(
  { demand, cap }: LinkFlow,
  { cases }: UncertainLag,
  likely: WeeklyProfile<Rate>,
  worst: WeeklyProfile<Rate>,
): UncertainLag {
  const held = (service: WeeklyProfile<Rate>, bound: keyof Uncertain) =>
    cap ? lowerProfile(service, cap[bound]) : service;
  return lagOfCases(
    cases.low,
    fluidQueue(demand.likely, held(likely, "likely")),
    fluidQueue(demand.high, held(worst, "low")),
  );
}

function besides(flow: LinkFlow, all: ReadonlySet<LinkFlow>): Pick<Sharing, "others" | "links"> {
  return { others: all.size - 1, links: flow.hops.map(({ link }) => link.link.name) };
}

/** What one flow of a priority gets of a line: its part of the means, and the least that is left to it. */
interface Part {
  readonly fair: WeeklyProfile<Rate>;
  readonly least: WeeklyProfile<Rate>;
}

function partOf({ hop, loads }: Line, priority: number): Part | undefined {
  const capacity = hop.link.flow?.capacity;
  if (!capacity) return undefined;
  const before = loads.filter((load) => load.priority < priority);
  const equal = loads.filter((load) => load.priority === priority);
  const taken = before.reduce((sum, { peak }) => sum + peak, 0);
  const left = profileMean(capacity.likely) - before.reduce((sum, { mean }) => sum + mean, 0);
  return {
    fair: constantProfile(
      rate(
        fairPart(
          equal.map(({ mean }) => mean),
          Math.max(0, left),
        ),
      ),
    ),
    least: mapProfile(capacity.low, (value) => rate(Math.max(0, value - taken) / equal.length)),
  };
}

/** How much each may have at most, so that all together have no more than there is. */
function fairPart(wanted: readonly number[], available: number): number {
  const rising = [...wanted].sort((a, b) => a - b);
  let left = available;
  for (const [index, want] of rising.entries()) {
    const part = left / (rising.length - index);
    if (want > part) return part;
    left -= want;
  }
  // More than the most is wanted by nobody: what is left over goes to the one that asks.
  return (rising.at(-1) ?? 0) + left;
}
