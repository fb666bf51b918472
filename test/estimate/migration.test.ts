import { describe, expect, it } from "vitest";
import type { Duration } from "../../server/src/estimate/kernel/duration.ts";
import { migrationEstimateOf } from "../support/migration-estimate-of.ts";

interface Parts {
  readonly link?: string;
  readonly workload?: string;
  readonly migrate?: string;
  readonly more?: string;
}

/** A line of 100 MB/s and 5 ms, a machine with 8 GB of memory of which 50 MB/s change, and 360 GB of data. */
function planOf({ link = "", workload = "", migrate = "method live", more = "" }: Parts): string {
  return `site a {}
site b {}
tier gold { rpo 1 h; rto 1 h }
link wan a <-> b { ${withDefaults(link, "bandwidth 800 Mbps", "rtt 5 ms", "efficiency 100 %", "loss 0 %")} }
workload orders { site a; tier gold; ${withDefaults(workload, "data 360 GB", "memory 8 GB", "dirty-rate 50 MB/s")} }
migrate orders from a to b { ${migrate} }
${more}`;
}

/** What is written, and those of the usual attributes that it leaves out; `no word` leaves one out. */
function withDefaults(written: string, ...usual: readonly string[]): string {
  const statements = written.split(";").map((statement) => statement.trim());
  const words = statements.map((statement) => statement.replace(/^no /, "").split(" ")[0]);
  const kept = statements.filter((statement) => !statement.startsWith("no "));
  return [...kept, ...usual.filter((statement) => !words.includes(statement.split(" ")[0]))].join("; ");
}

const estimate = (parts: Parts) => migrationEstimateOf(planOf(parts), "orders");
const timeOf = (duration: Duration | undefined) => (duration?.kind === "after" ? duration.time : duration?.because);

