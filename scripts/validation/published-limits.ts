import type { EstimateDocument } from "../../server/src/estimate/estimate-document.ts";
import { type Case, judgement, ofPlan } from "./case.ts";

const NETAPP = "Lenovo, MetroCluster IP guide, 2020: 7 ms and 700 km";
const PORTWORX = "Portworx Enterprise 3.3, prerequisites for synchronous disaster recovery: 10 ms";
const ASR = "Azure Site Recovery, deployment planner: 54 MB/s of a machine";
const HYPER_V = "Microsoft, Hyper-V Replica: 30 s, 5 min or 15 min";
const VR = "VMware, vSphere Replication: 5 min to 24 h";
const XP = "HP SAN Design Reference Guide, tables 167 and 168";
const METRO = "docs/technologies.md: the maker's limit";
const VMOTION = "VMware vSphere 6.7, requirements of long distance vMotion: 150 ms";

const between = (line: string, rest: string, workload = "data 1 TB; change 1 MB/s") => `site a {}
site b {}
tier gold { rpo 24 h; rto 24 h }
link wan a <-> b { ${line} }
workload app { site a; tier gold; vms 1; memory 8 GB; dirty-rate 1 MB/s; ${workload} }
${rest}`;

const WIDE = "bandwidth 100 Gbps; tcp-window 1 GiB; loss 0 %";

const copies = ({ replications: [copy] }: EstimateDocument) => copy?.feasible;
const moves = ({ migrations: [move] }: EstimateDocument) => move?.feasible;

interface Pair {
  readonly id: string;
  readonly source: string;
  readonly kept: string;
  readonly beyond: string;
  readonly plan: (value: string) => string;
  readonly read?: typeof copies;
}

/** At the limit, and beyond it. */
function atLimit({ id, source, kept, beyond, plan, read = copies }: Pair): Case {
  return {
    id,
    source,
    about: `whether it works at ${kept}, and at ${beyond}`,
    expected: judgement("yes, no"),
    predicted: () => [kept, beyond].map((value) => ofPlan(plan(value), read)()).join(", "),
  };
}

const copied = (product: string, mode: string) => `replicate app to b { mode ${mode}; using ${product} }`;

const roundTrips = (
  rows: readonly (readonly [product: string, mode: string, kept: string, beyond: string, source: string])[],
) =>
  rows.map(([product, mode, kept, beyond, source]) =>
    atLimit({
      id: `${product}, round trip`,
      source,
      kept,
      beyond,
      plan: (rtt) => between(`${WIDE}; rtt ${rtt}`, copied(product, mode)),
    }),
  );

const distances = (rows: readonly (readonly [product: string, kept: string, beyond: string, source: string])[]) =>
  rows.map(([product, kept, beyond, source]) =>
    atLimit({
      id: `${product}, distance`,
      source,
      kept,
      beyond,
      // Its round trip is as measured: the length of the fibre alone counts.
      plan: (distance) => between(`${WIDE}; medium dwdm; rtt 4 ms; distance ${distance}`, copied(product, "sync")),
    }),
  );

const intervals = (rows: readonly (readonly [product: string, kept: string, beyond: string, source: string])[]) =>
  rows.map(([product, kept, beyond, source]) =>
    atLimit({
      id: `${product}, every ${kept}`,
      source,
      kept,
      beyond,
      plan: (every) =>
        between(`${WIDE}; rtt 5 ms`, `replicate app to b { mode periodic; using ${product}; every ${every} }`),
    }),
  );

export const publishedLimits: readonly Case[] = [
  ...roundTrips([
    ["metrocluster-ip", "sync", "7 ms", "7.1 ms", NETAPP],
    ["portworx-metro", "sync", "10 ms", "10.1 ms", PORTWORX],
    ["nutanix-metro-availability", "sync", "5 ms", "5.1 ms", METRO],
    ["vplex-metro", "sync", "5 ms", "5.1 ms", METRO],
    ["snapmirror-active-sync", "sync", "9.9 ms", "10 ms", METRO],
    ["global-active-device", "sync", "20 ms", "20.1 ms", METRO],
    ["xp-continuous-access-sync", "sync", "20 ms", "20.1 ms", XP],
    ["xp-continuous-access-async", "async", "600 ms", "601 ms", XP],
    ["srdf-a", "async", "200 ms", "201 ms", METRO],
    ["recoverpoint-async", "async", "200 ms", "201 ms", METRO],
    ["svc-remote-copy-ip-10g", "sync", "10 ms", "10.1 ms", METRO],
    ["consul", "quorum", "50 ms", "51 ms", METRO],
  ]),
  ...distances([
    ["metrocluster-ip", "700 km", "701 km", NETAPP],
    ["ds8000-metro-mirror", "300 km", "301 km", METRO],
    ["powerstore-metro", "96 km", "97 km", METRO],
    ["xp-continuous-access-sync", "200 km", "201 km", XP],
  ]),
  ...intervals([
    ["vsphere-replication", "5 min", "4 min", VR],
    ["vsphere-replication", "24 h", "25 h", VR],
    ["hyper-v-replica", "30 s", "20 s", HYPER_V],
    ["hyper-v-replica", "5 min", "1 min", HYPER_V],
    ["hyper-v-replica", "15 min", "10 min", HYPER_V],
    ["nutanix-async", "1 h", "59 min", METRO],
  ]),
  atLimit({
    id: "azure-site-recovery, changes",
    source: ASR,
    kept: "54 MB/s",
    beyond: "55 MB/s",
    plan: (change) =>
      between(`${WIDE}; rtt 5 ms`, copied("azure-site-recovery", "async"), `data 40 TB; change ${change}`),
  }),
  atLimit({
    id: "xp-continuous-access-async, line",
    source: XP,
    kept: "16 Mbps",
    beyond: "15 Mbps",
    plan: (bandwidth) =>
      between(
        `bandwidth ${bandwidth}; rtt 5 ms; loss 0 %`,
        copied("xp-continuous-access-async", "async"),
        "data 1 TB; change 10 kB/s",
      ),
  }),
  atLimit({
    id: "vmotion-6.0, round trip",
    source: VMOTION,
    kept: "150 ms",
    beyond: "151 ms",
    plan: (rtt) => between(`${WIDE}; rtt ${rtt}`, "migrate app from a to b { method live; using vmotion-6.0 }"),
    read: moves,
  }),
];
