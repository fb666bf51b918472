import { about, type Case, DAY, figure, HOUR, likely, MBPS, number, ofPlan } from "./case.ts";

const AZURE_TCP = "Microsoft, TCP/IP performance tuning for Azure VMs, table of windows and round trips (unverified)";
const RFC_2488 = "RFC 2488, section 4.1: 65 535 bytes at 560 ms";
const RFC_3649 = "RFC 3649, table 1: windows of standard TCP (1.2/√p)";
const AWS_VPN = "AWS Site-to-Site VPN, best practices: MTU and MSS by algorithm, AES-GCM-16 (unverified)";
const RFC_2615 = "RFC 2615: payload of SONET/SDH under PPP";
const QLOGIC = "QLogic SANbox 5000 guide 59096-04, table 3-2";
const CISCO_FC = "Cisco MDS 9000 guides: 6 credits a kilometre at 10 Gbps, 16 at 32 Gbps (unverified)";
const FCIA = "FCIA roadmap";
const VMWARE = "VMware, vSphere Replication 6.0 administration guide, bandwidth";
const VMWARE_SHARE = `${VMWARE}; 70 % of the line as its blog of October 2011 takes it`;
const GOOGLE = "Google Cloud, Transfer of large data sets: table of times, at 75 % of the line";
const SNOWBALL = "AWS Snowball FAQ, 100 TB at 80 % of a line (unverified); units mixed";

const between = (line: string, rest = "") => `site a {}
site b {}
tier gold { rpo 1 h; rto 1 h }
link wan a <-> b { ${line} }
${rest}`;

const goodput = (line: string, unit = MBPS) => ofPlan(between(line), ({ links: [wan] }) => likely(wan?.goodput, unit));

/** One stream that nothing but its window, or loss, holds back. */
const STREAM = "bandwidth 100 Gbps; streams 1";

const window = (size: string, ms: number) => goodput(`${STREAM}; loss 0 %; tcp-window ${size}; rtt ${ms} ms`);

const copied = (line: string, data: string, unit: number) =>
  ofPlan(
    between(
      `${line}; rtt 10 ms; loss 0 %; tcp-window 1 GiB`,
      `workload data { site a; tier gold; data ${data}; change 0 MB/s }\nreplicate data to b { mode async }`,
    ),
    ({ replications: [copy] }) => likely(copy?.initialCopy, unit),
  );

const credits = (gbps: number, km: number) =>
  ofPlan(
    between(`bandwidth ${gbps} Gbps; medium fibre-channel; distance ${km} km`),
    ({ links: [wan] }) => wan?.creditsNeeded ?? undefined,
  );

/** Share of the rate that so many credits keep, over such a distance. */
const filled = (gbps: number, km: number, given: number) =>
  ofPlan(
    between(`bandwidth ${gbps} Gbps; medium fibre-channel; distance ${km} km; credits ${given}`),
    ({ links: [wan] }) => number(wan?.goodput) / (gbps * 100e6),
  );

const rows = <Row extends readonly unknown[]>(table: readonly Row[], made: (row: Row) => Case) => table.map(made);

