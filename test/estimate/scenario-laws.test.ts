import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScenarioEstimate, WorkloadOutcome } from "../../server/src/estimate/recovery/workload-outcome.ts";
import { scenarioEstimates } from "../support/scenarios.ts";

/** Blocks of a plan of four sites, of which one holds copies alone, in any order. */
interface Drawn {
  readonly links: readonly string[];
  readonly workloads: readonly string[];
  readonly copies: readonly string[];
  readonly scenarios: readonly string[];
}

const SITES = ["a", "b", "c", "v"];
const FIXED = [
  "site a { standby hot }",
  "site b { standby warm }",
  "site c {}",
  "site v { role vault }",
  "tier gold { rpo 1 min; rto 4 h; corruption-rpo 4 h; order 1 }",
  "tier silver { rpo 4 h; rto 24 h; mtd 2 d }",
  "tier none {}",
];

const site = fc.constantFrom(...SITES);
const workload = fc.constantFrom("w", "x", "y");
const duration = fc.constantFrom("5 min", "1 h", "2..9 h", "1 d");

const link = fc
  .tuple(fc.constantFrom("ab", "bc", "ca", "bv", "av"), fc.constantFrom("2 Mbps", "80 Mbps", "1 Gbps"), fc.boolean())
  .map(
    ([[from, to], bandwidth, shared]) =>
      `link ${from}${to} ${from} <-> ${to} { bandwidth ${bandwidth}; rtt 4..9 ms${shared ? "; conduit river" : ""} }`,
  );

const block = fc
  .tuple(workload, fc.constantFrom("a", "b"), fc.constantFrom("gold", "silver", "none"), workload)
  .map(
    ([name, at, tier, needs]) =>
      `workload ${name} { site ${at}; tier ${tier}; data 40 GB; change 50..90 kB/s; change 900 kB/s mon-fri 09:00-12:00${needs < name ? `; needs ${needs}` : ""} }`,
  );

const replica = fc
  .tuple(
    workload,
    site,
    fc.constantFrom("async", "sync", "periodic; every 1 h", "quorum", "sync; on-link-loss stop"),
    duration,
    fc.boolean(),
  )
  .map(
    ([name, to, mode, keep, kept]) =>
      `replicate ${name} to ${to} { mode ${mode}${kept ? `; history ${keep} every 5 min` : ""} }`,
  );

const backup = fc
  .tuple(workload, site, duration, duration, fc.constantFrom("", "; offline yes", "; transit 6 h"))
  .map(([name, to, every, keep, more]) => `of ${name} to ${to} { every ${every}; keep ${keep}; takes 10 min${more} }`);

const scenario = fc.constantFrom(
  "{ lose site a; lose site b for 3 h }",
  "{ lose link ab for 4 h; lose site a }",
  "{ lose conduit river; corrupt workload w }",
  "{ corrupt site a; attacker yes; undetected 1..30 h }",
  "{ lose workload w; recover-at c, b; at tue 10:00 }",
  "{ lose site b for 90 min }",
);

const drawn: fc.Arbitrary<Drawn> = fc.record({
  links: fc.uniqueArray(link, { minLength: 2, maxLength: 5, selector: (text) => text.slice(0, 8) }),
  workloads: fc.uniqueArray(block, { minLength: 1, maxLength: 3, selector: (text) => text.slice(0, 11) }),
  copies: fc.uniqueArray(
    fc.oneof(
      replica,
      backup.map((text) => `backup ${text}`),
    ),
    { maxLength: 5 },
  ),
  scenarios: fc.uniqueArray(scenario, { maxLength: 3 }),
});

/** Backups and scenarios get names; of copies to a workload's own site and of workloads that do not exist none is left. */
function blocksOf({ links, workloads, copies, scenarios }: Drawn): readonly string[] {
  return [
    ...FIXED,
    ...links,
    ...workloads,
    ...copies.map((text, index) => text.replace("backup of", `backup b${index} of`)),
    ...scenarios.map((text, index) => `scenario s${index} ${text}`),
  ];
}

const RUNS = { seed: 20_260_914, numRuns: 60 };

/** Milliseconds that a law may take on a machine that has other things to do. */
const PATIENCE = 60_000;

function outcomes(estimates: readonly ScenarioEstimate[]): ReadonlyMap<string, WorkloadOutcome> {
  return new Map(
    estimates.flatMap(({ scenario, outcomes: all }) =>
      all.map((outcome) => [`${scenario.name} ${outcome.workload.workload.name}`, outcome] as const),
    ),
  );
}

/** Everything that does not depend on where blocks stand. */
function facts(estimates: readonly ScenarioEstimate[]): readonly unknown[] {
  const all = [...outcomes(estimates)].map(([key, outcome]) => [
    key,
    outcome.by,
    outcome.chosen?.at.name,
    outcome.chosen?.place.name,
    outcome.chosen?.source.kind,
    outcome.rpo,
    outcome.rto,
    outcome.verdict,
    outcome.missed,
    outcome.rejected.map(({ what, why }) => `${what}: ${why}`).sort(),
  ]);
  const copies = estimates.flatMap(({ scenario: { name }, degraded }) =>
    degraded.map(({ replication: { bound }, route, rpo }) => [
      name,
      bound.workload.workload.name,
      bound.to.name,
      route?.hops.map((hop) => hop.link.link.name),
      rpo,
    ]),
  );
  return [...all, ...copies].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

describe("for any plan, in all its scenarios", () => {
  it(
    "the order of blocks does not matter",
    () => {
      fc.assert(
        fc.property(drawn, fc.infiniteStream(fc.nat()), (plan, numbers) => {
          const blocks = blocksOf(plan);
          const order = new Map(blocks.map((each) => [each, numbers.next().value ?? 0]));
          const shuffled = [...blocks].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
          expect(facts(scenarioEstimates(shuffled.join("\n")))).toEqual(facts(scenarioEstimates(blocks.join("\n"))));
        }),
        RUNS,
      );
    },
    PATIENCE,
  );
});
