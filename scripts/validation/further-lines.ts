import { about, band, type Case, DAY, exactly, figure, judgement, likely, MBPS, MS, number, ofPlan } from "./case.ts";

const BROCADE = "Brocade Fabric OS 7.3 Administrator's Guide, p. 121, without the six buffers of its own";
const AMAZON = "AWS Import/Export, table of transfer times (2009)";
const ORACLE = "Oracle, Doc ID 736755.1, bandwidth for Data Guard";
const CUBIC = "RFC 9438, table 1";
const FRAMES = "IEEE 802.3 and RFC 7323";
const MAKERS = "docs/technologies.md: the maker's limit";
const SPREAD = "Spread Networks, 2010: dark fibre of 825 miles, less than 13.33 ms";
const CLARK = "Clark and others, Live Migration of Virtual Machines, NSDI 2005 (unverified)";
const VMOTION = "VMware vSphere 6.7, requirements of long distance vMotion";

const between = (line: string, rest = "") => `site a {}
site b {}
tier gold { rpo 1 h; rto 1 h }
link wan a <-> b { ${line} }
workload data { site a; tier gold; data 1 TB; change 1 MB/s; memory 8 GB; dirty-rate 1 MB/s }
${rest}`;

const PLAIN = "efficiency 100 %; loss 0 %; tcp-window 1 GiB";

/** Days to move 2⁴⁰ bytes at 80 % of a line. */
const days = (mbps: number) =>
  ofPlan(
    between(
      `bandwidth ${mbps} Mbps; rtt 10 ms; efficiency 80 %; loss 0 %; tcp-window 1 GiB`,
      "replicate data to b { mode async }",
    ).replace("data 1 TB; change 1 MB/s", "data 1 TiB; change 0 MB/s"),
    ({ replications: [copy] }) => likely(copy?.initialCopy, DAY),
  );

const feasible = (line: string, replicate: string) =>
  ofPlan(between(line, `replicate data to b { ${replicate} }`), ({ replications: [copy] }) => copy?.feasible);

const WIDE = "bandwidth 10 Gbps; tcp-window 64 MiB";