describe("live", () => {
  it("copies in rounds until the rest fits the pause", () => {
    const { duration, pause, live, verdict } = estimate({ migrate: "method live; pause 1 s" });
    // 80 + 40 + 20 + 10 + 5 + 2.5 + 1.25 s, then 0.625 s.
    expect(timeOf(duration?.likely)).toBeCloseTo(159.375, 6);
    expect(timeOf(pause?.likely)).toBeCloseTo(0.625, 6);
    expect(live?.one.cases.likely).toMatchObject({ rounds: 7 });
    expect(verdict).toBe("met");
    expect(duration?.low).toEqual(duration?.high);
  });

  it("stops for 300 ms at most where no pause is declared", () => {
    // Rounds halve: 80 s / 2⁹ = 0.156 s is the first below 0.3 s.
    const { pause } = estimate({});
    expect(timeOf(pause?.likely)).toBeCloseTo(0.15625, 9);
  });

  it.each<[string, Parts, string, readonly string[]]>([
    [
      "memory changes as fast as the line carries",
      { workload: "dirty-rate 100 MB/s" },
      "missed",
      ["live-migration-infeasible"],
    ],
    ["or perhaps", { workload: "dirty-rate 80..120 MB/s" }, "at-risk", ["live-migration-infeasible"]],
    [
      "two at a time share the line",
      { workload: "vms 2; dirty-rate 110 MB/s", migrate: "method live; concurrent 2" },
      "missed",
      ["live-migration-infeasible"],
    ],
    ["one after the other has it all", { workload: "vms 2; dirty-rate 110 MB/s" }, "met", []],
    ["whatever the memory is", { workload: "no memory; dirty-rate 200 MB/s" }, "missed", ["live-migration-infeasible"]],
    ["memory is not known", { workload: "no memory" }, "at-risk", ["not-estimated"]],
    ["its changes are not known", { workload: "no dirty-rate" }, "at-risk", ["not-estimated"]],
    ["the line is not known", { link: "no bandwidth" }, "at-risk", ["not-estimated"]],
    [
      "a line too small for each product",
      { link: "bandwidth 155 Mbps", workload: "dirty-rate 1 MB/s" },
      "missed",
      ["link-too-small"],
    ],
    [
      "an optimiser does not count towards it",
      { link: "bandwidth 155 Mbps; optimiser 10x", workload: "dirty-rate 1 MB/s" },
      "missed",
      ["link-too-small"],
    ],
    ["too far for each product", { link: "rtt 151 ms; tcp-window 64 MiB" }, "missed", ["live-migration-infeasible"]],
    ["so far that it depends on the product", { link: "rtt 20 ms" }, "at-risk", ["live-migration-infeasible"]],
    ["which is named", { link: "rtt 20 ms", migrate: "method live; using vmotion-6.0" }, "met", []],
    [
      "or does not go so far",
      { link: "rtt 20 ms", migrate: "method live; using vmotion-5.0" },
      "missed",
      ["technology-limit"],
    ],
    [
      "250 Mbps for each of four",
      { workload: "vms 4; dirty-rate 4 MB/s", migrate: "method live; using vmotion-6.0; concurrent 4" },
      "missed",
      ["link-too-small"],
    ],
    [
      "and for each of three",
      { workload: "vms 3; dirty-rate 3 MB/s", migrate: "method live; using vmotion-6.0; concurrent 3" },
      "met",
      [],
    ],
    ["by a product that does not move", { migrate: "method live; using srdf-s" }, "missed", ["technology-limit"]],
    [
      "a product of one's own",
      { migrate: "method live; using own", more: 'technology own { modes live; max-rtt 1 ms; source "x" }' },
      "missed",
      ["technology-limit"],
    ],
  ])("%s", (_what, parts, verdict, reasons) => {
    const found = estimate(parts);
    expect({ verdict: found.verdict, reasons: found.reasons }).toEqual({ verdict, reasons });
  });

  it("says what is missing", () => {
    expect(estimate({ workload: "no memory; no dirty-rate" }).missing).toEqual(["memory", "dirty-rate"]);
    expect(estimate({ workload: "no memory; no dirty-rate" }).duration).toBeUndefined();
    const named = planOf({ link: "no rtt" }).replace("to b {", "to b over wan {");
    expect(migrationEstimateOf(named, "orders").missing).toEqual(["rtt"]);
    expect(estimate({ link: "no bandwidth" }).missing).toEqual(["bandwidth"]);
  });

  it("moves the machines in groups, the last of which have more of the line", () => {
    // Five machines of 1.6 GB without changes: two and two at 50 MB/s take 32 s each, the fifth alone 16 s.
    const { duration, live } = estimate({ workload: "vms 5; dirty-rate 0 MB/s", migrate: "method live; concurrent 2" });
    expect(live?.machines).toBe(5);
    expect(timeOf(duration?.likely)).toBeCloseTo(32 + 32 + 16, 9);
  });

  it("does not do in one window what takes longer, group by group", () => {
    // Ten machines of 80 s each: 9 in 12 minutes, 10 in 13 min 20 s.
    const ten = "vms 10; memory 80 GB; dirty-rate 0 MB/s";
    const short = estimate({ workload: ten, migrate: "method live; window sat 20:00-20:12" });
    expect([short.windows?.likely, short.verdict, short.reasons]).toEqual([2, "missed", ["window-too-short"]]);
    const long = estimate({ workload: ten, migrate: "method live; window sat 20:00-20:14" });
    expect([long.windows?.likely, long.verdict]).toEqual([1, "met"]);
  });

  it("takes the line as it is in the window", () => {
    const link = "throttle 400 Mbps mon-fri 08:00-18:00";
    const night = estimate({ link, migrate: "method live; window 22:00-06:00" });
    expect(night.live?.goodput).toEqual({ low: 100e6, likely: 100e6, high: 100e6 });
    const day = estimate({ link, migrate: "method live; window mon 09:00-17:00" });
    expect(day.live?.goodput).toEqual({ low: 50e6, likely: 50e6, high: 50e6 });
    // 50 of 168 hours at half the speed.
    const always = estimate({ link });
    expect(always.live?.goodput.low).toBe(50e6);
    expect(always.live?.goodput.likely).toBeCloseTo((118 * 100e6 + 50 * 50e6) / 168, 0);
    expect(always.live?.goodput.high).toBe(100e6);
  });
});

