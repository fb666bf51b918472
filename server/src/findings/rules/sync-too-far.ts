import { asAsync, reachWithin } from "../../estimate/alternatives.ts";
import type { Estimates } from "../../estimate/estimates.ts";
import type { SyncFact } from "../../estimate/kernel/sync-feasibility.ts";
import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import type { SyncEstimate } from "../../estimate/sync-estimate.ts";
import { lookUp } from "../../model/plan.ts";
import { formatDistance, formatDuration } from "../../quantity/format-quantity.ts";
import { type Metres, metres, type Seconds, seconds } from "../../quantity/quantity.ts";
import { asyncFixes } from "../fixes/async-fixes.ts";
import { bunkerFix } from "../fixes/bunker-fix.ts";
import { relaxLatencyFix } from "../fixes/relax-latency-fix.ts";
import { defineRule } from "../rule.ts";
import { showLikely, showTime } from "../show.ts";

interface TooFar {
  readonly estimate: ReplicationEstimate;
  readonly sync: SyncEstimate;
  /** Limits that are not kept, worst first. */
  readonly broken: readonly SyncFact[];
  /** The longest great circle of private fibre that would do; absent when none would. */
  readonly reach: Metres | undefined;
  readonly async: ReplicationEstimate;
}

export const syncTooFar = defineRule<TooFar>({
  code: "sync-too-far",
  severity: "error",
  summary: "Synchronous replication must stay within the round trip that the product and the tier allow.",
  why: "A synchronous write waits for the far side, so every write pays at least one round trip. Light in glass needs 1 ms for about 100 km there and back, carriers' routes are longer than the map, and no money makes light faster. Beyond the product's limit the maker does not support the pair; beyond the tier's limit the application gets too slow.",
  sources: [
    "Group index of standard single-mode fibre 1.4682 at 1550 nm (Corning SMF-28 Ultra): 9.8 µs per kilometre, there and back",
    "Product limits: docs/technologies.md, each with its source",
  ],
  examples: {
    bad: `site frankfurt { location 50.1109, 8.6821 }
site dublin { location 53.3498, -6.2603 }
link wan frankfurt <-> dublin { bandwidth 10 Gbps; medium metro-ethernet }
tier gold { rpo 0 s; rto 1 h }
workload orders { site frankfurt; tier gold; data 4 TB; change 2 MB/s }
replicate orders to dublin over wan { mode <|sync|>; using vsan-stretched }`,
    good: `site frankfurt { location 50.1109, 8.6821 }
site wiesbaden { location 50.0782, 8.2398 }
link wan frankfurt <-> wiesbaden { bandwidth 10 Gbps; medium dark-fibre }
tier gold { rpo 0 s; rto 1 h }
workload orders { site frankfurt; tier gold; data 4 TB; change 2 MB/s }
replicate orders to wiesbaden over wan { mode sync; using vsan-stretched }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan, estimates }) {
    const at = declaration.document.spans.at("/mode") ?? declaration.document.spans.header;
    for (const estimate of estimates.replications(declaration)) {
      const { sync } = estimate;
      const broken = sync?.facts.filter(({ kind, verdict }) => kind !== "capacity" && verdict !== "met") ?? [];
      if (!sync || broken.length === 0) continue;
      const worst = [...broken].sort((a, b) => rank(a) - rank(b));
      const { tier } = estimate.bound.workload;
      const limit = tier && lookUp(plan, tier.name);
      const latency = limit?.document.spans.at("/write-latency");
      yield {
        at,
        severity: worst[0]?.verdict === "missed" ? "error" : "warning",
        facts: {
          estimate,
          sync,
          broken: worst,
          reach: reachOf(estimate, sync, broken, estimates),
          async: asAsync(estimate, estimates),
        },
        related:
          limit && latency
            ? [{ declaration: limit.id, pointer: "/write-latency", message: "The tier's limit on write latency" }]
            : [],
      };
    }
  },

  message({ estimate, sync, broken, reach, async }) {
    const { workload } = estimate.bound.workload;
    const first = broken[0]?.verdict === "missed" ? "is too far for" : "may be too far for";
    const parts = broken.map((fact) => describe(fact, estimate));
    const physical = broken.some((fact) => "brokenByFloor" in fact && fact.brokenByFloor)
      ? `${formatDuration(floorOf(estimate, sync))} is the physical floor, so no line can do it.`
      : "";
    const near = reach === undefined ? "" : `Private fibre would reach ${formatDistance(reach)}.`;
    const instead =
      async.rpo && async.rpo.worst.likely.kind === "after"
        ? `Async would give RPO ${showLikely(async.rpo.worst)}.`
        : "";
    return [
      `'${estimate.bound.to.name}' ${first} synchronous copies of '${workload.name}': ${parts.join("; ")}.`,
      physical,
      near,
      instead,
    ]
      .filter((part) => part !== "")
      .join(" ");
  },

  fixes: ({ estimate, reach }, context) => [
    ...asyncFixes(estimate, context),
    ...bunkerFix(estimate, reach, context),
    ...relaxLatencyFix(estimate, context),
  ],
});

/** Missed before at risk; of those the product's limit before the tier's, for it cannot be moved. */
function rank({ verdict, kind }: SyncFact): number {
  return (verdict === "missed" ? 0 : 10) + ["rtt", "distance", "write-latency", "capacity"].indexOf(kind);
}

function describe(fact: SyncFact, { bound }: ReplicationEstimate): string {
  const product = bound.technology?.product ?? "the product";
  switch (fact.kind) {
    case "rtt":
      return `the round trip is ${showTime(fact.value)}, ${times(fact.value.likely, fact.limit)} the ${formatDuration(fact.limit)} that ${product} allows`;
    case "distance":
      return `the route is ≈ ${formatDistance(fact.value.likely)}, ${times(fact.value.likely, fact.limit)} the ${formatDistance(fact.limit)} that ${product} allows`;
    case "write-latency": {
      const { likely } = fact.value;
      const over =
        likely.kind === "never"
          ? ""
          : `, ${times(likely.time, fact.limit)} the ${formatDuration(fact.limit)} of tier '${bound.workload.tier?.name ?? ""}'`;
      return `each write waits ${showLikely(fact.value)}${over}`;
    }
    case "capacity":
      return "";
  }
}

function times(value: number, limit: number): string {
  const factor = value / limit;
  if (factor < 1) return "close to";
  return factor < 10 ? `${Number(factor.toPrecision(2))} times` : `${Math.round(factor)} times`;
}

function floorOf({ route }: ReplicationEstimate, { roundTrips }: SyncEstimate): Seconds {
  return seconds((route?.floor ?? 0) * Math.max(1, roundTrips.low));
}

/** The longest distance that keeps every limit: the round trip that they leave, turned into fibre. */
function reachOf(
  estimate: ReplicationEstimate,
  sync: SyncEstimate,
  broken: readonly SyncFact[],
  estimates: Estimates,
): Metres | undefined {
  let reach: Metres | undefined;
  for (const fact of broken) {
    const allowed =
      fact.kind === "distance"
        ? fact.limit
        : fact.kind === "capacity"
          ? undefined
          : reachWithin(budget(fact, sync), estimates);
    if (allowed === undefined) return undefined;
    reach = reach === undefined ? allowed : metres(Math.min(reach, allowed));
  }
  return estimate.route && reach;
}

/** The round trip that a limit leaves; of the tier's latency, after what the write takes besides. */
function budget(
  fact: SyncFact & { readonly kind: "rtt" | "write-latency" },
  { added, roundTrips, rtt }: SyncEstimate,
): Seconds {
  if (fact.kind === "rtt") return fact.limit;
  if (added.likely.kind === "never") return seconds(0);
  const besides = added.likely.time - roundTrips.likely * rtt.likely;
  return seconds((fact.limit - besides) / Math.max(1, roundTrips.likely));
}
