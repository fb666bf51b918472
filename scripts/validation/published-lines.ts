import { distanceWithCredits } from "../../server/src/estimate/kernel/fibre-channel.ts";
import { windowToFill } from "../../server/src/estimate/kernel/stream-throughput.ts";
import { LIGHT_SPEED, rate, ratio, seconds } from "../../server/src/quantity/quantity.ts";
import { about, type Case, exactly, figure, GB, HOUR, judgement, likely, MBPS, MS, number, ofPlan } from "./case.ts";

const NETAPP = "NetApp ISL requirements; HP StorageWorks continuous access guide, p. 16";
const IBM_V7000 = "IBM Flex System V7000 Redbook (draft), p. 386";
const QLOGIC = "QLogic SANbox 5000 guide 59096-04, p. 3-4";
const BROCADE = "Brocade Fabric OS 7.3 Administrator's Guide, p. 119";
const GORDON = "S. Gordon, FC part 2 (2003)";
const CALCULATOR = "superglobalcalculator.com, TCP throughput";
const MATHIS = "Mathis, Semke, Mahdavi, Ott, 1997 (unverified)";
const VMWARE = "blogs.vmware.com, October 2011, vSphere Replication bandwidth";
const ETCD = "etcd, tuning.md";
const P9000 = "HP StorageWorks P9000 Continuous Access guide, p. 38";
const BOZKURT = "Bozkurt and others, 2018 (arXiv 1811)";
const AZURE_STACK = "Microsoft, Azure Stack HCI stretched clusters";

/** A line and what goes over it. */
const line = (attributes: string, rest = "") =>
  `site a { location 0, 0 }
site b { location 0, 0.001 }
tier gold { rpo 1 h; rto 1 h }
link wan a <-> b { ${attributes} }
${rest}`;

const rtt = (attributes: string, rest = "") =>
  ofPlan(line(`bandwidth 1 Gbps; ${attributes}`, rest), ({ links: [wan] }) => likely(wan?.rtt, MS));

const credits = (speed: number, km: number) =>
  ofPlan(
    line(`bandwidth ${speed} Gbps; medium fibre-channel; distance ${km} km`),
    ({ links: [wan] }) => wan?.creditsNeeded ?? undefined,
  );

const goodput = (attributes: string) => ofPlan(line(attributes), ({ links: [wan] }) => likely(wan?.goodput, MBPS));

const copied = (attributes: string, workload: string, replicate: string) =>
  line(attributes, `workload data { site a; tier gold; ${workload} }\nreplicate data to b { ${replicate} }`);

const GLASS = ratio(1.4682);

const US_CITIES = [
  ["newyork", "40.71, -74.01"],
  ["chicago", "41.88, -87.63"],
  ["atlanta", "33.75, -84.39"],
  ["dallas", "32.78, -96.80"],
  ["losangeles", "34.05, -118.24"],
  ["seattle", "47.61, -122.33"],
] as const;