describe("cold and storage", () => {
  it("takes bytes over what the line carries", () => {
    // 360 GB at 100 MB/s.
    const { duration, verdict } = estimate({ migrate: "method cold" });
    expect([timeOf(duration?.low), timeOf(duration?.likely), timeOf(duration?.high)]).toEqual([3600, 3600, 3600]);
    expect(verdict).toBe("met");
  });

  it.each<[string, Parts, number]>([
    ["cold: until it has started", { migrate: "method cold", workload: "start 10 min" }, 3600 + 600],
    ["and its machines have booted, ten at a time", { migrate: "method cold", workload: "vms 25" }, 3600 + 3 * 180],
  ])("is down %s", (_what, parts, expected) => {
    expect(timeOf(estimate(parts).pause?.likely)).toBe(expected);
  });

  it("or as many boot as the site lets", () => {
    const plan = planOf({ migrate: "method cold", workload: "vms 25" });
    const fast = plan.replace("site b {}", "site b { boot-concurrency 25; boot-time 60 s }");
    const { pause, assumed } = migrationEstimateOf(fast, "orders");
    expect([timeOf(pause?.likely), assumed]).toEqual([3660, []]);
  });

  it("names the constants that stood in for the boot", () => {
    expect(estimate({ migrate: "method cold", workload: "vms 25" }).assumed).toEqual(["boot-time", "boot-concurrency"]);
    expect(estimate({ migrate: "method cold" }).assumed).toEqual([]);
    expect(estimate({ migrate: "method storage", workload: "vms 25" }).assumed).toEqual([]);
  });

  it("storage: it is not down, and at worst what it writes travels as well", () => {
    const { duration, pause } = estimate({ migrate: "method storage", workload: "change 20 MB/s" });
    expect(pause).toBeUndefined();
    expect(timeOf(duration?.low)).toBe(3600);
    expect(timeOf(duration?.likely)).toBe(3600);
    expect(timeOf(duration?.high)).toBe(4500);
  });

  it("storage: may never end where more is written than the line carries", () => {
    const found = estimate({ migrate: "method storage", workload: "change 100 MB/s" });
    expect([found.verdict, found.reasons]).toEqual(["at-risk", ["link-too-small"]]);
  });

  it.each<[string, Parts, number | undefined, string, readonly string[]]>([
    ["fits an hour", { migrate: "method cold; window sat 20:00-21:00" }, 1, "met", []],
    [
      "does not fit half an hour",
      { migrate: "method cold; window sat 20:00-20:30" },
      2,
      "missed",
      ["window-too-short"],
    ],
    [
      "storage goes on a week later",
      { migrate: "method storage; window sat 20:00-20:30" },
      2,
      "at-risk",
      ["window-too-short"],
    ],
    [
      "with two moves on the line, neither does",
      { migrate: "method cold; concurrent 2; window sat 20:00-21:00" },
      2,
      "missed",
      ["window-too-short"],
    ],
    [
      "two machines are no more than both",
      { workload: "vms 2", migrate: "method storage; concurrent 2; window sat 20:00-21:00" },
      1,
      "met",
      [],
    ],
    [
      "the line is shut in the window",
      { link: "throttle 0 Mbps sat", migrate: "method cold; window sat 20:00-21:00" },
      undefined,
      "missed",
      ["link-too-small"],
    ],
  ])("%s", (_what, parts, windows, verdict, reasons) => {
    const found = estimate(parts);
    expect([found.windows?.likely, found.verdict, found.reasons]).toEqual([windows, verdict, reasons]);
  });

  it("goes behind what else is on the line", () => {
    // 360 GB at the 40 MB/s that a copy of 60 MB/s leaves.
    const beside = `workload other { site a; tier gold; data 1 TB; change 60 MB/s }
replicate other to b { mode async }`;
    const { duration } = estimate({ migrate: "method cold", more: beside });
    expect(timeOf(duration?.likely)).toBeCloseTo(9000, 3);
  });

  it("counts all copies of a workload", () => {
    expect(timeOf(estimate({ migrate: "method cold", workload: "count 3" }).duration?.likely)).toBe(3 * 3600);
  });

  it("needs the data, not the memory", () => {
    const found = estimate({ migrate: "method cold", workload: "no data; no memory; no dirty-rate" });
    expect([found.missing, found.verdict, found.reasons]).toEqual([["data"], "at-risk", ["not-estimated"]]);
  });

  it("never gets there without links", () => {
    const found = migrationEstimateOf(planOf({ migrate: "method cold" }).replace(/^link.*$/m, ""), "orders");
    expect([found.verdict, found.reasons, found.duration?.likely]).toEqual([
      "missed",
      ["no-route"],
      { kind: "never", because: "no-route" },
    ]);
  });
});
