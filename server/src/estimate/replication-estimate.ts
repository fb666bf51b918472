import type { BoundReplication } from "../model/bind.ts";
import type { ConstantName, Constants } from "../model/constants.ts";
import { type Bytes, bytes, type Rate, rate, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, type Uncertain } from "../quantity/uncertain.ts";
import {
  type CycleEstimate,
  cycleDuration,
  cycleInterval,
  estimateCycles,
  isCyclic,
  sentProfile,
  steadyCycles,
} from "./cycle-estimate.ts";
import type { Demand } from "./demand.ts";
import { ageWithJournal, estimateJournal, type JournalEstimate } from "./journal-estimate.ts";
import { type Duration, durationOf, longer, plus, risingDurations, type UncertainDuration } from "./kernel/duration.ts";
import type { UncertainLag } from "./kernel/uncertain-lag.ts";
import { profileMean } from "./kernel/weekly-profile.ts";
import type { Verdict } from "./kernel/within-limit.ts";
import type { LinkFlow } from "./link-flow.ts";
import { type ProductCheck, productChecks } from "./product-check.ts";
import { type ProductUse, productUses } from "./product-use.ts";
import type { QuorumMember } from "./quorum-group.ts";
import { flowOf, replicationAlone } from "./replication-alone.ts";
import type { Route } from "./route.ts";
import type { Sharing } from "./sharing.ts";
import { estimateSync, isOfLine, type SyncEstimate } from "./sync-estimate.ts";

/** What one replication of one workload achieves. */
export interface ReplicationEstimate {
  readonly bound: BoundReplication;
  /** Absent when no links lead to the target. */
  readonly route: Route | undefined;
  /** Absent without a route. */
  readonly demand: Demand | undefined;
  /** What the route must carry: the peak with bursts for sync and quorum, else the mean of what is sent; on the wire. */
  readonly required: Uncertain<Rate> | undefined;
  /** Present for sync and quorum, when the round trip is known. */
  readonly sync: SyncEstimate | undefined;
  /** Present for async, when route and change are known. With the delay by others that share its links. */
  readonly lag: UncertainLag | undefined;
  /** The same with the route to itself. */
  readonly lagAlone: UncertainLag | undefined;
  /** What it gets of its links; present when others get in its way. */
  readonly shared: Sharing | undefined;
  /** What it is for its links; absent while the change, the links or what they carry are not known. */
  readonly flow: LinkFlow | undefined;
  /** Present for periodic and log-shipping, when route, change and interval are known. */
  readonly cycles: CycleEstimate | undefined;
  /** Present where a journal is declared and the change is known. */
  readonly journal: JournalEstimate | undefined;
  readonly rpo: RecoveryPoint | undefined;
  /** What the backlog gains in the mean of a day, 0 as long as the route keeps up. */
  readonly backlogPerDay: Uncertain<Bytes>;
  /** Limits of the product besides those of a synchronous write. */
  readonly product: readonly ProductCheck[];
  /** What the product does not offer of the mode and the interval. */
  readonly uses: readonly ProductUse[];
  readonly verdict: Verdict;
  /** Codes of the rules that say why it is not feasible, or at risk; `not-estimated` alone where too little is known. */
  readonly reasons: readonly string[];
  readonly assumed: readonly ConstantName[];
  /** The copy that this one copies on, in a cascade. */
  readonly source: ReplicationEstimate | undefined;
}

/** The age of the newest data at the copy. */
export interface RecoveryPoint {
  /** Median over the week. */
  readonly typical: UncertainDuration;
  readonly p95: UncertainDuration;
  readonly worst: UncertainDuration;
  /** Seconds from Monday 00:00; absent when the age is the same all week. */
  readonly worstAt: Seconds | undefined;
  /** The part that the product itself adds, also on an idle line. */
  readonly ownLag: Uncertain<Seconds> | undefined;
  readonly oneWay: Uncertain<Seconds> | undefined;
}

