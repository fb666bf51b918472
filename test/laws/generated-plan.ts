import type { Random } from "../bench/seeded-random.ts";
import { figure } from "./figures.ts";

/**
 * A small plan of 8 to 20 blocks that holds what the language offers in sound combinations: every name that is used is
 * declared, every block has what it needs. What comes of it, comes of it: lines that are too small, cycles that overrun,
 * copies that nothing reaches. Figures are marked (`figures.ts`).
 */
export function generatedPlan(random: Random): readonly string[] {
  const sites = SITES.slice(0, random.pick([2, 2, 3, 3, 4]));
  const links = linksBetween(random, sites);
  const workloads = WORKLOADS.slice(0, random.pick([1, 1, 2, 2, 3])).map((name): Placed => {
    return { name, home: (random.chance(0.8) ? sites[0] : sites[1]) as string };
  });
  const names = workloads.map(({ name }) => name);
  const regions = random.chance(0.25);
  return [
    ...(regions ? REGIONS : []),
    ...sites.map((name, index) => siteBlock(random, name, index, regions)),
    ...links,
    ...TIERS.map((name, order) => tierBlock(random, name, order)),
    ...workloads.map((one, index) => workloadBlock(random, one, sites, names.slice(0, index))),
    ...copiesOf(random, workloads, sites),
    ...backupsOf(random, workloads, sites),
    ...(random.chance(0.25) ? [migrationBlock(random, random.pick(workloads), sites)] : []),
    ...(random.chance(0.4) ? [scenarioBlock(random, sites, links, names)] : []),
    ...(random.chance(0.25) ? [runbookBlock(random, names)] : []),
    ...(random.chance(0.2) ? [random.pick(ASSUMPTIONS)] : []),
    ...(random.chance(0.1) ? [optionBlock(random, links, names)] : []),
  ];
}

interface Placed {
  readonly name: string;
  readonly home: string;
}

const SITES = ["york", "leeds", "dublin", "vault"];
/** The first runs the workloads; metres to hundreds of kilometres to the others. */
const PLACES = ["53.96, -1.08", "53.80, -1.55", "53.35, -6.26", '"Frankfurt"'];
const WORKLOADS = ["orders", "files", "directory"];
const REGIONS = ["region north", "region south"];
const TIERS = ["gold", "silver"];
const WINDOWS = ["mon-fri 09:00-17:00", "22:00-06:00", "sat,sun", "sun 23:00-02:00", "wed 12:00-12:30"];
const ASSUMPTIONS = ["assume { burst 1x; product-lag 2 s }", "assume { restore-rate 50 MB/s; busy-threshold 60 % }"];

/** An attribute with the chance that it is there. */
function sometimes(random: Random, chance: number, attribute: () => string): string {
  return random.chance(chance) ? `; ${attribute()}` : "";
}

/** From `low` to `high`, all orders of magnitude alike, as a whole number. */
function whole(random: Random, low: number, high: number): number {
  return Math.round(Math.exp(random.real(Math.log(low), Math.log(high))));
}

/** A figure, at times with a tolerance. */
function uncertain(random: Random, text: string): string {
  return random.chance(0.25) ? `${text} ± ${random.pick([10, 30])} %` : text;
}

function siteBlock(random: Random, name: string, index: number, regions: boolean): string {
  const role = name === "vault" ? sometimes(random, 0.7, () => `role ${random.pick(["vault", "bunker"])}`) : "";
  return `site ${name} { location ${PLACES[index]}${regions ? `; region ${random.pick(["north", "south"])}` : ""}${role}${sometimes(
    random,
    0.6,
    () => `standby ${random.pick(["hot", "warm", "cold", "none"])}`,
  )}${sometimes(random, 0.3, () => `hosts ${random.whole(1, 8)}; vms-per-host ${random.whole(2, 12)}`)}${sometimes(
    random,
    0.3,
    () => `boot-time ${figure("time", random.whole(1, 9))}; boot-concurrency ${random.whole(1, 8)}`,
  )}${sometimes(random, 0.3, () => `restore-rate ${figure("rate", whole(random, 5000, 900_000))}`)}${sometimes(
    random,
    0.2,
    () => `provision-lead ${figure("time", whole(random, 60, 20_000))}; staff-arrival ${figure("time", 90)}`,
  )} }`;
}

