import type { Random } from "../bench/seeded-random.ts";
import { sometimes, uncertain, WINDOWS, whole } from "./draw-attribute.ts";
import { figure } from "./figures.ts";

/** A workload and the site where it runs. */
export interface Placed {
  readonly name: string;
  readonly home: string;
}

/** Each way at most once, so that no copy is declared twice. */
export function copiesOf(random: Random, workloads: readonly Placed[], sites: readonly string[]): readonly string[] {
  const blocks = new Map<string, string>();
  const [first, second] = workloads;
  if (first && second && first.home === second.home && random.chance(0.3)) {
    const to = random.pick(sites.filter((site) => site !== first.home));
    const mode = random.pick(["async", "async", periodic(random)]);
    for (const { name } of [first, second]) {
      blocks.set(`${name} ${to}`, `replicate ${name} to ${to} { mode ${mode}; consistency-group both }`);
    }
  }
  for (let count = random.whole(1, 3); count > 0; count--) {
    const { name, home } = random.pick(workloads);
    const to = random.pick(sites.filter((site) => site !== home));
    const middle = sites.find((site) => blocks.has(`${name} ${site}`));
    if (blocks.has(`${name} ${to}`)) continue;
    const from = middle !== undefined && random.chance(0.4) ? ` from ${middle}` : "";
    const mode = random.pick([
      "sync",
      "sync",
      "async",
      "async",
      "async",
      "quorum",
      periodic(random),
      periodic(random),
      log(random),
    ]);
    blocks.set(
      `${name} ${to}`,
      `replicate ${name}${from} to ${to} { mode ${mode}${copyDetails(random, mode, sites)} }`,
    );
  }
  return [...blocks.values()];
}

function copyDetails(random: Random, mode: string, sites: readonly string[]): string {
  return `${sometimes(random, 0.3, () => `reduction ${random.pick(["2x", "1.5..4x"])}`)}${sometimes(
    random,
    0.2,
    () => `priority ${random.whole(1, 5)}`,
  )}${sometimes(random, 0.3, () => `history ${figure("time", 2880)} every ${figure("time", random.pick([5, 60]))}`)}${sometimes(
    random,
    mode === "async" ? 0.2 : 0,
    () => `journal ${figure("gigabytes", whole(random, 1, 500))}`,
  )}${sometimes(random, 0.15, () => `window ${random.pick(WINDOWS)}`)}${sometimes(
    random,
    mode === "sync" ? 0.4 : 0,
    () => random.pick(["on-link-loss stop", `failover automatic; witness ${sites.at(-1)}`, "failover automatic"]),
  )}${sometimes(random, 0.25, () => `using ${random.pick(PRODUCTS)}`)}${sometimes(
    random,
    0.15,
    () => `initial-copy shipped ${figure("time", 2880)}`,
  )}${sometimes(random, 0.1, () => `promote ${figure("time", 15)}`)}`;
}

const PRODUCTS = [
  "srdf-a",
  "srdf-s",
  "vsan-stretched",
  "snapmirror-sync",
  "vsphere-replication",
  "azure-site-recovery",
  "zerto",
];

function periodic(random: Random): string {
  return `periodic; every ${figure("every", random.pick([15, 60, 240, 1440]))}`;
}

function log(random: Random): string {
  return `log-shipping; every ${figure("every", random.pick([5, 15, 60]))}`;
}

/** None to two, of which the second may be a copy of the first. */
export function backupsOf(random: Random, workloads: readonly Placed[], sites: readonly string[]): readonly string[] {
  const blocks: string[] = [];
  for (let count = random.whole(0, 2); count > 0; count--) {
    const { name: workload, home } = random.pick(workloads);
    const of = blocks.length > 0 && random.chance(0.4) ? "backup-0" : workload;
    const name = `backup-${blocks.length}`;
    const to = random.pick(random.chance(0.8) ? sites.filter((site) => site !== home) : sites);
    const every = figure("every", random.pick([360, 720, 1440, 2880, 10_080]));
    blocks.push(
      `backup ${name} of ${of} to ${to} { every ${every}${
        random.chance(0.4) ? ` at ${random.pick(["22:00", "sun 06:00"])}` : ""
      }${sometimes(random, 0.3, () => `full-every ${figure("time", 20_160)}`)}${sometimes(random, 0.3, () => `takes ${uncertain(random, figure("time", whole(random, 5, 2000)))}`)}${sometimes(
        random,
        0.4,
        () => `keep ${figure("time", 20_160)}`,
      )}${sometimes(random, 0.3, () => random.pick([`hold ${figure("time", 60)}`, `transit ${figure("time", 360)}; offline yes`, "immutable yes"]))}${sometimes(
        random,
        0.2,
        () => `window ${random.pick(WINDOWS)}`,
      )}${sometimes(random, 0.2, () => `rate ${figure("rate", whole(random, 1000, 100_000))}`)}${sometimes(
        random,
        0.3,
        () => `method ${random.pick(["log", "image", "tape", "proxy", "agent"])}`,
      )}${sometimes(random, 0.2, () => `reduction ${random.pick(["2x", "1..4x"])}`)} }`,
    );
  }
  return blocks;
}