export interface ReplicationInputs {
  readonly bound: BoundReplication;
  readonly route: Route | undefined;
  /** The other members of the workload's quorum group, this one's target included. */
  readonly quorum: readonly QuorumMember[];
  readonly source: ReplicationEstimate | undefined;
  readonly constants: Constants;
  /** For `failover automatic`: whether the witness can do its work; absent when none is needed. */
  readonly witness: Verdict | undefined;
  /** What it gets of its links where others get in its way. */
  readonly shared?: Sharing | undefined;
}

export function estimateReplication(inputs: ReplicationInputs): ReplicationEstimate {
  const { bound, route, source } = inputs;
  const { mode } = bound.replication;
  const assumed = new Set<ConstantName>();
  const alone = route && replicationAlone(bound, route);
  const demand = alone?.demand;
  const synchronous = isSynchronous(bound);
  const sync = synchronous && route && demand ? estimateSync(inputs, route, demand, assumed) : undefined;
  const lagAlone = alone?.lag;
  const shared = demand?.known && demand.service ? inputs.shared : undefined;
  const lag = lagAlone && shared?.kind === "lag" ? shared.lag : lagAlone;
  const cycles = isCyclic(mode) && demand ? cyclesOf(bound, demand, shared) : undefined;
  const product = route ? productChecks(bound, route, synchronous) : [];
  const uses = productUses(bound);
  const journal = demand && estimateJournal(bound, demand, lag);
  const rpo = withJournal(recoveryPoint(inputs, sync, lag, cycles, assumed), journal, bound, demand);
  const outcome = outcomeOf(inputs, sync, lag, cycles, product, uses, journal);
  const judged = rpo !== undefined && (!sync || (demand?.known === true && demand.service !== undefined));
  return {
    bound,
    route,
    demand,
    required: demand?.known ? (sync?.required ?? sentMean(bound, demand)) : undefined,
    sync,
    lag,
    lagAlone,
    shared,
    flow: alone && flowOf(bound, alone, sync?.peak),
    cycles,
    journal,
    rpo,
    backlogPerDay: lag?.growthPerDay ?? exactly(bytes(0)),
    product,
    uses,
    ...(route && !judged && outcome.verdict === "met" ? NOT_ESTIMATED : outcome),
    assumed: [...assumed],
    source,
  };
}

export function isSynchronous({ replication: { mode } }: BoundReplication): boolean {
  return mode === "sync" || mode === "quorum";
}

function cyclesOf(bound: BoundReplication, demand: Demand, shared: Sharing | undefined): CycleEstimate | undefined {
  return shared?.kind === "service"
    ? estimateCycles(bound, demand, shared.service, shared.together)
    : estimateCycles(bound, demand);
}

/** The mean of what is sent. Cycles send less than was written where the same data are written again. */
function sentMean(bound: BoundReplication, demand: Demand): Uncertain<Rate> {
  const rewritten = bound.replication.mode === "periodic" && bound.workload.workload.unique.length > 0;
  const every = rewritten ? cycleInterval(bound) : undefined;
  if (!every) return demand.mean;
  const sent = sentProfile(bound, every, demand);
  const likely = profileMean(sent.likely);
  return {
    low: rate(Math.min(profileMean(sent.low), likely)),
    likely,
    high: rate(Math.max(profileMean(sent.high), likely)),
  };
}

/** Too little is known to say what the copy achieves: nothing speaks against it, and nothing for it. */
const NOT_ESTIMATED = { verdict: "at-risk", reasons: ["not-estimated"] } as const;

function recoveryPoint(
  { bound, route, source, constants }: ReplicationInputs,
  sync: SyncEstimate | undefined,
  lag: UncertainLag | undefined,
  cycles: CycleEstimate | undefined,
  assumed: Set<ConstantName>,
): RecoveryPoint | undefined {
  if (bound.from !== bound.workload.site && !source?.rpo) return undefined;
  if (sync) return behind(source?.rpo, { ...NO_LOSS, worstAt: undefined, ownLag: undefined, oneWay: undefined });
  if (cycles) return behind(source?.rpo, cyclePoint(cycles));
  if (!lag || !route?.rtt) return undefined;
  const oneWay = half(route.rtt);
  const ownLag = ownLagOf(bound, constants, assumed);
  const age = (of: UncertainDuration) =>
    risingDurations(risingDurations(of, durationOf(oneWay), plus), durationOf(ownLag), longer);
  const worst = age(lag.worst);
  return behind(source?.rpo, {
    typical: age(lag.typical),
    p95: age(lag.p95),
    worst,
    worstAt: lag.worstAt,
    ownLag,
    oneWay,
  });
}

