import { describe, expect, it } from "vitest";
import type { Duration } from "../../server/src/estimate/kernel/duration.ts";
import { copyEstimate } from "../support/estimates.ts";

interface Parts {
  readonly link?: string;
  readonly workload?: string;
  readonly tier?: string;
  readonly replicate?: string;
  readonly more?: string;
}

/** A synchronous copy over a line of 10 MB/s and 1 ms of a workload that writes 2 MB/s, with what differs. */
function planOf({ link = "", workload = "change 2 MB/s", tier = "", replicate = "", more = "" }: Parts): string {
  return `site a {}
site b {}
site c {}
site d {}
site e {}
tier gold { rpo 0 s; rto 1 h; ${tier} }
link wan a <-> b { ${withDefaults(link, "bandwidth 80 Mbps", "rtt 1 ms")}; efficiency 100 %; loss 0 % }
workload orders { ${withDefaults(workload, "burst 1x", "write-size 8 kB")}; site a; tier gold; data 1 TB }
replicate orders to b { mode sync; ${replicate} }
${more}`;
}

/** What is written, and those of the usual attributes that it leaves out. */
function withDefaults(written: string, ...usual: readonly string[]): string {
  const words = written.split(";").map((attribute) => attribute.trim().split(" ")[0]);
  return [written, ...usual.filter((attribute) => !words.includes(attribute.split(" ")[0]))].join("; ");
}

function syncOf(parts: Parts) {
  const estimate = copyEstimate(planOf(parts), "orders", "b");
  if (!estimate.sync) throw new Error("The copy is not synchronous.");
  return { ...estimate, sync: estimate.sync };
}

const ms = (duration: Duration) => (duration.kind === "after" ? duration.time * 1000 : duration.because);

/** Milliseconds by hand: 8 kB over the 8 MB/s that are left take 1 ms, the far side 0.1 ms. */
const TRANSFER = 1;
const FAR = 0.1;

describe("a write waits for round trips, its transfer and the far side", () => {
  it.each<[string, Parts, number]>([
    ["one round trip of a product that is not known", {}, 1 + TRANSFER + FAR],
    ["two of a SCSI write: FCIP", { link: "transport fcip" }, 2 + TRANSFER + FAR],
    ["two of a SCSI write: iSCSI", { link: "transport iscsi" }, 2 + TRANSFER + FAR],
    ["one with write acceleration", { link: "transport fcip; write-acceleration yes" }, 1 + TRANSFER + FAR],
    ["as many as are declared", { replicate: "round-trips 3" }, 3 + TRANSFER + FAR],
    [
      "as many as the product takes",
      { replicate: "using own", more: 'technology own { modes sync; round-trips 4; source "x" }' },
      4 + TRANSFER + FAR,
    ],
    [
      "declared before the product's",
      { replicate: "using own; round-trips 2", more: 'technology own { modes sync; round-trips 4; source "x" }' },
      2 + TRANSFER + FAR,
    ],
    ["larger writes", { workload: "change 2 MB/s; write-size 80 kB" }, 1 + 10 + FAR],
    ["less of the line", { link: "available 30 %" }, 1 + 8 + FAR],
    ["bursts take of the line", { workload: "change 2 MB/s; burst 4x" }, 1 + 4 + FAR],
    ["amplification too", { replicate: "amplification 2x" }, 1 + 8 / 6 + FAR],
    ["reduction gives back", { replicate: "reduction 4x" }, 1 + 8 / 9.5 + FAR],
    ["at the busiest time", { workload: "change 2 MB/s; change 6 MB/s mon 09:00-10:00" }, 1 + 2 + FAR],
    ["several copies write together", { workload: "change 2 MB/s; count 3" }, 1 + 2 + FAR],
  ])("%s", (_what, parts, expected) => {
    expect(ms(syncOf(parts).sync.added.likely)).toBeCloseTo(expected, 6);
  });

  it("keeps its three cases in order where an optimiser makes up for a reduction that may be small", () => {
    // Left of the line, in bytes after the reduction: 10 × 3 / 1.5 − 2 / 1.5 = 18.67 MB/s at 1.5x, 10 − 2 / 4 = 9.5 at 4x.
    const { sync } = syncOf({ link: "optimiser 3x", replicate: "reduction 1.5..4x" });
    expect(ms(sync.added.low)).toBeCloseTo(1 + 8 / (56 / 3) + FAR, 6);
    expect(ms(sync.added.high)).toBeCloseTo(1 + 8 / 9.5 + FAR, 6);
  });

  it("and one writer writes once per local and added time", () => {
    expect(syncOf({}).sync.writesPerSecond.likely).toBeCloseTo(1000 / (0.5 + 1 + TRANSFER + FAR), 6);
  });

  it("takes two round trips on a Fibre Channel link", () => {
    const { sync } = syncOf({ link: "medium fibre-channel; bandwidth 8 Gbps" });
    expect(sync).toMatchObject({ roundTrips: { likely: 2 }, roundTripsFrom: "scsi" });
  });

  it("never ends when nothing is left of the line", () => {
    const { sync, verdict, reasons } = syncOf({ workload: "change 20 MB/s" });
    expect(ms(sync.added.likely)).toBe("no-capacity");
    expect({ verdict, reasons }).toEqual({ verdict: "missed", reasons: ["link-too-small"] });
  });
});