export const furtherLines: readonly Case[] = [
  ...(
    [
      [1, 25],
      [2, 50],
      [4, 100],
      [8, 200],
      [16, 400],
    ] as const
  ).map(([speed, credits]) => ({
    id: `credits at ${speed} Gbps`,
    source: BROCADE,
    about: `credits for 50 km at ${speed} Gbps`,
    expected: about(credits, "credits", 5),
    predicted: ofPlan(
      between(`bandwidth ${speed} Gbps; medium fibre-channel; distance 50 km`),
      ({ links: [wan] }) => wan?.creditsNeeded ?? undefined,
    ),
  })),
  ...(
    [
      [1.544, 82],
      [10, 13],
      [44.736, 3],
    ] as const
  ).map(([mbps, published]) => ({
    id: `1 TB at ${mbps} Mbps`,
    source: AMAZON,
    about: `days for 1 TB (2⁴⁰ B) at 80 % of ${mbps} Mbps`,
    expected: figure(published, "d", published - 0.5, published + 0.5),
    predicted: days(mbps),
  })),
  {
    id: "1 TB at 100 Mbps",
    source: AMAZON,
    about: "the same at 100 Mbps: 1 to 2 days",
    expected: band(1, 2, "d"),
    predicted: days(100),
  },
  {
    id: "redo",
    source: ORACLE,
    about: "redo that a line of (2 MB/s / 0.75 × 8) Mbps carries, 25 % of it overhead",
    expected: exactly(2, "MB/s"),
    predicted: ofPlan(
      between("bandwidth 21.3333333333 Mbps; rtt 10 ms; efficiency 75 %; loss 0 %"),
      ({ links: [wan] }) => likely(wan?.available, 1e6),
    ),
  },
  ...(
    [
      [1, 12],
      [0.01, 187],
      [0.0001, 5926],
    ] as const
  ).map(([loss, segments]) => ({
    id: `CUBIC at ${loss} %`,
    source: CUBIC,
    about: `segments of 1460 B in flight at a loss of ${loss} % and 100 ms`,
    expected: about(segments, "segments", 3),
    predicted: ofPlan(
      between(`bandwidth 400 Gbps; rtt 100 ms; streams 1; tcp-window 100 GiB; loss ${loss} %`),
      ({ links: [wan] }) => (number(wan?.goodput) * 0.1) / 1460,
    ),
  })),
  ...(
    [
      [44.21, 10, 55.26],
      [44.21, 25, 138.16],
      [1000, 1, 125],
    ] as const
  ).map(([mbps, ms, published]) => ({
    id: `window at ${mbps} Mbps, ${ms} ms`,
    source: "RFC 6349, table of bandwidth-delay products",
    about: `window of one stream that fills ${mbps} Mbps at ${ms} ms, and no more`,
    expected: about(published, "kB", 0.1),
    predicted: ofPlan(
      between(`bandwidth ${mbps} Mbps; rtt ${ms} ms; efficiency 100 %; loss 0 %; streams 1; tcp-window 1 kB`),
      ({ links: [wan] }) => (mbps * MBPS) / number(wan?.goodput),
    ),
  })),
  {
    id: "100 Mbps Ethernet",
    source: "RFC 6349, section 3.3: 8127 full frames a second",
    about: "TCP payload of fast Ethernet, 1460 of 1538 bytes",
    expected: about(94.9, "Mbps", 0.1),
    predicted: ofPlan(between("bandwidth 100 Mbps; rtt 1 ms; loss 0 %"), ({ links: [wan] }) =>
      likely(wan?.goodput, MBPS),
    ),
  },
  {
    id: "1 Gbps Ethernet",
    source: FRAMES,
    about: "TCP payload of gigabit Ethernet, 1448 of 1538 bytes with timestamps",
    expected: about(941.5, "Mbps", 1),
    predicted: ofPlan(between("bandwidth 1 Gbps; rtt 1 ms; loss 0 %"), ({ links: [wan] }) =>
      likely(wan?.goodput, MBPS),
    ),
  },
  {
    id: "jumbo frames",
    source: FRAMES,
    about: "the same with frames of 9000 bytes, 8948 of 9038",
    expected: about(990, "Mbps", 0.5),
    predicted: ofPlan(between("bandwidth 1 Gbps; rtt 1 ms; loss 0 %; mtu 9000"), ({ links: [wan] }) =>
      likely(wan?.goodput, MBPS),
    ),
  },
  {
    id: "Chicago to New Jersey",
    source: SPREAD,
    about: "round trip over 825 miles of dark fibre",
    expected: figure(13.1, "ms", 12.7, 13.33),
    predicted: ofPlan(between("bandwidth 1 Gbps; medium dark-fibre; distance 825 mi"), ({ links: [wan] }) =>
      likely(wan?.rtt, MS),
    ),
  },
  ...(
    [
      ["storage-replica-sync", "5 ms", "yes"],
      ["storage-replica-sync", "5.1 ms", "no"],
      ["vsan-stretched", "5 ms", "yes"],
      ["vsan-stretched", "5.1 ms", "no"],
      ["snapmirror-sync", "10 ms", "yes"],
      ["snapmirror-sync", "10.1 ms", "no"],
      ["activecluster", "11 ms", "yes"],
      ["activecluster", "11.1 ms", "no"],
      ["recoverpoint-sync-fc", "4.1 ms", "no"],
    ] as const
  ).map(([product, rtt, published]) => ({
    id: `${product} at ${rtt}`,
    source: MAKERS,
    about: `whether ${product} copies synchronously at a round trip of ${rtt}`,
    expected: judgement(published),
    predicted: feasible(`${WIDE}; rtt ${rtt}`, `mode sync; using ${product}`),
  })),
  ...(
    [
      ["metrocluster-fc", "300 km", "yes"],
      ["metrocluster-fc", "301 km", "no"],
      ["truecopy", "300 km", "yes"],
      ["truecopy", "301 km", "no"],
    ] as const
  ).map(([product, distance, published]) => ({
    id: `${product} over ${distance}`,
    source: MAKERS,
    about: `whether ${product} copies synchronously over ${distance} of fibre`,
    expected: judgement(published),
    predicted: feasible(`${WIDE}; medium dwdm; distance ${distance}`, `mode sync; using ${product}`),
  })),
  ...(
    [
      [10_000, 560],
      [30_000, 1680],
    ] as const
  ).map(([writes, published]) => ({
    id: `vSAN, ${writes} writes/s`,
    source: "VMware, vSAN Stretched Cluster Bandwidth Sizing: × 1.4 for metadata × 1.25 for resynchronisation",
    about: `line between the data sites for ${writes} writes a second of 4 kB`,
    expected: exactly(published, "Mbps"),
    predicted: ofPlan(
      between(`${WIDE}; rtt 1 ms`, "replicate data to b { mode sync; amplification 1.75x }").replace(
        "change 1 MB/s",
        `burst 1x; change ${writes * 4} kB/s`,
      ),
      ({ replications: [copy] }) => likely(copy?.required, MBPS),
    ),
  })),
  {
    id: "SRDF/A",
    source: "EMC, SRDF/A: at most two cycles of 30 s behind",
    about: "loss of a copy in cycles of 30 s on a line that keeps up",
    expected: exactly(60, "s"),
    predicted: ofPlan(
      between(`${WIDE}; rtt 20 ms`, "replicate data to b { mode async; using srdf-a }"),
      ({ replications: [copy] }) => (copy?.rpo?.worst.high === "never" ? "never" : copy?.rpo?.worst.high),
    ),
  },
  {
    id: "vMotion, 4 sessions",
    source: VMOTION,
    about: "four sessions of 250 Mbps over 1 Gbps",
    expected: judgement("yes"),
    predicted: sessions(4),
  },
  {
    id: "vMotion, 5 sessions",
    source: VMOTION,
    about: "five of them",
    expected: judgement("no"),
    predicted: sessions(5),
  },
  {
    id: "first round",
    source: CLARK,
    about: "first round of a live migration, 676.8 MB at 100 Mbps",
    expected: about(54.1, "s", 0.5),
    predicted: ofPlan(
      between(`bandwidth 100 Mbps; rtt 1 ms; ${PLAIN}`, "migrate data from a to b { method live }").replace(
        "memory 8 GB; dirty-rate 1 MB/s",
        "memory 676.8 MB; dirty-rate 0 MB/s",
      ),
      ({ migrations: [move] }) => likely(move?.duration),
    ),
  },
];

function sessions(concurrent: number) {
  return ofPlan(
    between(
      "bandwidth 1 Gbps; rtt 50 ms; tcp-window 64 MiB",
      `migrate data from a to b { method live; using vmotion-6.0; concurrent ${concurrent} }`,
    ),
    ({ migrations: [move] }) => move?.feasible,
  );
}
