import { type Random, seededRandom } from "./seeded-random.ts";

/** Fewest blocks of a plan: its header and one cluster. */
export const SMALLEST_PLAN = 20;

/**
 * A realistic plan of exactly `blocks` top-level blocks; the same seed gives the same text.
 *
 * The plan consists of clusters that know nothing of each other: 2–5 sites, 2–6 links between them and tens of
 * workloads, each with one replicate, and backups. It is clean but for a few findings (an ambiguous unit in about one
 * workload of a hundred), as a plan in daily use is.
 */
export function generatePlan(blocks: number, seed = 1): string {
  if (blocks < SMALLEST_PLAN) throw new RangeError(`A plan needs at least ${SMALLEST_PLAN} blocks.`);
  const random = seededRandom(seed);
  const parts = [...HEADER];
  for (let cluster = 1; parts.length < blocks; cluster++) {
    const left = blocks - parts.length;
    const wanted = random.whole(30, 80);
    // What would be too little for a cluster of its own belongs to this one.
    parts.push(...clusterOf(cluster, left - wanted < SMALLEST_PLAN ? left : wanted, random));
  }
  return `${parts.join("\n\n")}\n`;
}

const HEADER: readonly string[] = [
  'plan "Generated recovery plan" {\n  owner    "Infrastructure"\n  reviewed 2026-09-14\n  timezone UTC\n}',
  'tier gold "Business critical" {\n  rpo            5 min\n  rto            8 h\n  write-latency  5 ms\n  corruption-rpo 12 h\n  corruption-rto 24 h\n  order          1\n}',
  'tier silver "Important" { rpo 1 h; rto 24 h; corruption-rpo 24 h; corruption-rto 48 h; order 2 }',
  'tier bronze "The rest" { rpo 24 h; rto 72 h; corruption-rpo 48 h; corruption-rto 96 h; order 3 }',
];

/** Where the clusters stand: short name, degrees north, degrees east (city centres, to a tenth of a degree). */
const CITIES = [
  ["fra", 50.1, 8.7],
  ["lon", 51.5, -0.1],
  ["dub", 53.3, -6.3],
  ["mad", 40.4, -3.7],
  ["sto", 59.3, 18.1],
  ["waw", 52.2, 21.0],
  ["nyc", 40.7, -74.0],
  ["chi", 41.9, -87.6],
  ["dal", 32.8, -96.8],
  ["sea", 47.6, -122.3],
  ["tor", 43.7, -79.4],
  ["sao", -23.6, -46.6],
  ["tyo", 35.7, 139.7],
  ["osa", 34.7, 135.5],
  ["sin", 1.4, 103.8],
  ["syd", -33.9, 151.2],
  ["bom", 19.1, 72.9],
  ["jnb", -26.2, 28.0],
] as const;

/** In the order of recovery. */
const TIERS = ["gold", "silver", "bronze"];

const SERVICES = [
  ["orders", "Order database", "database"],
  ["ledger", "General ledger", "database"],
  ["stock", "Stock keeping", "database"],
  ["shop", "Web shop", "application"],
  ["claims", "Claims handling", "application"],
  ["files", "Home directories", "files"],
  ["mail", "Mail store", "application"],
  ["desk", "Remote desktops", "desktop"],
  ["farm", "Virtual machines", "virtual-machines"],
  ["wiki", "Knowledge base", "application"],
] as const;

interface Site {
  readonly name: string;
  /** In the same metropolitan area as the production site: near enough for synchronous copies. */
  readonly near: boolean;
}

interface Link {
  readonly name: string;
  readonly to: Site;
}

function clusterOf(cluster: number, blocks: number, random: Random): string[] {
  const city = random.pick(CITIES);
  const parts: string[] = [];

  const home: Site = { name: `${city[0]}-${cluster}`, near: true };
  const others: Site[] = [];
  for (let n = 1, count = random.whole(1, 4); n <= count; n++) {
    others.push({ name: `${home.name}-dr${n}`, near: n === 1 });
  }
  parts.push(siteBlock(home, `${city[0].toUpperCase()} production ${cluster}`, "production", city[1], city[2], random));
  for (const site of others) {
    // Degrees: 0.05..0.2 is 6..31 km, 1..4 is some hundreds of km.
    const north = site.near ? random.real(0.05, 0.2) : random.real(1, 4);
    const east = site.near ? random.real(-0.1, 0.1) : random.real(-4, 4);
    parts.push(siteBlock(site, `${site.name} recovery`, "recovery", city[1] + north, city[2] + east, random));
  }

  const links: Link[] = others.map((to) => ({ name: `${to.name}-line`, to }));
  for (const link of links) parts.push(linkBlock(link, home, "", random));
  // A second line to the first recovery site: no link is the only one between production and its synchronous copies.
  const second = links[0];
  if (second !== undefined) parts.push(linkBlock({ ...second, name: `${second.name}-2` }, home, "", random));

  const backups = Math.ceil(blocks / 30);
  if ((blocks - parts.length - backups) % 2 === 1 && second !== undefined) {
    // Workloads come in pairs with their replicates; an odd block out becomes a stand-by line.
    parts.push(linkBlock({ ...second, name: `${second.name}-3` }, home, `standby-for ${second.name}`, random));
  }
  const workloads: string[] = [];
  const placed: { readonly name: string; readonly link: Link | undefined; readonly order: number }[] = [];
  for (let count = (blocks - parts.length - backups) / 2; workloads.length < count; ) {
    const service = random.pick(SERVICES);
    const number = workloads.length + 1;
    const first = number === 1;
    const name = first ? `directory-${cluster}` : `${service[0]}-${cluster}-${number}`;
    workloads.push(name);
    const tier = first ? "gold" : random.pick(["gold", "silver", "silver", "bronze", "bronze"]);
    const link = tier === "gold" ? links[0] : links[random.whole(0, links.length - 1)];
    // What is needed is copied to the same site, and recovered no later.
    const order = TIERS.indexOf(tier);
    const near = placed.filter((one) => one.link === link && one.order <= order);
    const need = near.length === 0 ? "" : (near[random.chance(0.7) ? 0 : random.whole(0, near.length - 1)]?.name ?? "");
    placed.push({ name, link, order });
    parts.push(
      first
        ? `workload ${name} "AD and DNS ${cluster}" { site ${home.name}; tier gold; kind directory; data 40 GB; change 50 kB/s; start 2 min }`
        : workloadBlock(name, `${service[1]} ${cluster}-${number}`, service[2], home, tier, need, random),
    );
    if (link !== undefined) parts.push(replicateBlock(name, link, tier, random));
  }
  for (let n = 0; n < backups; n++) {
    const of = workloads.filter((_, index) => index % backups === n);
    const target = others[n % others.length];
    if (target !== undefined) parts.push(backupBlock(`vault-${cluster}-${n + 1}`, of, target, random));
  }
  return parts;
}

