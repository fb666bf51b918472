import type { Random } from "../bench/seeded-random.ts";
import { sometimes, uncertain, WINDOWS, whole } from "./draw-attribute.ts";
import { figure } from "./figures.ts";
import { backupsOf, copiesOf, type Placed } from "./generated-copies.ts";

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

const SITES = ["york", "leeds", "dublin", "vault"];
/** The first runs the workloads; metres to hundreds of kilometres to the others. */
const PLACES = ["53.96, -1.08", "53.80, -1.55", "53.35, -6.26", '"Frankfurt"'];
const WORKLOADS = ["orders", "files", "directory"];
const REGIONS = ["region north", "region south"];
const TIERS = ["gold", "silver"];
const ASSUMPTIONS = ["assume { burst 1x; product-lag 2 s }", "assume { restore-rate 50 MB/s; busy-threshold 60 % }"];

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
