import { about, band, type Case, exactly, GB, HOUR, KB, likely, MBPS, MIN, ofPlan } from "./case.ts";

const KEETON =
  "Keeton and Merchant, DSN 2004: cello, 727 kB/s in batches of a minute, 350 in 12 h, 317 in a day; peak 10 × 799 kB/s (unverified)";
const GMCV = "IBM, Global Mirror with Change Volumes: at most two cycles of 300 s behind (unverified)";
const VR_SETTING = "VMware, vSphere Replication: the copy is never older than the RPO that is set";
const HUR = "Hitachi, Universal Replicator: a journal holds write rate × length of the outage (unverified)";
const SHIPPED = "hand arithmetic: 7 days at 1 MB/s are 604.8 GB, at 10 − 1 MB/s 18.67 h";

const between = (line: string, workload: string, rest: string) => `site a {}
site b {}
tier gold { rpo 1 h; rto 1 h }
link wan a <-> b { ${line} }
workload data { site a; tier gold; ${workload} }
${rest}`;

const required = (unique: string, replicate: string, unit: number) =>
  ofPlan(
    between(
      "bandwidth 1 Gbps; rtt 1 ms",
      `data 1360 GB; change 799 kB/s; burst 10x; ${unique}`,
      `replicate data to b { ${replicate} }`,
    ),
    ({ replications: [copy] }) => likely(copy?.required, unit),
  );

/** Time of a first copy of what does not change. */
const first = (line: string, data: string, more = "", unit = 1) =>
  ofPlan(
    between(line, `data ${data}; change 0 MB/s`, `replicate data to b { mode async${more} }`),
    ({ replications: [copy] }) => likely(copy?.initialCopy, unit),
  );

const worst = (line: string, workload: string, replicate: string, unit: number) =>
  ofPlan(between(line, workload, `replicate data to b { ${replicate} }`), ({ replications: [copy] }) =>
    likely(copy?.rpo?.worst, unit),
  );

/** An idle copy that is behind by nothing but its product. */
const idle = (product: string) =>
  ofPlan(
    between(
      "bandwidth 10 Gbps; rtt 20 ms; loss 0 %; tcp-window 1 GiB",
      "data 1 TB; change 1 kB/s",
      `replicate data to b { mode async; using ${product} }`,
    ),
    ({ replications: [copy] }) => (copy?.rpo?.worst.high === "never" ? undefined : copy?.rpo?.worst.high),
  );

const CELLO = "unique 727 kB/s per 1 min; unique 350 kB/s per 12 h; unique 317 kB/s per 1 d";