/** Always one from the first site; the second pair may have a line that stands by. */
function linksBetween(random: Random, sites: readonly string[]): readonly string[] {
  const links: string[] = [];
  const add = (from: string, to: string, more = "") => {
    links.push(linkBlock(random, `link-${links.length}`, from, to, more));
  };
  sites.forEach((to, index) => {
    if (index > 0) add(sites[random.chance(0.7) ? 0 : index - 1] as string, to);
  });
  if (random.chance(0.4)) add(random.pick(sites.slice(0, 1)), sites[1] as string, "; standby-for link-0");
  if (sites.length > 2 && random.chance(0.3)) add(sites[1] as string, sites[2] as string);
  return links;
}

function linkBlock(random: Random, name: string, from: string, to: string, more: string): string {
  const medium = random.pick(MEDIA);
  const bandwidth = medium === "fibre-channel" ? 500_000 : whole(random, 100, 300_000);
  const size =
    medium === "fibre-channel" ? figure("bandwidth", bandwidth) : uncertain(random, figure("bandwidth", bandwidth));
  return `link ${name} ${from} ${random.chance(0.85) ? "<->" : "->"} ${to} { bandwidth ${size}${
    medium === "" ? "" : `; medium ${medium}`
  }${sometimes(random, 0.4, () =>
    random.pick([
      `rtt ${uncertain(random, figure("rtt", random.whole(8, 60)))}`,
      `distance ${figure("distance", random.whole(600, 2000))}`,
    ]),
  )}${sometimes(random, 0.3, () => `available ${figure("share", random.whole(10, 100))}`)}${sometimes(
    random,
    0.2,
    () => `throttle ${figure("rate", whole(random, 50, 5000))} ${random.pick(WINDOWS)}`,
  )}${sometimes(random, 0.2, () => `other-traffic ${figure("rate", whole(random, 10, 2000))} ${random.pick(WINDOWS)}`)}${sometimes(
    random,
    0.15,
    () => `optimiser ${random.pick(["3x", "2..5x"])}`,
  )}${sometimes(random, 0.2, () => random.pick(["loss 0.01 %", "tcp-window 512 KiB; streams 2", "mtu 9000"]))}${sometimes(
    random,
    0.4,
    () => `conduit ${random.pick(["river", "bridge"])}`,
  )}${sometimes(random, 0.1, () => "layer2 yes")}${more} }`;
}

const MEDIA = [
  "",
  "dark-fibre",
  "dwdm",
  "metro-ethernet",
  "leased-line",
  "mpls",
  "internet-vpn",
  "fibre-channel",
  "geo-satellite",
];

function tierBlock(random: Random, name: string, order: number): string {
  return `tier ${name} { rpo ${random.pick(["0 s", figure("time", 5), figure("time", 240)])}; rto ${figure(
    "time",
    random.pick([30, 240, 1440]),
  )}; order ${order + 1}${sometimes(random, 0.3, () => `write-latency ${figure("rtt", random.pick([2, 10]))}`)}${sometimes(
    random,
    0.4,
    () => `corruption-rpo ${figure("time", 240)}; corruption-rto ${figure("time", 1440)}`,
  )}${sometimes(random, 0.3, () => `mtd ${figure("time", 2880)}; work-recovery ${figure("time", 60)}`)}${sometimes(
    random,
    0.2,
    () => `retain ${figure("time", random.pick([1440, 43_200]))}`,
  )} }`;
}

