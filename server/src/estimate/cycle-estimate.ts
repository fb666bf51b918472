import type { BoundReplication } from "../model/bind.ts";
import type { ReplicationMode } from "../model/replication.ts";
import type { UniqueRate } from "../model/workload.ts";
import { type Bytes, bytes, type Rate, type Ratio, ratio, type Seconds } from "../quantity/quantity.ts";
import { exactly, isExact, type Uncertain } from "../quantity/uncertain.ts";
import type { Demand } from "./demand.ts";
import { type CycleAges, type CyclePart, type CycleSummary, cycleAges } from "./kernel/cycles.ts";
import { distinctBytes } from "./kernel/distinct-bytes.ts";
import { after, type Duration, longer, never, type UncertainDuration } from "./kernel/duration.ts";
import { profileMean, type UncertainProfile } from "./kernel/weekly-profile.ts";

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
 * Which share of what was written the cycles send in the mean, after amplification and reduction: less than 1 where
 * the same data are written again within a cycle.
 */
export function sentShare(
  bound: BoundReplication,
  every: Uncertain<Seconds>,
  { change }: Pick<Demand, "change">,
): Uncertain<Ratio> {
  const of = (worse: keyof Uncertain, better: keyof Uncertain) => {
    const length = every[better];
    const written = profileMean(change[worse]) * length;
    const onWire = onWireOf(bound, worse, better);
    return ratio(written > 0 ? carriedBy(bound, worse, better)(bytes(written), length) / (written * onWire) : 1);
  };
  return { low: of("low", "high"), likely: of("likely", "likely"), high: of("high", "low") };
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
