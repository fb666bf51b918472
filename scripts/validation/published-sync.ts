import { about, type Case, likely, MS, ofPlan } from "./case.ts";

const DS8000 = "IBM DS8000 Copy Services: Metro Mirror adds about 1 ms for every 100 km (unverified)";
const FAST_WRITE = "Brocade, FastWrite: a SCSI write crosses the line twice, once with acceleration (unverified)";
const FAR =
  "HP SAN Design Reference Guide: a SCSI write over 100 km takes 2 ms more, two round trips of 1 ms (unverified)";
const COCKROACH =
  "Cockroach Labs, topology patterns: 30 ms from the coast to the middle of the USA, 60 ms from coast to coast; a write takes the nearer (unverified)";
const SPANNER =
  "Corbett and others, Spanner, OSDI 2012: the rule of a majority, of five the nearest two others (unverified); round trips by hand";

const between = (line: string, workload: string, rest: string) => `site a {}
site b {}
site c {}
site d {}
site e {}
tier gold { rpo 1 h; rto 1 h }
link wan a <-> b { ${line} }
workload data { site a; tier gold; ${workload} }
${rest}`;

const BARE = "assume { devices-per-end 0; remote-service 0 ms; write-size 1 B }";

/** What a copy over so much fibre adds to a write, without devices and the far side. */
const added = (line: string, km: number, replicate = "mode sync") =>
  ofPlan(
    between(
      `bandwidth 8 Gbps; ${line}; distance ${km} km`,
      "data 1 TB; change 1 kB/s",
      `replicate data to b { ${replicate} }\n${BARE}`,
    ),
    ({ replications: [copy] }) => likely(copy?.addedWriteLatency, MS),
  );

/** What a write waits for, of a group with these round trips to the others, ms. */
const quorum = (using: string, ...others: number[]) => {
  const sites = ["b", "c", "d", "e"].slice(0, others.length);
  const links = sites.map(
    (site, index) => `link to-${site} a <-> ${site} { bandwidth 10 Gbps; rtt ${others[index]} ms }`,
  );
  return ofPlan(
    between(
      "bandwidth 1 kbps; rtt 900 ms",
      "data 1 TB; change 1 kB/s",
      [
        ...links,
        ...sites.map((site) => `replicate data to ${site} over to-${site} { mode quorum; ${using} }`),
        BARE,
      ].join("\n"),
    ),
    ({ replications: [copy] }) => likely(copy?.addedWriteLatency, MS),
  );
};

export const publishedSync: readonly Case[] = [
  {
    id: "Metro Mirror, 300 km",
    source: DS8000,
    about: "what a synchronous copy over 300 km adds to a write",
    expected: about(3, "ms", 5),
    predicted: added("medium fibre-channel", 300, "mode sync; using ds8000-metro-mirror"),
  },
  {
    id: "SCSI, 100 km",
    source: FAR,
    about: "what a SCSI write over 100 km of Fibre Channel takes more",
    expected: about(2, "ms", 5),
    predicted: added("medium fibre-channel", 100),
  },
  {
    id: "FastWrite, 100 km",
    source: FAST_WRITE,
    about: "the same with write acceleration",
    expected: about(1, "ms", 5),
    predicted: added("medium fibre-channel; write-acceleration yes", 100),
  },
  {
    id: "metro node",
    source: "Dell, metro node help, p. 52: about 1 ms more for each write",
    about: "what the product itself adds to a write over 10 km",
    expected: about(1, "ms", 0.1),
    predicted: () =>
      Number(added("medium dwdm", 10, "mode sync; using metro-node")()) - Number(added("medium dwdm", 10)()),
  },
  {
    id: "three regions",
    source: COCKROACH,
    about: "what a write in one of three regions waits for, 30 ms and 60 ms from the others",
    expected: about(30, "ms", 0.1),
    predicted: quorum("using cockroachdb", 30, 60),
  },
  {
    id: "five regions",
    source: SPANNER,
    about: "what a write in one of five waits for, the others 10, 35, 70 and 90 ms away",
    expected: about(35, "ms", 0.1),
    predicted: quorum("using spanner-multi-region", 70, 10, 90, 35),
  },
  {
    id: "certified by all",
    source: "Codership, Galera Cluster: a commit takes the round trip to the farthest node (unverified)",
    about: "what a commit waits for, the others 30 ms and 60 ms away",
    expected: about(60, "ms", 0.1),
    predicted: quorum("using galera", 30, 60),
  },
];
