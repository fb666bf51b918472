import type { Limit as PublishedLimit } from "../../catalogue/technology.ts";
import { asAsync, reachOfRoute, reachWithin } from "../../estimate/alternatives.ts";
import type { Estimates } from "../../estimate/estimates.ts";
import { nearestWords } from "../../estimate/explain/explain-words.ts";
import type { SyncFact } from "../../estimate/kernel/sync-feasibility.ts";
import type { Verdict } from "../../estimate/kernel/within-limit.ts";
import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { LEAST_FIBRE } from "../../estimate/round-sizes.ts";
import { isOfLine, type SyncEstimate } from "../../estimate/sync-estimate.ts";
import { lookUp } from "../../model/plan.ts";
import { formatDistance, formatDuration } from "../../quantity/format-quantity.ts";
import { type Metres, metres, type Seconds, seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { asyncFixes } from "../fixes/async-fixes.ts";
import { bunkerFix } from "../fixes/bunker-fix.ts";
import { otherProducts } from "../fixes/other-product-fix.ts";
import { relaxLatencyFix } from "../fixes/relax-latency-fix.ts";
import { productName } from "../product-name.ts";
import { defineRule } from "../rule.ts";
import { showLikely, showRange, showTime } from "../show.ts";

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
tier gold { rpo 0 s; rto 4 h }
workload orders { site frankfurt; tier gold; data 4 TB; change 2 MB/s }
replicate orders to dublin over wan { mode <|sync|>; using vsan-stretched; history 7 d every 1 h }`,
    good: `site frankfurt { location 50.1109, 8.6821 }
site wiesbaden { location 50.0782, 8.2398 }
link wan frankfurt <-> wiesbaden { bandwidth 10 Gbps; medium dark-fibre }
tier gold { rpo 0 s; rto 4 h }
workload orders { site frankfurt; tier gold; data 4 TB; change 2 MB/s }
replicate orders to wiesbaden over wan { mode sync; using vsan-stretched; history 7 d every 1 h }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan, estimates }) {
    const at = declaration.document.spans.at("/mode") ?? declaration.document.spans.header;
    for (const estimate of estimates.replications(declaration)) {
      const { sync } = estimate;
      const broken = sync?.facts.filter((fact) => isTooFar(fact, estimate, sync)) ?? [];
      if (!sync || broken.length === 0) continue;
      const worst = [...broken].sort((a, b) => rank(a) - rank(b));
      const { tier } = estimate.bound.workload;
      const limit = tier && lookUp(plan, tier.name);
      const latency = limit?.document.spans.at("/write-latency");
      yield {
        at,
        severity: worst[0]?.verdict === "missed" ? "error" : "warning",
        isPhysics: broken.some((fact) => fact.brokenByFloor),
        facts: {
          estimate,
          sync,
          broken: worst,
          reach: reachOf(sync, broken, estimates),
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
    const { to, workload } = estimate.bound;
    const far = broken[0]?.verdict === "missed" ? "is too far away" : "may be too far away";
    const parts = [...groupWords(estimate, sync), ...broken.map((fact) => describe(fact, estimate, sync))];
    const hints = [
      ...floorHint(broken),
      ...(reach === undefined
        ? []
        : [`the longest distance that would do is about ${formatDistance(reach)} of private fibre`]),
      ...(!sync.quorum && async.rpo?.worst.likely.kind === "after"
        ? [`asynchronous copies would be up to ${showLikely(async.rpo.worst)} behind`]
        : []),
    ].join("; ");
    const what = `'${to.name}' ${far} for synchronous copies of '${workload.workload.name}': ${parts.join("; ")}.`;
    return hints === "" ? what : `${what} ${hints[0]?.toUpperCase()}${hints.slice(1)}.`;
  },

  fixes: ({ estimate, reach }, context) => [
    // One member that copies otherwise makes another quorum of the rest.
    ...(estimate.sync?.quorum ? [] : [...asyncFixes(estimate, context), ...bunkerFix(estimate, reach, context)]),
    ...relaxLatencyFix(estimate, context),
    ...otherProducts(estimate, context),
  ],
});

/** Of a quorum, what the group waits for is told once, at the member that decides; the way to each member at that member. */
function isTooFar(fact: SyncFact, { bound }: ReplicationEstimate, sync: SyncEstimate): boolean {
  if (fact.verdict === "met" || isOfLine(fact, sync)) return false;
  return fact.kind === "distance" || sync.quorum === undefined || sync.quorum.deciding === bound.to.name;
}

function groupWords({ bound }: ReplicationEstimate, { quorum, rtt }: SyncEstimate): readonly string[] {
  if (!quorum || quorum.deciding !== bound.to.name) return [];
  const { waitsFor, others, deciding } = quorum;
  const members = others.length === 1 ? "the only other member" : `${waitsFor} of ${others.length} other members`;
  const which = others.length === 1 ? "" : `the ${nearestWords(waitsFor)} is `;
  return [`a write waits for ${members}, ${which}'${deciding}' at ${showTime(rtt)}`];
}

/** Missed before at risk; of those the product's limit before the tier's, for it cannot be moved. */
function rank({ verdict, kind }: SyncFact): number {
  return (verdict === "missed" ? 0 : 10) + ["rtt", "distance", "write-latency", "capacity"].indexOf(kind);
}

function describe(fact: SyncFact, { bound }: ReplicationEstimate, sync: SyncEstimate): string {
  const product = productName(bound.technology);
  switch (fact.kind) {
    case "rtt":
      return `the round trip is ${showTime(fact.value)}, ${product} allows ${allowed(bound.technology?.maxRtt)}`;
    case "distance":
      return `the route is ${routeWords(fact.value, fact.verdict)}, ${product} allows ${allowed(bound.technology?.maxDistance)}`;
    case "write-latency":
      return `each write waits ${waiting(sync)}, tier '${bound.workload.tier?.name ?? ""}' allows ${formatDuration(fact.limit)}`;
    case "capacity":
      return "";
  }
}

/** What is likely, and where it depends the most that is possible. */
function routeWords({ low, likely, high }: Uncertain, verdict: Verdict): string {
  if (low === high) return `${formatDistance(likely)} long`;
  const most = verdict === "at-risk" && high > likely ? ` (up to ${formatDistance(high)})` : "";
  return `≈ ${formatDistance(likely)} long${most}`;
}

/** What distance alone adds; a line that is full at the busiest hour makes it endless, whatever the distance. */
function waiting({ addedWhenIdle, added }: SyncEstimate): string {
  if (added.likely.kind === "after") return showRange(addedWhenIdle);
  return `${showLikely(addedWhenIdle)} on an idle line (and without end at the busiest hour, when the line is full)`;
}

/** Where the floor alone is too much, no money helps. */
function floorHint(broken: readonly SyncFact[]): readonly string[] {
  const hopeless = broken.find((fact) => fact.brokenByFloor);
  if (!hopeless || hopeless.kind === "capacity") return [];
  return hopeless.kind === "distance"
    ? [`the straight line is already ${formatDistance(hopeless.floor)}, so no other route helps`]
    : [`${formatDuration(hopeless.floor)} is the physical floor, so no better line helps`];
}

/** The limit as its maker gives it; of a range it depends on what the note says. */
function allowed(limit: PublishedLimit<number> | undefined): string {
  if (!limit) return "less";
  const text = limit.text.replace("..", " to ");
  const most = limit.exclusive ? `less than ${text}` : text;
  if (limit.value.low === limit.value.high) return most;
  return `${most} depending on the installation`;
}

/** The longest distance that keeps every limit: the round trip that they leave, turned into fibre. */
function reachOf(sync: SyncEstimate, broken: readonly SyncFact[], estimates: Estimates): Metres | undefined {
  let reach: Metres | undefined;
  for (const fact of broken) {
    if (fact.kind === "capacity") continue;
    const allowed =
      fact.kind === "distance"
        ? reachOfRoute(fact.sure, estimates)
        : reachWithin(budget(fact, sync, estimates), estimates);
    if (allowed === undefined) return undefined;
    reach = reach === undefined ? allowed : metres(Math.min(reach, allowed));
  }
  return reach;
}

/** The round trip that a limit leaves; of the tier's latency, after what a write takes besides over private fibre. */
function budget(
  fact: SyncFact & { readonly kind: "rtt" | "write-latency" },
  { roundTrips, writeSize }: SyncEstimate,
  { constants }: Estimates,
): Seconds {
  if (fact.kind === "rtt") return fact.sure;
  const besides = writeSize.likely / LEAST_FIBRE + constants["remote-service"].value.likely;
  return seconds((fact.limit - besides) / Math.max(1, roundTrips.likely));
}