export const publishedLines: readonly Case[] = [
  {
    id: "PC03",
    source: NETAPP,
    about: "round trip over 100 km of fibre, without devices",
    expected: about(1, "ms", 3),
    predicted: rtt("distance 100 km", "assume { devices-per-end 0 }"),
  },
  {
    id: "PC04a",
    source: IBM_V7000,
    about: "what two devices at each end add to a round trip, 25 µs each and way",
    expected: exactly(0.2, "ms"),
    predicted: () =>
      Number(rtt("distance 100 km")()) - Number(rtt("distance 100 km", "assume { devices-per-end 0 }")()),
  },
  {
    id: "PC04b",
    source: IBM_V7000,
    about: "delay of a mile of fibre, one way",
    expected: about(8.2, "us/mi", 5),
    predicted: () => (Number(rtt("distance 1000 mi", "assume { devices-per-end 0 }")()) * 1000) / 2 / 1000,
  },
  ...(
    [
      [1, 26],
      [2, 13],
      [4, 6],
    ] as const
  ).map(([speed, km]) => ({
    id: `PC05 ${speed} Gbps`,
    source: QLOGIC,
    about: `distance that 16 credits keep full at ${speed} Gbps`,
    expected: figure(km, "km", km - 1, km + 1),
    predicted: () => distanceWithCredits(rate(speed * 1000 * MBPS), 16, GLASS).low / 1000,
  })),
  {
    id: "PC07",
    source: BROCADE,
    about: "credits for 1 km at 2 Gbps, full frames",
    expected: about(1, "credits", 10),
    predicted: credits(2, 1),
  },
  ...([10, 100] as const).map((km) => ({
    id: `PC09 ${km} km`,
    source: GORDON,
    about: `credits for ${km} km at 2 Gbps`,
    expected: about(km, "credits", 5),
    predicted: credits(2, km),
  })),
  {
    id: "PC10",
    source: CALCULATOR,
    about: "one TCP stream with a window of 64 KiB at 100 ms",
    expected: about(5.24, "Mbps", 1),
    predicted: goodput("bandwidth 1 Gbps; rtt 100 ms; tcp-window 64 KiB; streams 1; loss 0 %"),
  },
  {
    id: "PC12",
    source: CALCULATOR,
    about: "window that fills 1 Gbps at 80 ms",
    expected: about(10, "MB", 1),
    predicted: () => windowToFill(rate(1000 * MBPS), seconds(0.08)) / 1e6,
  },
  {
    id: "PC14",
    source: MATHIS,
    about: "one TCP stream at a loss of 0.1 % and 50 ms, segments of 1460 B, C = √(3/2)",
    expected: about(9.05, "Mbps", 1),
    predicted: goodput("bandwidth 1 Gbps; rtt 50 ms; tcp-window 1 GiB; streams 1; loss 0.1 %"),
  },
  {
    id: "PC16",
    source: VMWARE,
    about: "what a cycle of an hour sends of 1 TB that changes by 10 % a day",
    expected: about(4, "GB", 5),
    predicted: ofPlan(
      copied(
        "bandwidth 1 Gbps; rtt 10 ms",
        "data 1 TB; change 10 %/day",
        "mode periodic; using vsphere-replication; every 1 h",
      ),
      ({ replications: [copy] }) => (number(copy?.required) * HOUR) / GB,
    ),
  },
  {
    id: "PC23a",
    source: ETCD,
    about: "a cluster at a round trip of 10 ms (the election timeout, 1 s by default, must be ten of them)",
    expected: judgement("yes"),
    predicted: quorum("10 ms"),
  },
  {
    id: "PC23b",
    source: ETCD,
    about: "the same at 101 ms: needs a longer election timeout than the default",
    expected: judgement("at-risk"),
    predicted: quorum("101 ms"),
  },
  {
    id: "PC24",
    source: P9000,
    about: "a line is sized by the busiest hour, 4 MB/s, which is no less than the mean, 1.5 MB/s",
    expected: judgement("no less"),
    predicted: () => {
      const busy = "data 1 TB; burst 1x; change 1 MB/s; change 4 MB/s 09:00-13:00";
      const required = (mode: string) =>
        Number(
          ofPlan(copied("bandwidth 1 Gbps; rtt 1 ms", busy, mode), ({ replications: [copy] }) =>
            number(copy?.required),
          )(),
        );
      return required("mode sync") >= required("mode async") ? "no less" : "less";
    },
  },
  {
    id: "PC39",
    source: BOZKURT,
    about: "length of fibre routes over the straight line, at most, on 1000 km",
    expected: about(2.1, "x", 1),
    predicted: ofPlan(
      line("bandwidth 1 Gbps; medium dark-fibre").replace("0, 0.001", "0, 9"),
      ({ links: [wan] }) => Number(wan?.route?.high) / Number(wan?.greatCircle),
    ),
  },
  {
    id: "PC39b",
    source: BOZKURT,
    about: "round trip of carriers over light in glass on the straight line, median of the pairs of six US cities",
    expected: about(2.1, "x", 15),
    predicted: ofPlan(
      US_CITIES.flatMap(([name, place], index) => [
        `site ${name} { location ${place} }`,
        ...US_CITIES.slice(0, index).map(
          ([other]) => `link ${other}-${name} ${other} <-> ${name} { bandwidth 1 Gbps }`,
        ),
      ]).join("\n"),
      ({ links }) => {
        const factors = links.map(
          ({ rtt, greatCircle }) => number(rtt) / ((2 * GLASS * Number(greatCircle)) / LIGHT_SPEED),
        );
        return factors.sort((a, b) => a - b)[Math.floor(factors.length / 2)];
      },
    ),
  },
  {
    id: "PC40",
    source: `${AZURE_STACK}; the vendor's 20 to 30 miles are guidance, physics`,
    about: "distance that light covers in glass in 5 ms, there and back",
    expected: about(510, "km", 1),
    predicted: () => (510 * 5) / Number(rtt("distance 510 km", "assume { devices-per-end 0 }")()),
  },
];

function quorum(time: string) {
  return ofPlan(
    copied(`bandwidth 1 Gbps; rtt ${time}; tcp-window 16 MiB`, "data 8 GB; change 100 kB/s", "mode quorum; using etcd"),
    ({ replications: [copy] }) => copy?.feasible,
  );
}