export const publishedReplication: readonly Case[] = [
  {
    id: "cello, sync",
    source: KEETON,
    about: "line that a synchronous mirror needs",
    expected: exactly(7990, "kB/s"),
    predicted: required(CELLO, "mode sync", KB),
  },
  {
    id: "cello, batches",
    source: KEETON,
    about: "line that a mirror in batches of a minute needs",
    expected: exactly(727, "kB/s"),
    predicted: required(CELLO, "mode periodic; every 1 min", KB),
  },
  {
    id: "cello, a day",
    source: KEETON,
    about: "what a cycle of a day sends",
    expected: about(27.39, "GB", 0.1),
    predicted: () => (Number(required(CELLO, "mode periodic; every 1 d", 1)()) * 24 * HOUR) / GB,
  },
  ...(
    [
      ["aurora-global-database", 1, "AWS, Aurora Global Database: typically less than 1 s"],
      ["ds8000-global-mirror", 5, "IBM DS8000, Global Mirror: 3 to 5 s (unverified)"],
      ["azure-sql-geo-replication", 5, "Microsoft, Azure SQL Database, business continuity: RPO 5 s (unverified)"],
      [
        "gcp-persistent-disk-async",
        60,
        "Google Cloud, Persistent Disk Asynchronous Replication: RPO 1 min (unverified)",
      ],
      ["s3-replication-time-control", 900, "AWS, S3 Replication Time Control: 15 min"],
      ["gcs-dual-region", 3600, "Google Cloud, dual-region default replication: 1 h (unverified)"],
    ] as const
  ).map(([product, seconds, source]) => ({
    id: product,
    source,
    about: "how far the copy may be behind on a line that has room",
    expected: exactly(seconds, "s"),
    predicted: idle(product),
  })),
  {
    id: "Azure NetApp Files",
    source: "Microsoft, Azure NetApp Files, cross-region replication: up to 20 min with cycles of 10 (unverified)",
    about: "loss with cycles of 10 min that take 3 min",
    expected: band(10, 20, "min"),
    predicted: worst(
      "bandwidth 3.34 MB/s; efficiency 100 %; loss 0 %; rtt 1 ms",
      "data 1 TB; change 1 MB/s",
      "mode periodic; using azure-netapp-files-replication; every 10 min",
      MIN,
    ),
  },
  {
    id: "archived logs",
    source: "PostgreSQL, archive_timeout: a minute of it, and the way of a segment (16 MB at 10 MB/s: 1.6 s)",
    about: "loss with logs that are shipped every minute, 16 MB each",
    expected: about(61.6, "s", 0.2),
    predicted: worst(
      "bandwidth 10 MB/s; efficiency 100 %; loss 0 %; rtt 1 ms",
      "data 1 TB; change 0.266667 MB/s",
      "mode log-shipping; using postgres-wal-archive; every 1 min",
      1,
    ),
  },
  {
    id: "two cycles",
    source: GMCV,
    about: "loss of a copy whose cycles of 300 s take all their time: 300 s of 1 MB/s over 1 MB/s",
    expected: about(600, "s", 0.2),
    predicted: worst(
      "bandwidth 1.001 MB/s; efficiency 100 %; loss 0 %; rtt 1 ms",
      "data 1 TB; change 1 MB/s",
      "mode periodic; using svc-global-mirror-change-volumes; every 300 s",
      1,
    ),
  },
  {
    id: "RPO as set",
    source: VR_SETTING,
    about: "loss of a copy that is set to 60 min, of which its cycles send for 20",
    expected: band(40, 60.001, "min"),
    predicted: worst(
      "bandwidth 3 MB/s; efficiency 100 %; loss 0 %; rtt 1 ms",
      "data 1 TB; change 1 MB/s",
      "mode periodic; using vsphere-replication; every 60 min",
      MIN,
    ),
  },
  {
    id: "journal",
    source: HUR,
    about: "outage of the line that a journal of 216 GB rides out at 30 MB/s",
    expected: about(2, "h", 0.5),
    predicted: ofPlan(
      between(
        "bandwidth 1 Gbps; rtt 5 ms",
        "data 10 TB; change 30 MB/s",
        "replicate data to b { mode async; journal 216 GB }\nscenario cut { lose link wan }",
      ),
      ({ scenarios }) => likely(scenarios.find(({ name }) => name === "cut")?.degraded[0]?.journalLasts, HOUR),
    ),
  },
  {
    id: "OC-3, iSCSI",
    source:
      "Dell, PS Series Asynchronous Replication Best Practices, BP1012, section 6.4: 93 % of 155 Mbps, as measured",
    about: "time for 102 400 MB over 155 Mbps of iSCSI",
    expected: about(5683, "s", 2),
    predicted: first("bandwidth 155 Mbps; transport iscsi; loss 0 %; rtt 1 ms", "102_400 MB"),
  },
  {
    id: "deduplicated",
    source:
      "Dell, DR4100 Best Practice Guide, April 2014, section 5.3: 2 TB of which 15 % travel at 10 MB/s (binary units)",
    about: "time to copy them",
    expected: about(8.7, "h", 1),
    predicted: first("bandwidth 10 MiB/s; efficiency 100 %; loss 0 %; rtt 1 ms", "2 TiB", "; reduction 6.667x", HOUR),
  },
  {
    id: "5 % of 20 TB a day",
    source: "Zerto, How much bandwidth do I need for replication?: 92.6 Mbps",
    about: "line for it",
    expected: about(92.6, "Mbps", 0.1),
    predicted: ofPlan(
      between("bandwidth 1 Gbps; rtt 1 ms", "data 20 TB; change 5 %/day", "replicate data to b { mode async }"),
      ({ replications: [copy] }) => likely(copy?.required, MBPS),
    ),
  },
  {
    id: "1 TB in one batch",
    source: "Zerto, How much bandwidth do I need for replication?: well over two hours",
    about: "time for it over 1 Gbps",
    expected: band(2.2, 2.6, "h"),
    predicted: first("bandwidth 1 Gbps; rtt 1 ms", "1 TB", "", HOUR),
  },
  {
    id: "24 h of 10 Mbps",
    source: "EMC, RecoverPoint journal sizing: 10 Mbps × 86 400 s, before what the product keeps for itself",
    about: "outage that a journal of 108 GB rides out",
    expected: about(24, "h", 0.2),
    predicted: ofPlan(
      between(
        "bandwidth 1 Gbps; rtt 5 ms",
        "data 10 TB; change 10 Mbps",
        "replicate data to b { mode async; journal 108 GB }\nscenario cut { lose link wan }",
      ),
      ({ scenarios }) => likely(scenarios.find(({ name }) => name === "cut")?.degraded[0]?.journalLasts, HOUR),
    ),
  },
  {
    id: "shipped",
    source: SHIPPED,
    about: "first copy on disks that travel for a week",
    expected: about(7 * 24 + 18.67, "h", 0.1),
    predicted: ofPlan(
      between(
        "bandwidth 10 MB/s; efficiency 100 %; loss 0 %; rtt 10 ms",
        "data 50 TB; change 1 MB/s",
        "replicate data to b { mode async; initial-copy shipped 7 d }",
      ),
      ({ replications: [copy] }) => likely(copy?.initialCopy, HOUR),
    ),
  },
];
