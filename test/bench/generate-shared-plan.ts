import { seededRandom } from "./seeded-random.ts";

/** Sites, and links between them in a ring, of the plan. */
const RING = 20;

/**
 * A plan in which everything hangs together: `workloads` on 20 sites, each with an asynchronous copy at a neighbour of
 * its site over 20 links that are busy enough to queue in working hours, a tenth of them with a backup. The same seed
 * gives the same text. All sites, links and workloads have the scenarios that every plan has.
 */
export function generateSharedPlan(workloads: number, seed = 1): string {
  const random = seededRandom(seed);
  const perLink = workloads / RING;
  const parts = [
    'plan "Shared links" { owner "Infrastructure"; reviewed 2026-09-14 }',
    "tier gold   { rpo 15 min; rto 8 h; corruption-rpo 24 h; corruption-rto 24 h; order 1 }",
    "tier silver { rpo 4 h; rto 24 h; corruption-rpo 24 h; corruption-rto 48 h; order 2 }",
  ];
  for (let site = 0; site < RING; site++) {
    const angle = (2 * Math.PI * site) / RING;
    const place = `${(48 + 3 * Math.cos(angle)).toFixed(2)}, ${(10 + 4 * Math.sin(angle)).toFixed(2)}`;
    parts.push(`site s${site} { location ${place}; standby warm; hosts ${workloads}; vms-per-host 20 }`);
  }
  for (let link = 0; link < RING; link++) {
    const mbps = Math.ceil(perLink * MEAN_MBPS * HEADROOM);
    const ends = `s${link} <-> s${(link + 1) % RING}`;
    parts.push(`link l${link} ${ends} { bandwidth ${mbps} Mbps; medium metro-ethernet; rtt 8..12 ms; streams 64 }`);
  }
  for (let workload = 0; workload < workloads; workload++) {
    const site = workload % RING;
    const tier = random.chance(0.5) ? "gold" : "silver";
    const base = random.whole(4, 12) / 4;
    const busy = base * random.whole(2, 6);
    const start = String(random.whole(7, 10)).padStart(2, "0");
    parts.push(
      `workload w${workload} { site s${site}; tier ${tier}; data ${random.whole(1, 20) * 50} GB; vms ${random.whole(1, 4)}; start 5 min\n` +
        `  change ${base} MB/s; change ${busy} MB/s mon-fri ${start}:00-17:00 }`,
    );
    const far = (site + (random.chance(0.15) ? 2 : 1)) % RING;
    parts.push(`replicate w${workload} to s${far} { mode async; history 24 h every 15 min }`);
    if (workload % 10 === 0) {
      parts.push(
        `backup b${workload} of w${workload} to s${(site + RING - 1) % RING} { every 24 h at 22:00; keep 30 d }`,
      );
    }
  }
  return `${parts.join("\n")}\n`;
}

/** What a workload changes in the mean of a week, Mbps: 2 MB/s, and four times as much in 45 of 168 hours. */
const MEAN_MBPS = 29;

/** Bandwidth over the mean change: less than the busy hours need, so that queues form and drain at night. */
const HEADROOM = 1.9;
