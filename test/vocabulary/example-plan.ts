/** The example of the language's description, as a user would type it. */
export const EXAMPLE_PLAN = `plan "Retail recovery" { owner "Infrastructure"; reviewed 2026-09-14; standard dora }

site frankfurt "Frankfurt DC1" { location 50.1109, 8.6821 }
site dublin    "Dublin DC2"    { location 53.3498, -6.2603; standby warm; boot-concurrency 10 }

link wan frankfurt <-> dublin {
  bandwidth     155 Mbps
  medium        metro-ethernet
  available     70 %            // voice and users need the rest
}

tier gold { rpo 0 s; rto 1 h; write-latency 5 ms; corruption-rpo 1 h }

workload directory "AD and DNS" { site frankfurt; tier gold; kind directory; data 40 GB; change 50 kB/s; start 2 min }
workload orders "Order database" {
  site frankfurt; tier gold; kind database
  data   4 TB
  change 2 MB/s
  change 12 MB/s mon-fri 09:00-17:00
  needs  directory
}

replicate orders to dublin over wan { mode sync; using vsan-stretched }
`;

/** The same plan as canonical JSON, written by hand. */
export const EXAMPLE_DOCUMENT = {
  plan: { title: "Retail recovery", owner: "Infrastructure", reviewed: "2026-09-14", standard: ["dora"] },
  sites: [
    { name: "frankfurt", label: "Frankfurt DC1", location: "50.1109, 8.6821" },
    {
      name: "dublin",
      label: "Dublin DC2",
      location: "53.3498, -6.2603",
      standby: "warm",
      "boot-concurrency": 10,
    },
  ],
  links: [
    {
      name: "wan",
      from: "frankfurt",
      direction: "both",
      to: "dublin",
      bandwidth: "155 Mbps",
      medium: "metro-ethernet",
      available: "70 %",
    },
  ],
  tiers: [{ name: "gold", rpo: "0 s", rto: "1 h", "write-latency": "5 ms", "corruption-rpo": "1 h" }],
  workloads: [
    {
      name: "directory",
      label: "AD and DNS",
      site: "frankfurt",
      tier: "gold",
      kind: "directory",
      data: "40 GB",
      change: ["50 kB/s"],
      start: "2 min",
    },
    {
      name: "orders",
      label: "Order database",
      site: "frankfurt",
      tier: "gold",
      kind: "database",
      data: "4 TB",
      change: ["2 MB/s", { rate: "12 MB/s", window: "mon-fri 09:00-17:00" }],
      needs: ["directory"],
    },
  ],
  replicate: [{ workloads: ["orders"], to: "dublin", over: ["wan"], mode: "sync", using: "vsan-stretched" }],
};
