import { band, type Case, exactly, figure, HOUR, judgement, likely, MS, number, ofPlan } from "./case.ts";
import { apart } from "./two-sites.ts";

const TECHTARGET = "TechTarget 2009, Virtualizing disaster recovery infrastructure (P. Dorion)";
const IPSPACE_2015 = "ipSpace 2015, Multiple Data Centers Connected with Slow Links";
const FOLLOW_THE_SUN = "ipSpace, Follow-the-Sun Workload Mobility";
const VMWORLD = "VMworld and long distance Vmotion (blog, 2009)";

/** Nothing but payload, and nothing lost. */
const FLAT = "efficiency 100 %; loss 0 %";

export const fieldDistance: readonly Case[] = [
  {
    id: "SC23a",
    source: IPSPACE_2015,
    about: "loss of an image that is copied every night: a day and the time of the copy (86.4 GB over 155 Mbps: 1.3 h)",
    expected: band(24, 25.32, "h"),
    predicted: ofPlan(
      apart(
        50,
        "bandwidth 155 Mbps; rtt 2 ms",
        "replicate app to east { mode periodic; using nightly-image-copy; every 24 h }",
      ),
      ({ replications: [copy] }) => likely(copy?.rpo?.worst, HOUR),
    ),
  },
  {
    id: "SC23b",
    source: IPSPACE_2015,
    about: "loss of the database that is replicated on the same line: as of its replication, at most 60 s",
    expected: band(0, 60, "s"),
    predicted: ofPlan(
      apart(50, "bandwidth 155 Mbps; rtt 2 ms", "replicate app to east { mode async }"),
      ({ replications: [copy] }) => likely(copy?.rpo?.worst),
    ),
  },
  {
    id: "SC24",
    source: TECHTARGET,
    about: "data of 500 servers with 50 GB each, as they travel at 25 GB/s",
    expected: exactly(25_000, "GB"),
    predicted: ofPlan(
      apart(
        50,
        `bandwidth 25 GB/s; rtt 2 ms; tcp-window 1 GiB; ${FLAT}`,
        "replicate app to east { mode async }",
      ).replace("data 100 GB; change 1 MB/s", "data 50 GB; change 0 MB/s; count 500"),
      ({ replications: [copy] }) => number(copy?.initialCopy) * 25,
    ),
  },
  {
    id: "SC28a",
    source: TECHTARGET,
    about: "physical floor of the round trip over 966 km (600 miles)",
    expected: figure(9.5, "ms", 9.4, 9.5),
    predicted: ofPlan(apart(966, "bandwidth 1 Gbps; medium dwdm", ""), ({ links: [wan] }) => (wan?.rttFloor ?? 0) / MS),
  },
  {
    id: "SC28b",
    source: TECHTARGET,
    about: "round trip over 966 km between Chicago and Washington (16 to 24 ms)",
    expected: band(16, 24, "ms"),
    predicted: ofPlan(
      `site west { location 41.88, -87.63 }
site east { location 38.90, -77.04 }
link wan west <-> east { bandwidth 1 Gbps }`,
      ({ links: [wan] }) => likely(wan?.rtt, MS),
    ),
  },
  {
    id: "SC28c",
    source: TECHTARGET,
    about: "synchronous SnapMirror over 966 km",
    expected: judgement("no"),
    predicted: snapMirror("mode sync; using snapmirror-sync"),
  },
  {
    id: "SC28d",
    source: TECHTARGET,
    about: "asynchronous SnapMirror over 966 km",
    expected: judgement("yes"),
    predicted: snapMirror("mode periodic; using snapmirror-async; every 1 h"),
  },
  {
    id: "SC29a",
    source: TECHTARGET,
    about: "loss of a synchronous mirror between two data centres of a campus",
    expected: exactly(0, "s"),
    predicted: ofPlan(
      apart(1, "bandwidth 10 Gbps; medium dark-fibre", "replicate app to east { mode sync }"),
      ({ replications: [copy] }) => likely(copy?.rpo?.worst),
    ),
  },
  {
    id: "SC33",
    source: TECHTARGET,
    about: "loss of a copy that is refreshed daily: 24 h and the time of the copy (86.4 GB at 50 MB/s: 0.48 h)",
    expected: band(24, 24.48, "h"),
    predicted: ofPlan(
      apart(50, `bandwidth 50 MB/s; rtt 2 ms; ${FLAT}`, "replicate app to east { mode periodic; every 24 h }"),
      ({ replications: [copy] }) => likely(copy?.rpo?.worst, HOUR),
    ),
  },
  {
    id: "SC40a",
    source: FOLLOW_THE_SUN,
    about: "round trip over 100 km of fibre, 10 Gbps (1 to 2.5 ms)",
    expected: band(1, 2.5, "ms"),
    predicted: ofPlan(apart(99, "bandwidth 10 Gbps; medium dwdm; distance 100 km", ""), ({ links: [wan] }) =>
      likely(wan?.rtt, MS),
    ),
  },
  {
    id: "SC41a",
    source: VMWORLD,
    about: "physical floor of the round trip over 322 km (200 miles)",
    expected: figure(3.15, "ms", 3.1, 3.2),
    predicted: ofPlan(apart(322, "bandwidth 1 Gbps; medium dwdm", ""), ({ links: [wan] }) => (wan?.rttFloor ?? 0) / MS),
  },
  {
    id: "SC41b",
    source: VMWORLD,
    about: "round trip over 322 km of fibre (3.1 to 8 ms)",
    expected: band(3.1, 8, "ms"),
    predicted: ofPlan(apart(322, "bandwidth 1 Gbps; medium dwdm", ""), ({ links: [wan] }) => likely(wan?.rtt, MS)),
  },
  {
    id: "SC41c",
    source: VMWORLD,
    about: "how much longer than the straight line the route may be for 5 ms",
    expected: figure(1.59, "x", 1.58, 1.6),
    predicted: ofPlan(
      apart(322, "bandwidth 1 Gbps; medium dwdm", ""),
      ({ links: [wan] }) => 5 / ((wan?.rttFloor ?? 0) / MS),
    ),
  },
  {
    id: "SC42a",
    source: VMWORLD,
    about: "physical floor of the round trip over 3219 km (2000 miles)",
    expected: figure(31.5, "ms", 31.4, 31.6),
    predicted: ofPlan(
      apart(3219, "bandwidth 1 Gbps; medium dwdm", ""),
      ({ links: [wan] }) => (wan?.rttFloor ?? 0) / MS,
    ),
  },
  {
    id: "SC42b",
    source: VMWORLD,
    about: "round trip over 3219 km (45 to 70 ms)",
    expected: band(45, 70, "ms"),
    predicted: ofPlan(apart(3219, "bandwidth 1 Gbps; medium dwdm", ""), ({ links: [wan] }) => likely(wan?.rtt, MS)),
  },
  {
    id: "SC43a",
    source: VMWORLD,
    about: "physical floor of the round trip over 805 km (500 miles, the most for a stretched VLAN)",
    expected: figure(7.9, "ms", 7.85, 7.95),
    predicted: ofPlan(apart(805, "bandwidth 1 Gbps; medium dwdm", ""), ({ links: [wan] }) => (wan?.rttFloor ?? 0) / MS),
  },
  ...(
    [
      ["SC43b", 805, "none"],
      ["SC43c", 806, "layer-two-too-far"],
    ] as const
  ).map(([id, km, published]) => ({
    id,
    source: VMWORLD,
    about: `a VLAN stretched over ${km} km of fibre: whether there is a warning`,
    expected: judgement(published),
    predicted: ofPlan(
      apart(50, `bandwidth 1 Gbps; medium dwdm; layer2 yes; distance ${km - 0.5} km`, ""),
      ({ findings }) => findings.find(({ rule }) => rule === "layer-two-too-far")?.rule ?? "none",
    ),
  })),
  {
    id: "SC44",
    source: VMWORLD,
    about: "goodput at a payload of 90 % over that at 30 %",
    expected: exactly(3, "x"),
    predicted: () => payload(90) / payload(30),
  },
];

function snapMirror(replicate: string) {
  return ofPlan(
    apart(966, "bandwidth 1 Gbps; medium dwdm; tcp-window 16 MiB", `replicate app to east { ${replicate} }`),
    ({ replications: [copy] }) => copy?.feasible,
  );
}

function payload(percent: number): number {
  const goodput = ofPlan(
    apart(50, `bandwidth 1 Mbps; rtt 2 ms; loss 0 %; efficiency ${percent} %`, ""),
    ({ links: [wan] }) => number(wan?.goodput),
  )();
  return Number(goodput);
}