/** At worst, a copy whose journal overflows falls back to its last point in time. */
function withJournal(
  rpo: RecoveryPoint | undefined,
  journal: JournalEstimate | undefined,
  bound: BoundReplication,
  demand: Demand | undefined,
): RecoveryPoint | undefined {
  if (!rpo || !journal || !demand || journal.verdict === "met") return rpo;
  return { ...rpo, worst: ageWithJournal(rpo.worst, journal, bound, demand) };
}

function cyclePoint(cycles: CycleEstimate): RecoveryPoint {
  return {
    typical: cycleDuration(cycles, "typical"),
    p95: cycleDuration(cycles, "p95"),
    worst: cycleDuration(cycles, "worst"),
    worstAt: steadyCycles(cycles)?.worstAt,
    ownLag: undefined,
    oneWay: undefined,
  };
}

const NOTHING = durationOf(exactly(seconds(0)));
const NO_LOSS = { typical: NOTHING, p95: NOTHING, worst: NOTHING };

/** In a cascade a copy's age is its own lag plus its source's. */
function behind(source: RecoveryPoint | undefined, own: RecoveryPoint): RecoveryPoint {
  if (!source) return own;
  const both = (what: "typical" | "p95" | "worst") => risingDurations(source[what], own[what], plus);
  return {
    ...own,
    typical: both("typical"),
    p95: both("p95"),
    worst: both("worst"),
    worstAt: own.worstAt ?? source.worstAt,
  };
}

function half(rtt: Uncertain<Seconds>): Uncertain<Seconds> {
  return { low: seconds(rtt.low / 2), likely: seconds(rtt.likely / 2), high: seconds(rtt.high / 2) };
}

function ownLagOf(
  { technology }: BoundReplication,
  constants: Constants,
  assumed: Set<ConstantName>,
): Uncertain<Seconds> {
  if (technology?.ownLag) return technology.ownLag.value;
  assumed.add("product-lag");
  return constants["product-lag"].value as Uncertain<Seconds>;
}

/** Whether it works at all, and which rules say why not. */
function outcomeOf(
  { route, witness }: ReplicationInputs,
  sync: SyncEstimate | undefined,
  lag: UncertainLag | undefined,
  cycles: CycleEstimate | undefined,
  product: readonly ProductCheck[],
  uses: readonly ProductUse[],
  journal: JournalEstimate | undefined,
): { readonly verdict: Verdict; readonly reasons: readonly string[] } {
  const found: { readonly verdict: Verdict; readonly reason: string }[] = [];
  if (!route) found.push({ verdict: "missed", reason: "no-route" });
  for (const fact of sync?.facts ?? []) {
    found.push({ verdict: fact.verdict, reason: sync && isOfLine(fact, sync) ? "link-too-small" : "sync-too-far" });
  }
  if (lag) found.push({ verdict: keepsUp(lag.worst), reason: "link-too-small" });
  if (cycles) found.push({ verdict: keepsUp(cycleDuration(cycles, "worst")), reason: "link-too-small" });
  if (journal) found.push({ verdict: journal.verdict, reason: "link-too-small" });
  for (const { verdict, reason } of product) found.push({ verdict, reason });
  for (const { verdict } of uses) found.push({ verdict, reason: "technology-limit" });
  if (witness) found.push({ verdict: witness, reason: "witness-missing" });
  const bad = found.filter(({ verdict }) => verdict !== "met");
  const verdict = bad.some((one) => one.verdict === "missed") ? "missed" : bad.length > 0 ? "at-risk" : "met";
  return { verdict, reasons: [...new Set(bad.map(({ reason }) => reason))] };
}

/** Whether a copy ever has what was written: missed when even at best it never has. */
export function keepsUp(worst: UncertainDuration): Verdict {
  const ends = (duration: Duration) => duration.kind === "after";
  if (ends(worst.high)) return "met";
  return ends(worst.low) ? "at-risk" : "missed";
}
