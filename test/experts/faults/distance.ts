import type { Fault } from "./fault.ts";

/** A copy that cannot be made holds no points in time either: what is left is a restore that takes hours. */
const NO_COPY = {
  "corruption-rto-missed": "restored from logs, it is back too late",
};

/** Places, round trips, and what products allow. */
export const distanceFaults: readonly Fault[] = [
  {
    what: "140 km of fibre: two round trips of a write are 2.8 ms, the tier allows 2 ms",
    plan: "bank-metro",
    from: "distance  14 km",
    to: "distance  140 km",
    found: "sync-too-far",
    at: "replicate directory, core to schlieren over fibre-north: sync",
  },
  {
    what: "240 km between two rooms: 2.4 ms, patient care allows 1 ms",
    plan: "hospital",
    from: "distance 2.4 km",
    to: "distance 240 km",
    found: "sync-too-far",
    at: "replicate directory, records, imaging to annex over core-1: sync",
    also: NO_COPY,
  },
  {
    what: "every member of the cluster answers, the farthest 201 km away: 2 ms at the very least, 1 ms allowed",
    plan: "telephone",
    from: "write-latency  10 ms",
    to: "write-latency  1 ms",
    found: "sync-too-far",
    at: "replicate names, subscribers to bologna over mi-bo: quorum",
    also: NO_COPY,
  },
  {
    what: "0.2 ms over 67 km, where light in vacuum needs 0.45 ms",
    plan: "hospital",
    from: "link region-1 main <-> augsburg { bandwidth 2 Gbps;",
    to: "link region-1 main <-> augsburg { rtt 0.2 ms; bandwidth 2 Gbps;",
    found: "faster-than-light",
    at: "link region-1 main <-> augsburg: 0.2 ms",
  },
  {
    what: "a duct of 6 km between places 7.7 km apart",
    plan: "insurer-bunker",
    from: "distance    16 km",
    to: "distance    6 km",
    found: "faster-than-light",
    at: "link short-2 utrecht <-> bunker: 6 km",
  },
  {
    what: "a cloud region that does not exist",
    plan: "cloud-service",
    from: "aws:us-west-2",
    to: "aws:us-west-7",
    found: "unknown-place",
    at: "site oregon: aws:us-west-7",
  },
  {
    what: "a directory that replicates between sites every 5 minutes; 15 is the least",
    plan: "law-firm",
    from: "using active-directory; every 15 min",
    to: "using active-directory; every 5 min",
    found: "technology-limit",
    at: "replicate directory to cardiff over line: 5 min",
  },
  {
    what: "hypervisor replication every 20 minutes; 15 is the most",
    plan: "water-utility",
    from: "using hyper-v-replica; every 15 min",
    to: "using hyper-v-replica; every 20 min",
    found: "technology-limit",
    at: "replicate billing to penrith over fibre: 20 min",
  },
  {
    what: "a cloud's asynchronous product said to be periodic",
    plan: "logistics-azure",
    from: "mode    async\n  using   azure",
    to: "mode    periodic\n  every 5 min\n  using   azure",
    found: "technology-limit",
    at: "replicate directory, dispatch-vms to amsterdam over backbone: azure-site-recovery-a2a",
  },
  {
    what: "one layer-2 network across a continent",
    plan: "cloud-service",
    from: "  streams   32",
    to: "  streams   32\n  layer2    yes",
    found: "layer-two-too-far",
    at: "link backbone virginia <-> oregon: yes",
  },
  {
    what: "arrays of two makers, and replication that needs one",
    plan: "insurer-bunker",
    from: 'array            "PowerMax C"',
    to: 'array            "Pure FlashArray"',
    found: "arrays-differ",
    at: "replicate directory, policies-db from bunker to groningen over long: srdf-a",
  },
  {
    what: "a round trip so long that the acknowledged write waits 20 ms",
    plan: "insurer-bunker",
    from: "medium fibre-channel; distance 12 km",
    to: "medium fibre-channel; rtt 10 ms; distance 12 km",
    found: "sync-too-far",
    at: "replicate directory, policies-db to bunker over short: sync",
    also: { "corruption-rto-missed": "the points in time behind the bunker rest on it; what is left are backups" },
  },
];