describe("the peak that the line must carry", () => {
  it("has bursts of 1 / 2 / 4 where the workload does not say", () => {
    const plan = planOf({}).replace("burst 1x; ", "");
    expect(copyEstimate(plan, "orders").required).toEqual({ low: 2e6, likely: 4e6, high: 8e6 });
  });

  it.each<[string, Parts, string]>([
    ["fits", {}, "met"],
    ["takes over 80 %", { workload: "change 8.5 MB/s" }, "at-risk"],
    ["takes 80 %", { workload: "change 8 MB/s" }, "met"],
    ["takes more than all", { workload: "change 10.5 MB/s" }, "missed"],
    ["fits but for its highest bursts", { workload: "change 2 MB/s; burst 1..6x" }, "at-risk"],
    ["finds the line busy with others at night", { link: "other-traffic 9 MB/s 22:00-06:00" }, "missed"],
  ])("%s: %s", (_what, parts, verdict) => {
    expect(syncOf(parts).verdict).toBe(verdict);
  });
});

describe("limits", () => {
  it.each<[string, Parts, string, readonly string[]]>([
    ["the tier's write latency is kept", { tier: "write-latency 3 ms" }, "met", []],
    ["or not: the round trip alone takes as long", { tier: "write-latency 1 ms" }, "missed", ["sync-too-far"]],
    ["or not: the line has too little left", { tier: "write-latency 2 ms" }, "missed", ["link-too-small"]],
    ["or only at times", { tier: "write-latency 3 ms", link: "rtt 1..4 ms" }, "at-risk", ["sync-too-far"]],
    [
      "the product's round trip is kept",
      { replicate: "using vsan-stretched", link: "bandwidth 10 Gbps; rtt 5 ms" },
      "met",
      [],
    ],
    [
      "or not (vSAN stretched: 5 ms)",
      { replicate: "using vsan-stretched", link: "bandwidth 10 Gbps; rtt 5.1 ms" },
      "missed",
      ["sync-too-far"],
    ],
    ["DataCore mirrors over less than 10 km", { replicate: "using datacore-sync", link: "distance 9.9 km" }, "met", []],
    ["not over 10", { replicate: "using datacore-sync", link: "distance 10 km" }, "missed", ["sync-too-far"]],
    [
      "a product's least bandwidth, however short the line",
      { replicate: "using own", more: 'technology own { modes sync; min-bandwidth 1 Gbps; source "x" }' },
      "missed",
      ["link-too-small"],
    ],
    [
      "an optimiser does not help there",
      {
        replicate: "using own",
        link: "optimiser 20x",
        more: 'technology own { modes sync; min-bandwidth 1 Gbps; source "x" }',
      },
      "missed",
      ["link-too-small"],
    ],
  ])("%s", (_what, parts, verdict, reasons) => {
    expect(syncOf(parts)).toMatchObject({ verdict, reasons });
  });

  it.each([
    [322, "met", false],
    [966, "missed", true],
  ])("over %d km of fibre 5 ms are %s (broken by the floor: %s)", (km, verdict, brokenByFloor) => {
    // 600 miles of fibre take 9.5 ms (TechTarget, Virtualizing disaster recovery, 2009), 200 miles 3.15 ms.
    const plan = planOf({ replicate: "using vsan-stretched" }).replace("rtt 1 ms", `distance ${km} km`);
    const fact = copyEstimate(plan, "orders").sync?.facts.find(({ kind }) => kind === "rtt");
    expect(fact).toMatchObject({ verdict, brokenByFloor });
  });
});

