import type { Seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import type { UncertainDuration } from "../kernel/duration.ts";
import { compareDurations, longer, plus, risingDurations } from "../kernel/duration.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import type { Drain } from "./candidate.ts";
import { ageAfterDetour, agedBy, copyAge, drainTime, instantsOf, laggardAge } from "./copy-age.ts";
import { onDetour } from "./on-detour.ts";
import type { ScenarioInputs } from "./scenario-inputs.ts";
import { type Strike, travelling } from "./strike.ts";
import { type Hit, membersReached } from "./workloads-hit.ts";

/** What a scenario does, seen from a workload that it hits and its copies. */
export interface HitCopies {
  readonly inputs: Pick<ScenarioInputs, "constants">;
  readonly strike: Strike;
  readonly hit: Hit;
  /** All copies of the workload. */
  readonly replicas: readonly ReplicationEstimate[];
  /** Gains the ids of the declarations that are looked at. */
  readonly reads: Set<number>;
}

/** What is lost with the newest state of a copy, as it is when disaster strikes. */
export function newestLoss(replication: ReplicationEstimate, world: HitCopies): UncertainDuration {
  const { inputs, strike, hit } = world;
  const { time, detour, detoured } = strike.missedBefore(travelling(replication), hit.instant);
  const usual = ageOf(replication, world);
  if (!detour) return agedBy(usual, time);
  for (const { link } of detour.hops) world.reads.add(link.link.id);
  return agedBy(ageAfterDetour(usual, ageOf(onDetour(replication, detour, inputs.constants), world), detoured), time);
}

function ageOf(replication: ReplicationEstimate, world: HitCopies): UncertainDuration {
  const { constants } = world.inputs;
  if (!isInMajority(replication, world)) return laggardAge(replication, constants);
  return copyAge(replication, constants, instantsOf(world.strike.scenario.at));
}

/** Whether a write was acknowledged by the member only with a majority that survives with it. Always for other modes. */
export function isInMajority({ bound }: ReplicationEstimate, { strike, hit, replicas }: HitCopies): boolean {
  if (bound.replication.mode !== "quorum") return true;
  const own = hit.workload.site?.name;
  const others = replicas.flatMap((copy) => (copy.bound.replication.mode === "quorum" ? [copy.bound.to.name] : []));
  const members = [...new Set([...(own === undefined ? [] : [own]), ...others])];
  const lost = strike.everything.sites;
  const network = strike.networkAt(hit.instant);
  const isReached = (a: string, b: string) => !lost.has(a) && !lost.has(b) && network.routeBetween(a, b) !== undefined;
  return membersReached(members, bound.to.name, isReached).isMajority;
}

/** What a copy still gets after the disaster, and what is lost then. */
export interface Drained extends Drain {
  readonly loss: UncertainDuration;
}

/**
 * A copy of a copy, once the one before it has sent on all that it holds: that goes on as long as both ends and the way
 * between them are there, for it needs neither the workload nor its site. What is lost is what the last copy before it
 * lacked that survives. Nothing where that is no less, or where too little is known of it; nor where the copy had an
 * outage before, for how much is left to be sent then is another question.
 */
export function drainedCopy(replication: ReplicationEstimate, world: HitCopies): Drained | undefined {
  const { source } = replication;
  if (!source) return undefined;
  const { inputs, strike, hit } = world;
  const { from, to, workload, over } = replication.bound;
  const isThere = (site: string) => strike.siteBack(site, hit.instant)?.high === 0;
  if (!isThere(from.name) || !isThere(to.name) || from.name === workload.site?.name) return undefined;
  const before = strike.missedBefore({ ...travelling(replication), source: undefined }, hit.instant);
  if (before.time.high > 0 || before.detour) return undefined;
  const network = strike.networkAt(hit.instant);
  const hops = replication.route?.hops ?? [];
  const isCut = hops.some(({ link }) => network.isLost(link));
  const detour = isCut ? network.detour(hops, from.name, to.name, over !== undefined) : undefined;
  if (isCut && !detour) return undefined;
  for (const { link } of detour?.hops ?? []) world.reads.add(link.link.id);
  const instants = instantsOf(strike.scenario.at);
  // What waited for one line goes over another: it waits as long as on the slower of both at most.
  const ways = detour ? [replication, onDetour(replication, detour, inputs.constants)] : [replication];
  const wait = longestDrain(ways, detour ? undefined : instants);
  if (!wait || wait.likely.kind === "never") return undefined;
  const earlier = drainedCopy(source, world);
  const loss = earlier?.loss ?? newestLoss(source, world);
  if (!isLess(loss, newestLoss(replication, world))) return undefined;
  if (!earlier) return { kept: source, wait, loss };
  // Behind a copy that itself still receives, at any time of the week.
  const last = longestDrain(ways, undefined) ?? wait;
  return { kept: earlier.kept, wait: risingDurations(earlier.wait, last, plus), loss };
}

function longestDrain(
  ways: readonly ReplicationEstimate[],
  instants: readonly Seconds[] | undefined,
): UncertainDuration | undefined {
  let longest: UncertainDuration | undefined;
  for (const way of ways) {
    const time = drainTime(way, instants);
    if (!time) return undefined;
    longest = longest ? risingDurations(longest, time, longer) : time;
  }
  return longest;
}

function isLess(a: UncertainDuration, b: UncertainDuration): boolean {
  return BOUNDS.some((bound) => compareDurations(a[bound], b[bound]) < 0);
}

const BOUNDS: readonly (keyof Uncertain)[] = ["low", "likely", "high"];
