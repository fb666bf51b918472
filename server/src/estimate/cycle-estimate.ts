import type { BoundReplication } from "../model/bind.ts";
import type { ReplicationMode } from "../model/replication.ts";
import type { UniqueRate } from "../model/workload.ts";
import { type Bytes, bytes, type Rate, rate, ratio, type Seconds, seconds } from "../quantity/quantity.ts";
import { exactly, isExact, type Uncertain } from "../quantity/uncertain.ts";
import { WEEK } from "../quantity/week.ts";
import type { Demand } from "./demand.ts";
import { type CycleAges, type CyclePart, type CycleSummary, cycleAges } from "./kernel/cycles.ts";
import { distinctBytes } from "./kernel/distinct-bytes.ts";
import { after, type Duration, longer, never, type UncertainDuration } from "./kernel/duration.ts";
import {
  combineProfiles,
  exactProfile,
  lowerProfile,
  mapProfile,
  profileMean,
  sameProfile,
  type UncertainProfile,
  type WeeklyProfile,
} from "./kernel/weekly-profile.ts";

/** A copy that is refreshed in cycles, or by shipped logs: how old it gets. */
export interface CycleEstimate {
  readonly every: Uncertain<Seconds>;
  readonly everyFrom: "declared" | "product";
  readonly cases: { readonly low: CycleAges; readonly likely: CycleAges; readonly high: CycleAges };
}

/** What the cycles of a copy have to carry: with demands at one bound, and reductions at another. */
export type CycleLoad = (worse: keyof Uncertain, better: keyof Uncertain) => CyclePart;

const ONE = exactly(ratio(1));

export function cycleLoad(bound: BoundReplication, { change }: Demand): CycleLoad {
  return (worse, better) => ({ change: change[worse], carried: carriedBy(bound, worse, better) });
}

export function isCyclic(mode: ReplicationMode | undefined): boolean {
  return mode === "periodic" || mode === "log-shipping";
}

/** The time between the starts of two cycles; nothing where neither the plan nor the product says. */
export function cycleInterval({ replication, technology }: BoundReplication): Uncertain<Seconds> | undefined {
  const usual = technology?.interval?.usual ?? technology?.interval?.shortest;
  const every = replication.every ?? (usual === undefined ? undefined : exactly(usual));
  return every && every.low > 0 ? every : undefined;
}

/**
 * Nothing while the interval, the change, or the capacity of the route is not known. `service` is what the copy gets of
 * the route, `together` what others of its consistency group send in the same cycles.
 */
export function estimateCycles(
  bound: BoundReplication,
  demand: Demand,
  service: UncertainProfile<Rate> | undefined = demand.service,
  together: readonly CycleLoad[] = [],
): CycleEstimate | undefined {
  const { replication, technology } = bound;
  const every = cycleInterval(bound);
  if (!every || !service || !demand.known) return undefined;
  const isAge = technology?.settingIsAge ?? false;
  const own = cycleLoad(bound, demand);
  const agesOf = (worse: keyof Uncertain, better: keyof Uncertain) =>
    cycleAges({
      ...own(worse, better),
      ...(together.length > 0 ? { together: together.map((load) => load(worse, better)) } : {}),
      service: service[better],
      every: every[worse],
      isAge,
    });
  const likely = agesOf("likely", "likely");
  const isKnown = together.length === 0 && service.low === service.high && isExact(every) && isKnownLoad(bound, demand);
  return {
    every,
    everyFrom: replication.every ? "declared" : "product",
    cases: isKnown
      ? { low: likely, likely, high: likely }
      : { low: agesOf("low", "high"), likely, high: agesOf("high", "low") },
  };
}

/** Whether nothing of what the cycles carry is uncertain. */
function isKnownLoad({ replication, workload: { workload } }: BoundReplication, { change }: Demand): boolean {
  const factors = [replication.amplification, replication.reduction, workload.data];
  return (
    change.low === change.high &&
    factors.every((factor) => !factor || isExact(factor)) &&
    workload.unique.every(({ value }) => isExact(value))
  );
}

/**
 * What the cycles send, on the wire, spread over the time in which it was written: less than that where the same data are
 * written again within a cycle. Cycles that are longer than a window of the week are reckoned by what is written in the mean.
 */
export function sentProfile(
  bound: BoundReplication,
  every: Uncertain<Seconds>,
  { change, wire }: Pick<Demand, "change" | "wire">,
): UncertainProfile<Rate> {
  if (bound.replication.mode === "log-shipping") return wire;
  const withinPieces = every.high <= shortestPiece(change.likely);
  const of = (worse: keyof Uncertain, better: keyof Uncertain) => {
    const length = every[better];
    const carried = carriedBy(bound, worse, better);
    const sent = (written: number) => carried(bytes(written * length), length) / length;
    const profile = change[worse];
    if (withinPieces) return mapProfile(profile, (value) => rate(sent(value)));
    const mean = profileMean(profile);
    return mapProfile(profile, (value) => rate(mean > 0 ? (value * sent(mean)) / mean : 0));
  };
  const likely = of("likely", "likely");
  const [low, high] = [of("low", "high"), of("high", "low")];
  if (sameProfile(low, likely) && sameProfile(high, likely)) return exactProfile(likely);
  // Equal rates may come out swapped by rounding.
  const most = (a: Rate, b: Rate) => rate(Math.max(a, b));
  return { low: lowerProfile(low, likely), likely, high: combineProfiles(high, likely, most) };
}

function shortestPiece({ starts }: WeeklyProfile): Seconds {
  return seconds(Math.min(...starts.map((start, index) => (starts[index + 1] ?? WEEK) - start)));
}

/** What a cycle sends of what was written: distinct bytes, never more than all data; logs hold every write. */
function carriedBy(bound: BoundReplication, worse: keyof Uncertain, better: keyof Uncertain): CyclePart["carried"] {
  const {
    replication,
    workload: { workload },
  } = bound;
  const onWire = onWireOf(bound, worse, better);
  if (replication.mode === "log-shipping") return (written) => bytes(written * onWire);
  const data = workload.data === undefined ? Number.MAX_VALUE : workload.data[worse] * workload.count;
  const table = workload.unique.map(({ per, value }: UniqueRate) => ({ per, rate: value[worse] }));
  return (written: Bytes, length: Seconds) => {
    const distinct = table.length === 0 ? written : distinctBytes(table, length) * workload.count;
    return bytes(Math.min(written, distinct, data) * onWire);
  };
}

function onWireOf({ replication }: BoundReplication, worse: keyof Uncertain, better: keyof Uncertain): number {
  return (replication.amplification ?? ONE)[worse] / (replication.reduction ?? ONE)[better];
}

/** One figure of the ages in all three cases. */
export function cycleDuration(
  { cases }: CycleEstimate,
  what: "typical" | "p95" | "worst" | "longest",
): UncertainDuration {
  const of = (ages: CycleAges): Duration => (ages.kind === "steady" ? after(ages[what]) : never(ages.because));
  const low = of(cases.low);
  const likely = longer(of(cases.likely), low);
  return { low, likely, high: longer(of(cases.high), likely) };
}

/** The likely case, as long as it has an end. */
export function steadyCycles({ cases }: CycleEstimate): CycleSummary | undefined {
  return cases.likely.kind === "steady" ? cases.likely : undefined;
}