describe("the recovery point of a synchronous copy", () => {
  it("is nothing, while both sides are connected", () => {
    const { rpo } = syncOf({});
    for (const bound of [rpo?.typical, rpo?.p95, rpo?.worst]) expect(bound?.high).toEqual({ kind: "after", time: 0 });
  });

  it.each([
    ["continues when the partner is lost, as most products do", {}, "continue"],
    ["or stops, if it is told to", { replicate: "on-link-loss stop" }, "stop"],
  ])("%s", (_what, parts, expected) => {
    expect(syncOf(parts).sync.onLinkLoss).toBe(expected);
  });
});

describe("automatic failover needs a witness outside both sites", () => {
  const lines =
    "link wa a <-> c { bandwidth 1 Gbps; rtt 10 ms; conduit river }\nlink wb b <-> c { bandwidth 1 Gbps; rtt 10 ms; conduit hill }";

  it.each<[string, Parts, string, readonly string[]]>([
    ["which is reached from each", { replicate: "failover automatic; witness c", more: lines }, "met", []],
    ["none", { replicate: "failover automatic" }, "missed", ["witness-missing"]],
    ["at one of them", { replicate: "failover automatic; witness b" }, "missed", ["witness-missing"]],
    [
      "that no link reaches",
      { replicate: "failover automatic; witness d", more: lines },
      "missed",
      ["witness-missing"],
    ],
    [
      "through a conduit that both share",
      { replicate: "failover automatic; witness c", more: lines.replace("hill", "river") },
      "missed",
      ["witness-missing"],
    ],
    [
      "through one of the sites",
      { replicate: "failover automatic; witness c", more: lines.split("\n")[0] ?? "" },
      "missed",
      ["witness-missing"],
    ],
    ["none is needed by hand", { replicate: "failover manual" }, "met", []],
  ])("%s", (_what, parts, verdict, reasons) => {
    expect(syncOf(parts)).toMatchObject({ verdict, reasons });
  });
});

describe("a quorum", () => {
  /** Members at b, c, d, e with these round trips in ms; the own site is one more. */
  const added = (...trips: readonly number[]) => {
    const sites = ["b", "c", "d", "e"].slice(0, trips.length);
    const links = trips.map(
      (trip, index) =>
        `link l${index} a <-> ${sites[index]} { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt ${trip} ms }`,
    );
    const members = sites.map((site) => `replicate orders to ${site} { mode quorum }`);
    const plan = planOf({})
      .replace(/^link .*$/m, links.join("\n"))
      .replace(/^replicate .*$/m, members.join("\n"));
    const all = sites.map((site) => copyEstimate(plan, "orders", site).sync?.added.likely);
    return all.map((one) => (one ? Math.round((one.kind === "after" ? one.time * 1000 : 0) * 1e6) / 1e6 : undefined));
  };

  it.each<[string, readonly number[], number]>([
    ["of 2 waits for the other", [7], 7],
    ["of 3 for the nearer", [9, 2], 2],
    ["of 4 for the second nearest", [9, 2, 4], 4],
    ["of 5 for the second nearest", [20, 2, 10, 4], 4],
  ])("%s", (_what, trips, waited) => {
    const [first, ...others] = added(...trips);
    expect(first).toBeCloseTo(waited + TRANSFER + FAR, 6);
    for (const other of others) expect(other).toBe(first);
  });
});
