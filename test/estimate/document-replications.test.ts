import { describe, expect, it } from "vitest";
import type { ReplicationEntry } from "../../server/src/estimate/document/replication-entry.ts";
import { documentOf } from "../support/document-of.ts";

const SITES = `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
site dublin { location 53.35, -6.26 }
tier silver { rpo 1 h; rto 4 h }
`;

/** The entries of the replications in a plan. */
function replicationsOf(text: string): readonly ReplicationEntry[] {
  return documentOf(SITES + text).replications;
}

function copyOf(workload: string, text: string): ReplicationEntry {
  const [entry] = replicationsOf(text).filter((one) => one.workload === workload);
  if (!entry) throw new Error(`No replication of '${workload}' was estimated.`);
  return entry;
}

const HOUR = 3600;
const exact = (value: number) => ({ low: value, likely: value, high: value });

describe("replications", () => {
  const LINE = "link line york <-> leeds { bandwidth 2 Mbps; medium leased-line; rtt 10 ms }\n";

  it("falls behind by what it cannot send", () => {
    const copy = copyOf(
      "files",
      `${LINE}workload files { site york; tier silver; data 60 GB; change 290 kB/s }
replicate files to leeds { mode async; using drbd-a }`,
    );
    // 50 kB/s too much, for 86 400 s a day: 4.32 GB.
    expect(copy.backlogPerDay?.likely).toBeCloseTo(4.32e9, 0);
    expect(copy.required).toEqual(exact(290e3));
    expect(copy.rpo?.worst).toEqual({ low: "never", likely: "never", high: "never", reason: "unbounded-lag" });
    expect([copy.feasible, copy.reasons]).toEqual(["no", ["link-too-small"]]);
  });

  it("is behind most when the busy hours end, by the backlog over the line", () => {
    const copy = copyOf(
      "files",
      `${LINE}technology mirror { modes async; own-lag 1 s; source "own measurement" }
workload files { site york; tier silver; data 60 GB; change 60 kB/s; change 480 kB/s mon 09:00-11:00 }
replicate files to leeds { mode async; using mirror }`,
    );
    // From 09:00 the backlog grows by 240 kB/s; what is written at 11:00 waits for 240 kB/s · 2 h / 240 kB/s = 2 h.
    expect(copy.rpo?.worst.likely).toBeCloseTo(2 * HOUR + 0.005, 3);
    expect(copy.rpo?.worstAt).toBe("mon 13:00");
    expect(copy.rpo?.typical.likely).toBe(1);
    expect(copy.backlogPerDay).toEqual(exact(0));
    expect(copy.feasible).toBe("yes");
  });

  it.each([
    ["no round trip", "link line york <-> leeds { bandwidth 2 Mbps }", "change 1 kB/s", "mode async"],
    [
      "no round trip of a synchronous copy",
      "link line york <-> leeds { bandwidth 2 Mbps }",
      "change 1 kB/s",
      "mode sync",
    ],
    ["no change", LINE, "data 1 GB", "mode async"],
    ["no interval", LINE, "change 1 kB/s", "mode periodic"],
  ])("promises nothing where %s is known", (_what, line, workload, mode) => {
    const sites = "site york; site leeds\n";
    const text = `${sites}${line}\nworkload files { site york; ${workload} }\nreplicate files to leeds over line { ${mode} }`;
    const [copy] = documentOf(text).replications;
    expect(copy).toMatchObject({ rpo: null, feasible: "at-risk", reasons: ["not-estimated"] });
  });

  it("does not call a line wide enough for synchronous copies of nobody knows how much", () => {
    const near = "site york; site leeds\nlink line york <-> leeds { bandwidth 10 Gbps; rtt 1 ms }\n";
    const of = (workload: string) =>
      documentOf(`${near}workload files { site york; ${workload} }\nreplicate files to leeds { mode sync }`)
        .replications[0];
    expect(of("data 1 TB; change 1 MB/s")).toMatchObject({ feasible: "yes", reasons: [] });
    expect(of("data 1 TB")).toMatchObject({ feasible: "at-risk", reasons: ["not-estimated"], required: null });
  });

  it.each([
    // A 36 GB seed over 240 kB/s: 41.7 h (Waterstons, DataCore and Riverbed case study), the line to itself.
    ["36 GB", "change 0 B/s", "", 41.667],
    ["36 GB", "change 40 kB/s", "", 36e6 / 200 / HOUR],
    ["36 GB", "change 0 B/s", "reduction 2x", 41.667 / 2],
    // 3 days of 40 kB/s are 10.368 GB, which drain with 200 kB/s in 14.4 h.
    ["36 GB", "change 40 kB/s", "initial-copy shipped 3 d", 72 + 14.4],
    // Three days of 200 kB/s would be more than all data.
    ["12 GB", "change 200 kB/s", "initial-copy shipped 3 d", 72 + 12e6 / 40 / HOUR],
  ])("%s, %s, %s: the first copy takes %d h", (data, change, attributes, hours) => {
    const copy = copyOf(
      "files",
      `${LINE}workload files { site york; tier silver; data ${data}; ${change} }
replicate files to leeds { mode async; ${attributes} }`,
    );
    expect(Number(copy.initialCopy?.likely) / HOUR).toBeCloseTo(hours, 2);
  });

  it("finishes a first copy sooner when it starts in a quiet hour", () => {
    const copy = copyOf(
      "files",
      `${LINE}workload files { site york; tier silver; data 1.728 GB; change 0 B/s; change 120 kB/s 12:00-24:00 }
replicate files to leeds { mode async }`,
    );
    // 2 h alone at 240 kB/s, 4 h beside 120 kB/s.
    expect(Number(copy.initialCopy?.low) / HOUR).toBeCloseTo(2, 6);
    expect(Number(copy.initialCopy?.high) / HOUR).toBeCloseTo(4, 6);
  });

  it("does not know the first copy of unknown data", () => {
    const copy = copyOf(
      "files",
      `${LINE}workload files { site york; tier silver; change 1 kB/s }\nreplicate files to leeds { mode async }`,
    );
    expect(copy.initialCopy).toBeNull();
  });

  it("waits for the line in each write: round trips, transfer and the far side", () => {
    const copy = copyOf(
      "ledger",
      `link fibre york <-> leeds { bandwidth 1 Gbps; rtt 2 ms; efficiency 80 %; medium dark-fibre }
workload ledger { site york; tier silver; data 1 TB; change 10 MB/s; burst 5x; write-size 100 kB }
replicate ledger to leeds { mode sync; round-trips 2 }`,
    );
    // 2 · 2 ms + 100 kB / (100 − 50 MB/s) + 0.1 ms.
    expect(copy.addedWriteLatency?.likely).toBeCloseTo(0.0061, 9);
    expect(copy.required).toEqual(exact(50e6));
    expect(copy.rpo?.worst).toEqual(exact(0));
    expect(copy.backlogPerDay).toBeNull();
    expect(copy.rtt).toEqual(exact(0.002));
  });

  it("waits in a quorum for the majority only", () => {
    const copies = replicationsOf(`site hull { location 53.74, -0.33 }
link near york <-> leeds { bandwidth 10 Gbps; rtt 1 ms }
link far york <-> dublin { bandwidth 10 Gbps; rtt 9 ms }
workload ledger { site york; tier silver; data 1 TB; change 1 MB/s }
replicate ledger to leeds over near { mode quorum }
replicate ledger to dublin over far { mode quorum }`);
    // Three members: the writer and the nearer of the others.
    expect(copies.map(({ rtt }) => rtt)).toEqual([exact(0.001), exact(0.001)]);
  });

  it("adds up the ages of a cascade", () => {
    const copies = replicationsOf(`link near york <-> leeds { bandwidth 1 Gbps; rtt 2 ms }
link far leeds <-> dublin { bandwidth 1 Gbps; rtt 10 ms }
technology first { modes async; own-lag 4 s; source "own measurement" }
technology second { modes async; own-lag 30 s; source "own measurement" }
workload ledger { site york; tier silver; data 1 TB; change 1 MB/s }
replicate ledger to leeds over near { mode async; using first }
replicate ledger from leeds to dublin over far { mode async; using second }`);
    expect(copies.map(({ rpo }) => rpo?.worst.likely)).toEqual([4, 34]);
  });

  it("lists one entry for each workload, with its route, and what was assumed", () => {
    const copies = replicationsOf(`link near york <-> leeds { bandwidth 1 Gbps; rtt 2 ms }
link far leeds <-> dublin { bandwidth 1 Gbps; rtt 10 ms }
workload a { site york; tier silver; data 1 TB; change 1 MB/s }
workload b { site york; tier silver; data 1 TB; change 1 MB/s }
replicate a, b to dublin { mode async }`);
    expect(copies.map(({ workload, from, to, route }) => ({ workload, from, to, route }))).toEqual([
      { workload: "a", from: "york", to: "dublin", route: ["near", "far"] },
      { workload: "b", from: "york", to: "dublin", route: ["near", "far"] },
    ]);
    expect(copies[0]?.rtt).toEqual(exact(0.012));
    expect(copies[0]?.assumed).toEqual(
      expect.arrayContaining(["product-lag", "streams", "tcp-window", "carrier-loss", "mtu"]),
    );
  });

  it("never gets there without a route", () => {
    const copy = copyOf(
      "a",
      "workload a { site york; tier silver; data 1 TB; change 1 MB/s }\nreplicate a to dublin { mode async }",
    );
    const never = { low: "never", likely: "never", high: "never", reason: "no-route" };
    expect([copy.feasible, copy.reasons, copy.route]).toEqual(["no", ["no-route"], []]);
    expect([copy.rpo?.worst, copy.initialCopy]).toEqual([never, never]);
  });

  it("is left out while a name in it is unknown; the rest stays", () => {
    const copies = replicationsOf(`${LINE}workload a { site york; tier silver; data 1 TB; change 1 kB/s }
replicate a to leads { mode async }
replicate a to leeds { mode async }`);
    expect(copies.map(({ to }) => to)).toEqual(["leeds"]);
  });
});