function workloadBlock(
  random: Random,
  { name, home }: Placed,
  sites: readonly string[],
  before: readonly string[],
): string {
  const kind =
    name === "directory" ? "directory" : random.pick(["database", "virtual-machines", "files", "application"]);
  const change = () => figure("change", whole(random, 1, 20_000));
  return `workload ${name} { site ${home}; tier ${random.pick(TIERS)}; kind ${kind}; data ${uncertain(
    random,
    random.chance(0.5)
      ? figure("gigabytes", whole(random, 10, 20_000))
      : figure("gibibytes", whole(random, 10, 20_000)),
  )}; change ${uncertain(random, change())}${sometimes(random, 0.6, () => `change ${change()} ${random.pick(WINDOWS)}`)}${sometimes(
    random,
    0.25,
    () => `unique ${figure("change", 2)} per 1 h; unique ${figure("change", 1)} per 24 h`,
  )}${sometimes(random, 0.3, () => `vms ${random.whole(1, 25)}`)}${sometimes(random, 0.3, () => `start ${figure("time", random.whole(1, 30))}; verify ${uncertain(random, figure("time", 10))}`)}${
    before.length > 0 ? sometimes(random, 0.4, () => `needs ${random.pick(before)}`) : ""
  }${sometimes(random, 0.2, () => `redirect ${random.pick(["dns", "bgp", "layer2", "manual 20 min"])}`)}${sometimes(
    random,
    0.2,
    () => `recover-at ${sites.at(-1)}`,
  )}${sometimes(random, 0.1, () => "count 3")}${sometimes(random, 0.2, () => `memory ${figure("gibibytes", 64)}; dirty-rate ${figure("rate", whole(random, 100, 500_000))}`)}${sometimes(
    random,
    0.1,
    () => "raw-luns yes",
  )}${sometimes(random, 0.2, () => "consistency application")} }`;
}

/** Each way at most once, so that no copy is declared twice. */
function copiesOf(random: Random, workloads: readonly Placed[], sites: readonly string[]): readonly string[] {
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
function backupsOf(random: Random, workloads: readonly Placed[], sites: readonly string[]): readonly string[] {
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

function migrationBlock(random: Random, { name, home }: Placed, sites: readonly string[]): string {
  const to = random.pick(sites.filter((site) => site !== home));
  return `migrate ${name} from ${home} to ${to} { method ${random.pick(["live", "live", "cold", "storage"])}${sometimes(
    random,
    0.5,
    () => `window ${random.pick(WINDOWS)}`,
  )}${sometimes(random, 0.3, () => `using ${random.pick(["vmotion-5.0", "vmotion-6.0"])}`)} }`;
}

function scenarioBlock(
  random: Random,
  sites: readonly string[],
  links: readonly string[],
  workloads: readonly string[],
): string {
  const first = random.pick([
    `lose site ${sites[0]}`,
    `lose site ${sites[1]} for ${figure("time", 180)}; lose site ${sites[0]}`,
    `lose link link-${random.whole(0, links.length - 1)} for ${figure("time", random.pick([60, 3000]))}; lose site ${sites[0]}`,
    `corrupt workload ${random.pick(workloads)}; undetected ${random.pick(["2 h", "1..30 h"])}`,
    `corrupt site ${sites[0]}; attacker yes`,
  ]);
  return `scenario flood { ${first}${sometimes(random, 0.3, () => `at ${random.pick(["tue 10:00", "03:00"])}`)}${sometimes(
    random,
    0.3,
    () => `detect ${figure("time", 5)}; declare ${uncertain(random, figure("time", 30))}`,
  )}${sometimes(random, 0.3, () => `expect ${random.pick(workloads)} rpo <= ${figure("time", 10)} rto <= ${figure("time", 120)}`)} }`;
}

function runbookBlock(random: Random, workloads: readonly string[]): string {
  return `runbook { step one "Assess" { takes ${figure("time", random.whole(1, 90))}; owner "Ann"; kind assess }
  step two "Recover" { takes ${uncertain(random, figure("time", random.whole(1, 90)))}; owner "Ann"; kind recover; recovers ${random.pick(workloads)}; after one } }`;
}

function optionBlock(random: Random, links: readonly string[], workloads: readonly string[]): string {
  return `option other { link link-${random.whole(0, links.length - 1)} { bandwidth ${figure("bandwidth", whole(random, 100, 300_000))} }; workload ${random.pick(workloads)} { change ${figure("change", 100)} }; setup 1000 GBP }`;
}