export const publishedThroughput: readonly Case[] = [
  ...rows(
    [
      ["65_535 B", 1, 524.29],
      ["65_535 B", 30, 17.48],
      ["65_535 B", 60, 8.74],
      ["65_535 B", 90, 5.83],
      ["65_535 B", 120, 4.37],
    ] as const,
    ([size, ms, mbps]) => ({
      id: `64 KiB at ${ms} ms`,
      source: AZURE_TCP,
      about: `one TCP stream with a window of 65 535 B at ${ms} ms`,
      expected: about(mbps, "Mbps", 0.2),
      predicted: window(size, ms),
    }),
  ),
  {
    id: "by satellite",
    source: RFC_2488,
    about: "one TCP stream with a window of 65 535 B at 560 ms",
    expected: about(117.027, "kB/s", 0.01),
    predicted: goodput(`${STREAM}; loss 0 %; tcp-window 65_535 B; rtt 560 ms`, 1e3),
  },
  {
    id: "10 Gbps at 100 ms",
    source: "RFC 3649, section 1: a window of 83 333 packets of 1500 B",
    about: "what one stream with that window carries",
    expected: about(10, "Gbps", 0.1),
    predicted: goodput(`${STREAM}; loss 0 %; rtt 100 ms; tcp-window 125 MB`, 1000 * MBPS),
  },
  ...rows(
    [
      [0.1, 38],
      [0.01, 120],
      [0.001, 379],
    ] as const,
    ([loss, segments]) => ({
      id: `Reno at ${loss} %`,
      source: RFC_3649,
      about: `segments in flight at a loss of ${loss} % and 5 ms, where CUBIC is no faster`,
      expected: about(segments, "segments", 3),
      predicted: ofPlan(
        between(`${STREAM}; rtt 5 ms; tcp-window 1 GiB; loss ${loss} %`),
        ({ links: [wan] }) => (number(wan?.goodput) * 0.005) / 1460,
      ),
    }),
  ),
  {
    id: "IPsec",
    source: AWS_VPN,
    about: "TCP data in a tunnel: 1406 of the 1538 bytes of a full frame, on 1 Gbps",
    expected: about((1000 * 1406) / 1538, "Mbps", 0.05),
    predicted: goodput("bandwidth 1 Gbps; medium internet-vpn; rtt 1 ms; loss 0 %"),
  },
  ...rows(
    [
      ["OC-3", 155.52, 149.76],
      ["OC-12", 622.08, 599.04],
      ["OC-48", 2488.32, 2396.16],
    ] as const,
    ([name, mbps, payload]) => ({
      id: `${name} payload`,
      source: RFC_2615,
      about: `payload of ${mbps} Mbps of SDH`,
      expected: about(payload, "Mbps", 1),
      predicted: goodput(`bandwidth ${mbps} Mbps; medium leased-line; rtt 1 ms; loss 0 %; tcp-window 1 GiB`),
    }),
  ),
  ...rows(
    [
      [1, 50],
      [2, 25],
      [4, 12],
    ] as const,
    ([gbps, km]) => ({
      id: `30 credits at ${gbps} Gbps`,
      source: QLOGIC,
      about: `share of ${gbps} Gbps that 30 credits keep full over ${km} km`,
      expected: about(1, "x", 0.1),
      predicted: filled(gbps, km, 30),
    }),
  ),
  ...rows(
    [
      [10, 100, 600],
      [32, 10, 160],
    ] as const,
    ([gbps, km, needed]) => ({
      id: `credits at ${gbps} Gbps`,
      source: CISCO_FC,
      about: `credits for ${km} km at ${gbps} Gbps`,
      expected: about(needed, "credits", 5),
      predicted: credits(gbps, km),
    }),
  ),
  ...rows(
    [
      [8, 800],
      [10, 1200],
      [32, 3200],
      [128, 12_800],
    ] as const,
    ([gbps, rate]) => ({
      id: `${gbps}GFC`,
      source: FCIA,
      about: `data rate of Fibre Channel at ${gbps} Gbps`,
      expected: about(rate, "MB/s", 0.01),
      predicted: goodput(`bandwidth ${gbps} Gbps; medium fibre-channel; distance 1 km`, 1e6),
    }),
  ),
  ...rows(
    [
      ["T1", 1.544, 200],
      ["10 Mbps", 10, 30],
      ["100 Mbps", 100, 3],
    ] as const,
    ([name, mbps, hours]) => ({
      id: `100 GB over ${name}`,
      source: VMWARE_SHARE,
      about: `hours for 100 GB over ${name}`,
      expected: about(hours, "h", 10),
      predicted: copied(`bandwidth ${mbps} Mbps; efficiency 70 %`, "100 GB", HOUR),
    }),
  ),
  ...rows(
    [
      ["10 TB", "1 Gbps", 30, "h"],
      ["100 TB", "10 Gbps", 30, "h"],
      ["100 TB", "1 Gbps", 12, "d"],
      ["1 PB", "1 Gbps", 124, "d"],
    ] as const,
    ([data, bandwidth, time, unit]) => ({
      id: `${data} over ${bandwidth}`,
      source: GOOGLE,
      about: `time for ${data} over ${bandwidth}`,
      expected: about(time, unit, 5),
      predicted: copied(`bandwidth ${bandwidth}; efficiency 75 %`, data, unit === "h" ? HOUR : DAY),
    }),
  ),
  ...rows(
    [
      [44.736, 269],
      [100, 120],
      [1000, 12],
    ] as const,
    ([mbps, days]) => ({
      id: `100 TB at ${mbps} Mbps`,
      source: SNOWBALL,
      about: `days for 100 TB at 80 % of ${mbps} Mbps`,
      expected: figure(days, "d", days * 0.955, days * 1.045),
      predicted: copied(`bandwidth ${mbps} Mbps; efficiency 80 %`, "100 TB", DAY),
    }),
  ),
];