function siteBlock(
  site: Site,
  label: string,
  role: "production" | "recovery",
  latitude: number,
  longitude: number,
  random: Random,
): string {
  const location = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  if (role === "production") {
    return `// ${label}: all services of this group run here.\nsite ${site.name} "${label}" {\n  location ${location}\n  role     production\n}`;
  }
  const waves = random.whole(1, 4) * 10;
  return `site ${site.name} "${label}" {\n  location         ${location}\n  role             recovery\n  standby          ${random.pick(["hot", "warm"])}\n  boot-concurrency ${waves}\n  boot-time        3 min\n  restore-rate     400 MB/s\n}`;
}

function linkBlock(link: Link, from: Site, extra: string, random: Random): string {
  const head = `link ${link.name} ${from.name} <-> ${link.to.name}`;
  const medium = link.to.near ? "dwdm" : random.pick(["mpls", "metro-ethernet", "leased-line"]);
  if (extra !== "") return `${head} { bandwidth 1 Gbps; medium metro-ethernet; ${extra} }`;
  return `${head} {\n  bandwidth     10 Gbps\n  medium        ${medium}\n  available     ${random.whole(5, 8)}0 %\n  other-traffic ${random.whole(10, 60)} MB/s mon-fri 08:00-18:00   // users\n}`;
}

function workloadBlock(
  name: string,
  label: string,
  kind: string,
  home: Site,
  tier: string,
  need: string,
  random: Random,
): string {
  const data = `${random.whole(2, 90)}0 GB`;
  // The ambiguous spelling is one of the few findings.
  const unit = random.chance(0.01) ? "MBps" : "MB/s";
  const change = `${(random.whole(2, 30) / 10).toFixed(1)} ${unit}`;
  const needs = need === "" ? "" : `; needs ${need}`;
  // People find these by name.
  const redirect = kind === "application" || kind === "desktop";
  if (random.chance(0.35)) {
    return `workload ${name} { site ${home.name}; tier ${tier}; kind ${kind}; data ${data}; change ${change}${needs}${redirect ? "; redirect dns" : ""} }`;
  }
  const comment = random.chance(0.15) ? `/// ${label}, run by team ${random.whole(1, 40)}.\n` : "";
  const lines = [
    `  site   ${home.name}`,
    `  tier   ${tier}`,
    `  kind   ${kind}`,
    `  data   ${data}`,
    `  change ${change}`,
    `  change ${random.whole(3, 6)} MB/s mon-fri 08:00-18:00`,
  ];
  if (need !== "") lines.push(`  needs  ${need}`);
  if (redirect) lines.push("  redirect dns 5 min");
  return `${comment}workload ${name} "${label}" {\n${lines.join("\n")}\n}`;
}

function replicateBlock(workload: string, link: Link, tier: string, random: Random): string {
  const head = `replicate ${workload} to ${link.to.name} over ${link.name}`;
  if (tier === "gold" && link.to.near) {
    return `${head} {\n  mode         sync\n  reduction    1.${random.whole(0, 9)}x\n  on-link-loss continue\n  promote      5 min\n}`;
  }
  if (tier === "silver" || tier === "gold") {
    return `${head} {\n  mode      async\n  reduction 1.${random.whole(0, 9)}x\n  journal   ${random.whole(2, 20)}0 GB\n  history   24 h every 1 h\n  promote   5 min\n}`;
  }
  return `${head} { mode periodic; every ${random.pick(["1 h", "4 h", "6 h"])}; reduction 1.${random.whole(0, 9)}x; promote 10 min }`;
}

function backupBlock(name: string, of: readonly string[], to: Site, random: Random): string {
  return `backup ${name} of ${of.join(",\n  ")} to ${to.name} {\n  every        ${random.pick(["4 h", "6 h", "8 h"])}\n  method       image\n  reduction    2x\n  keep         35 d\n  immutable    yes\n  restore-rate 400 MB/s\n}`;
}
