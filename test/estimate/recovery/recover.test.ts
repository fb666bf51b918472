import { describe, expect, it } from "vitest";
import { rate } from "../../../server/src/quantity/quantity.ts";
import { exactly, uncertain } from "../../../server/src/quantity/uncertain.ts";
import { type RecoveryOptions, recoveries, recovery, stepTable, timeOf, type Way } from "../../support/recoveries.ts";

const MIN = 60;
const H = 3600;
const DAY = 24 * H;
const WEEK = 7 * DAY;

/** Detect 15 min, declare 1 h, mobilise 30 min. */
const GROUND = 15 * MIN + H + 30 * MIN;

interface Setting {
  readonly plan?: string;
  /** Attributes of the place of recovery, of the workload, of its replication. */
  readonly place?: string;
  readonly workload?: string;
  readonly copy?: string;
  readonly more?: string;
}

/** `orders` at `west`, copied to `east`; the rest is as a case needs it. */
function plan({ plan: settings = "", place = "", workload = "", copy = "mode async", more = "" }: Setting): string {
  return `plan "Test" { ${settings} }
site west {}
site east { ${place} }
site vault {}
tier gold { rpo 1 h; rto 4 h }
tier bronze { rpo 1 d; rto 2 d }
link wan west <-> east { bandwidth 10 Gbps; efficiency 80 %; loss 0 %; rtt 1 ms; medium dark-fibre }
link tail vault <-> east { bandwidth 800 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms; medium dark-fibre }
workload orders { site west; tier gold; data 1 TB; change 1 MB/s; ${workload} }
replicate orders to east { ${copy} }
${more}
`;
}

const FROM_REPLICA: Way = { of: "orders", from: "replica" };

describe("the time to recover one workload", () => {
  it.each<[string, Setting, Way, RecoveryOptions, number]>([
    ["the usual times, and 5 min to promote", {}, FROM_REPLICA, {}, GROUND + 5 * MIN],
    [
      "40 machines by 10 for 3 min are 4 waves; start 2 min, verify 4 min, users follow in 5 min",
      { workload: "vms 40; start 2 min; verify 4 min; redirect dns" },
      FROM_REPLICA,
      {},
      GROUND + 5 * MIN + 12 * MIN + 2 * MIN + 4 * MIN + 5 * MIN,
    ],
    [
      "the site's own boot: 3 copies of 7 machines by 4 for 1 min are 6 waves",
      { workload: "vms 7; count 3", place: "boot-concurrency 4; boot-time 1 min" },
      FROM_REPLICA,
      {},
      GROUND + 5 * MIN + 6 * MIN,
    ],
    ["hot: the machines run", { workload: "vms 40", place: "standby hot" }, FROM_REPLICA, {}, GROUND + 5 * MIN],
    [
      "cold: the site starts up in 4 h",
      { workload: "vms 10", place: "standby cold" },
      FROM_REPLICA,
      {},
      GROUND + 4 * H + 5 * MIN + 3 * MIN,
    ],
    [
      "none: 6 weeks, then 800 servers at 2/h",
      { workload: "count 800", place: "standby none" },
      FROM_REPLICA,
      {},
      GROUND + 6 * WEEK + 400 * H + 5 * MIN,
    ],
    [
      // TechTarget 2009: 800 servers in 48 h are 16.7 an hour.
      "none: 800 servers that are there at once, at 20/h",
      { workload: "count 800", place: "standby none; provision-lead 0 s; provision-rate 20/h" },
      FROM_REPLICA,
      {},
      GROUND + 40 * H + 5 * MIN,
    ],
    [
      "none: 90 machines by 40 a host need 3 hosts",
      { workload: "vms 45; count 2", place: "standby none; vms-per-host 40; provision-lead 1 d; boot-concurrency 90" },
      FROM_REPLICA,
      {},
      GROUND + DAY + 1.5 * H + 5 * MIN + 3 * MIN,
    ],
    [
      "staff that arrive later than they are called",
      { place: "staff-arrival 2 h" },
      FROM_REPLICA,
      {},
      15 * MIN + H + 2 * H + 5 * MIN,
    ],
    ["staff that arrive sooner", { place: "staff-arrival 10 min" }, FROM_REPLICA, {}, GROUND + 5 * MIN],
    ["a database: 2 min", { workload: "kind database" }, FROM_REPLICA, {}, GROUND + 2 * MIN],
    [
      "the product's class before the workload's kind",
      { workload: "kind database", copy: "mode sync; using vsan-stretched" },
      FROM_REPLICA,
      {},
      GROUND + 5 * MIN,
    ],
    ["promoted as declared", { copy: "mode async; promote 20 min" }, FROM_REPLICA, {}, GROUND + 20 * MIN],
    [
      "an earlier state: 5 min to go back, 5 min to promote",
      { copy: "mode async; history 1 d" },
      { of: "orders", from: "history" },
      {},
      GROUND + 5 * MIN + 5 * MIN,
    ],
    [
      "log shipping: the last 15 min and the 45 min held back replayed four times as fast",
      { workload: "kind database", copy: "mode log-shipping; every 15 min; apply-delay 45 min" },
      FROM_REPLICA,
      {},
      GROUND + 15 * MIN + 2 * MIN,
    ],
    [
      "automatic failover: noticed in 1 min, nobody is asked",
      { copy: "mode sync; failover automatic", workload: "vms 10" },
      FROM_REPLICA,
      {},
      MIN + 5 * MIN + 3 * MIN,
    ],
    [
      "the far side serves already: only users must follow",
      {
        place: "standby cold",
        copy: "mode sync; failover active",
        workload: "vms 10; start 5 min; verify 5 min; redirect bgp",
      },
      FROM_REPLICA,
      {},
      MIN + 2 * MIN,
    ],
    [
      "going back in time is a decision, whatever the failover",
      { copy: "mode sync; failover automatic; history 1 d" },
      { of: "orders", from: "history" },
      {},
      GROUND + 10 * MIN,
    ],
    ["users who need not move", { workload: "redirect dns" }, { of: "orders", from: "own" }, {}, GROUND],
    ["a redirection of its own length", { workload: "redirect dns 1 min" }, FROM_REPLICA, {}, GROUND + 6 * MIN],
    ["a load balancer redirects at once", { workload: "redirect load-balancer" }, FROM_REPLICA, {}, GROUND + 5 * MIN],
    ["or as declared", { workload: "redirect manual 7 min" }, FROM_REPLICA, {}, GROUND + 12 * MIN],
    [
      "the plan's times before the usual ones",
      { plan: "detect 1 min; declare 2 min; mobilise 3 min" },
      FROM_REPLICA,
      {},
      6 * MIN + 5 * MIN,
    ],
    [
      "the scenario's times before the plan's",
      {
        plan: "detect 1 min; declare 2 min; mobilise 3 min",
        more: "scenario flood { lose site west; detect 10 min; mobilise 1 h }",
      },
      FROM_REPLICA,
      { scenario: "flood" },
      10 * MIN + 2 * MIN + H + 5 * MIN,
    ],
    [
      "data that can be reached later than people are there",
      {},
      { ...FROM_REPLICA, reachable: 10 * H },
      {},
      10 * H + 5 * MIN,
    ],
    [
      // 1 TB at 200 MB/s.
      "a backup at the place, at the usual rate",
      { more: "backup nightly of orders to east { every 1 d; restore-lead 1 h }" },
      { of: "orders", from: "nightly" },
      {},
      GROUND + H + 5000,
    ],
    [
      "a backup as fast as it can be read",
      { more: "backup nightly of orders to east { every 1 d; restore-rate 500 MB/s }" },
      { of: "orders", from: "nightly" },
      {},
      GROUND + 2000,
    ],
    [
      "or written",
      { place: "restore-rate 100 MB/s", more: "backup nightly of orders to east { every 1 d; restore-rate 500 MB/s }" },
      { of: "orders", from: "nightly" },
      {},
      GROUND + 10_000,
    ],
    [
      // The link carries 100 MB/s, the backup could be read at 200.
      "or sent",
      { more: "backup nightly of orders to vault { every 1 d }" },
      { of: "orders", from: "nightly", to: "east" },
      {},
      GROUND + 10_000,
    ],
    [
      "or what others leave of the link",
      { more: "backup nightly of orders to vault { every 1 d }" },
      { of: "orders", from: "nightly", to: "east" },
      { spare: () => exactly(rate(25e6)) },
      GROUND + 40_000,
    ],
    [
      "what a courier brings",
      {
        more: "backup tapes of orders to west { every 1 d; transit 8 h; restore-lead 2 h }",
        workload: "recover-at west",
      },
      { of: "orders", from: "tapes" },
      {},
      GROUND + 2 * H + 5000,
    ],
    [
      "a snapshot where the workload stays",
      { more: "backup hourly of orders to west { every 1 h; method snapshot }" },
      { of: "orders", from: "hourly" },
      {},
      GROUND + 5 * MIN,
    ],
    [
      "a snapshot where the workload stays: its machines start anew",
      { workload: "vms 20; start 2 min", more: "backup hourly of orders to west { every 1 h; method snapshot }" },
      { of: "orders", from: "hourly" },
      {},
      GROUND + 5 * MIN + 6 * MIN + 2 * MIN,
    ],
    [
      "a backup at the place where it runs: so do they",
      {
        workload: "vms 20; redirect dns; verify 1 min",
        more: "backup local of orders to west { every 1 d; restore-rate 500 MB/s }",
      },
      { of: "orders", from: "local" },
      {},
      GROUND + 2000 + 6 * MIN + 1 * MIN,
    ],
    [
      "a backup at a hot place: its machines run with other data",
      { workload: "vms 20", place: "standby hot", more: "backup nightly of orders to east { every 1 d }" },
      { of: "orders", from: "nightly" },
      {},
      GROUND + 5000 + 6 * MIN,
    ],
    [
      "an earlier state at a hot place: they run with the newest",
      { workload: "vms 20", place: "standby hot", copy: "mode async; history 1 d" },
      { of: "orders", from: "history" },
      {},
      GROUND + 10 * MIN + 6 * MIN,
    ],
    [
      "data that survived where it runs: its machines do, too",
      { workload: "vms 20" },
      { of: "orders", from: "own" },
      {},
      GROUND,
    ],
    [
      // 1 TB over 10 Gbps × 80 % = 1 GB/s.
      "a copy that is run elsewhere than it lies",
      {},
      { ...FROM_REPLICA, to: "west" },
      {},
      GROUND + 1000 + 5 * MIN,
    ],
  ])("%s", (_what, setting, way, options, expected) => {
    const { rto } = recovery(plan(setting), way, options);
    expect(timeOf(rto.likely)).toBeCloseTo(expected, 6);
    expect(rto.low).toEqual(rto.likely);
    expect(rto.high).toEqual(rto.likely);
  });

  it.each<[string, Setting, Way, number, number]>([
    [
      // 25 h at 4 times the speed: the image is 24 h old, and took one to arrive. It is fetched and read in 3 h and 4000 s;
      // 25 h of 1 MB/s are 90 GB, read at 200 MB/s in 450 s.
      "logs: what they are applied to, they themselves, and their replay",
      {
        more: `backup image of orders to east { every 24 h; takes 1 h; restore-lead 3 h; restore-rate 250 MB/s }
backup logs of orders to east { every 15 min; method log; restore-lead 1 h }`,
      },
      { of: "orders", from: "logs" },
      GROUND + 3 * H + 4000,
      GROUND + 3 * H + 4000 + 450 + 6.25 * H,
    ],
    [
      // Fetching the logs takes longer than all of the image.
      "logs that are fetched while what they are applied to is read",
      {
        more: `backup image of orders to east { every 24 h; takes 1 h; restore-rate 250 MB/s }
backup logs of orders to east { every 15 min; method log; restore-lead 8 h }`,
      },
      { of: "orders", from: "logs" },
      GROUND + 8 * H,
      GROUND + 8 * H + 450 + 6.25 * H,
    ],
    [
      // 1 TB and 90 GB at 200 MB/s; just after the full there are no logs.
      "logs with a full of their own",
      { more: "backup logs of orders to east { every 15 min; method log; full-every 25 h; takes 0 s }" },
      { of: "orders", from: "logs" },
      GROUND + 5000,
      GROUND + 5000 + 450 + 6.25 * H,
    ],
    [
      "logs on a snapshot: the site goes back to it first",
      {
        more: `backup hourly of orders to west { every 24 h; method snapshot }
backup logs of orders to west { every 15 min; method log }`,
      },
      { of: "orders", from: "logs" },
      GROUND + 5 * MIN,
      GROUND + 5 * MIN + 432 + 6 * H,
    ],
    [
      // Half an hour is held back: at most all of it is replayed to get to the state before the corruption.
      "an earlier state that is still held back",
      { copy: "mode async; apply-delay 30 min" },
      { of: "orders", from: "history" },
      GROUND + 5 * MIN,
      GROUND + 7.5 * MIN + 5 * MIN,
    ],
  ])("%s: none at best, just after what they follow", (_what, setting, way, least, most) => {
    const { rto } = recovery(plan(setting), way);
    expect([rto.low, rto.likely, rto.high].map(timeOf)).toEqual([least, most, most]);
  });

  it("is low, likely and high where its parts are", () => {
    const text = plan({
      place: "boot-concurrency 10; boot-time 2..4 min; staff-arrival 10..50 min",
      workload: "vms 40",
      copy: "mode async; promote 4..10 min",
    });
    const { rto } = recovery(text, FROM_REPLICA);
    // 4 waves of 2, 3, 4 min; a range's likely value is its middle, so staff arrive as they are mobilised, or at 50 min.
    expect([rto.low, rto.likely, rto.high].map(timeOf)).toEqual([
      GROUND + 4 * MIN + 8 * MIN,
      GROUND + 7 * MIN + 12 * MIN,
      GROUND + 20 * MIN + 10 * MIN + 16 * MIN,
    ]);
  });

  it("is not known where the data are not", () => {
    const text = plan({ more: "backup nightly of orders to vault { every 1 d }" }).replace("data 1 TB;", "");
    const { rto } = recovery(text, { of: "orders", from: "nightly", to: "east" });
    expect(timeOf(rto.high)).toBe("not-known");
  });

  it("never comes over a link on which nothing is left", () => {
    const text = plan({ more: "backup nightly of orders to vault { every 1 d }" });
    const spare = () => uncertain(rate(0), rate(25e6), rate(50e6));
    const { rto } = recovery(text, { of: "orders", from: "nightly", to: "east" }, { spare });
    expect([rto.low, rto.likely, rto.high].map(timeOf)).toEqual([GROUND + 20_000, GROUND + 40_000, "no-capacity"]);
  });
});

describe("the steps of a recovery", () => {
  const setting = { workload: "vms 40; start 2 min; verify 4 min; redirect dns", place: "boot-time 1 min" };

  it("stand in the order of their start, with the path that decides", () => {
    const { steps, criticalPath, assumed } = recovery(plan(setting), FROM_REPLICA);
    expect(stepTable(steps)).toEqual([
      ["detect", 0, 900],
      ["declare the disaster", 900, 4500],
      ["mobilise staff", 4500, 6300],
      ["promote the copy of 'orders'", 6300, 6600],
      ["boot 40 machines of 'orders'", 6600, 6840],
      ["start 'orders'", 6840, 6960],
      ["verify 'orders'", 6960, 7200],
      ["redirect users to 'orders'", 7200, 7500],
    ]);
    expect(criticalPath).toEqual(steps);
    expect([...assumed].sort()).toEqual([
      "boot-concurrency",
      "declare",
      "detect",
      "mobilise",
      "promote-array",
      "redirect-dns",
    ]);
  });

  it("say where their time comes from", () => {
    const text = plan({ ...setting, plan: "detect 1 min", copy: "mode async; promote 1 min", more: RUNBOOK });
    const { steps } = recovery(text, FROM_REPLICA, { scenario: "flood" });
    expect(steps.map(({ origin }) => origin)).toEqual([
      { kind: "declared", by: "plan" },
      { kind: "runbook", step: "decide" },
      { kind: "declared", by: "scenario" },
      { kind: "declared", by: "replication" },
      { kind: "computed" },
      { kind: "declared", by: "workload" },
      { kind: "declared", by: "workload" },
      { kind: "constant", name: "redirect-dns" },
    ]);
  });
});

const RUNBOOK = `scenario flood { lose site west; mobilise 1 min }
runbook all { step decide "Decide" { takes 5 min; kind declare } }`;

describe("workloads that recover together", () => {
  const workloads = (count: number, attributes: (index: number) => string) =>
    Array.from(
      { length: count },
      (_, i) => `workload w${i} { site west; data 1 TB; change 1 MB/s; ${attributes(i)} }`,
    ).join("\n");
  const rtos = (text: string, ways: readonly Way[], options?: RecoveryOptions) =>
    Object.fromEntries([...recoveries(text, ways, options)].map(([name, { rto }]) => [name, timeOf(rto.likely)]));
  const replicas = (...names: readonly string[]): readonly Way[] => names.map((of) => ({ of, from: "replica" }));

  it("boot by tier, as the pool has slots", () => {
    const more = `${workloads(3, (i) => `vms 20; tier ${i === 2 ? "gold" : "bronze"}`)}
replicate w0, w1, w2 to east { mode async }`;
    // Waves of 10 for 3 min: w2 first, then w0, then w1, 2 waves each.
    expect(rtos(plan({ more }), replicas("w0", "w1", "w2"))).toEqual({
      w2: GROUND + 5 * MIN + 6 * MIN,
      w0: GROUND + 5 * MIN + 12 * MIN,
      w1: GROUND + 5 * MIN + 18 * MIN,
    });
  });

  it.each([
    ["by the declared order of tiers", "tier a { order 2; rto 1 h }\ntier b { order 1; rto 9 h }", "b first"],
    ["by the shorter RTO without one", "tier a { rto 1 h }\ntier b { rto 9 h }", "a first"],
    ["a tier with an order before one without", "tier a { rto 1 h }\ntier b { order 9; rto 9 h }", "b first"],
  ])("go %s", (_what, tiers, first) => {
    const more = `${tiers}
workload a1 { site west; tier a; data 1 TB; vms 10 }
workload b1 { site west; tier b; data 1 TB; vms 10 }
replicate a1, b1 to east { mode async; promote 0 s }`;
    const [sooner, later] = [GROUND + 3 * MIN, GROUND + 6 * MIN];
    expect(rtos(plan({ more }), replicas("a1", "b1"))).toEqual(
      first === "a first" ? { a1: sooner, b1: later } : { a1: later, b1: sooner },
    );
  });

  it("share a backup that is read for several", () => {
    const more = `${workloads(2, (i) => `tier bronze; ${i === 1 ? "count 3" : ""}`)}
backup nightly of w0, w1 to east { every 1 d; restore-rate 100 MB/s }`;
    // 50 MB/s each until w0 has its 1 TB at 20 000 s; w1 lacks 2 TB of 3 then, at 100 MB/s.
    expect(
      rtos(plan({ more }), [
        { of: "w0", from: "nightly" },
        { of: "w1", from: "nightly" },
      ]),
    ).toEqual({ w0: GROUND + 20_000, w1: GROUND + 40_000 });
  });

  it("share a site that takes several backups in, and the urgent one goes first", () => {
    const more = `${workloads(2, (i) => (i === 1 ? "tier gold" : "tier bronze"))}
backup first of w0 to east { every 1 d; restore-rate 100 MB/s }
backup second of w1 to east { every 1 d; restore-rate 100 MB/s }`;
    const ways: readonly Way[] = [
      { of: "w0", from: "first" },
      { of: "w1", from: "second" },
    ];
    // At 100 MB/s w1 takes all for 10 000 s, then w0. At 150 MB/s w0 has half the speed meanwhile. At 200 MB/s, the
    // usual rate of a site, both have theirs.
    expect(rtos(plan({ more, place: "restore-rate 100 MB/s" }), ways)).toEqual({
      w1: GROUND + 10_000,
      w0: GROUND + 20_000,
    });
    expect(rtos(plan({ more, place: "restore-rate 150 MB/s" }), ways)).toEqual({
      w1: GROUND + 10_000,
      w0: GROUND + 15_000,
    });
    expect(rtos(plan({ more }), ways)).toEqual({ w1: GROUND + 10_000, w0: GROUND + 10_000 });
  });

  it("share a link, whatever the backups", () => {
    const more = `${workloads(2, () => "tier bronze")}
backup first of w0 to vault { every 1 d }
backup second of w1 to vault { every 1 d }`;
    const ways = ["first", "second"].map((from, i) => ({ of: `w${i}`, from, to: "east" }));
    // 100 MB/s for 2 TB.
    expect(rtos(plan({ more }), ways)).toEqual({ w0: GROUND + 20_000, w1: GROUND + 20_000 });
  });

  it("share those who set servers up, and wait once for them to be delivered", () => {
    const more = `${workloads(2, (i) => (i === 1 ? "tier gold; count 10" : "tier bronze; count 20"))}
replicate w0, w1 to east { mode async; promote 0 s }`;
    expect(rtos(plan({ more, place: "standby none; provision-lead 1 d" }), replicas("w0", "w1"))).toEqual({
      w1: GROUND + DAY + 5 * H,
      w0: GROUND + DAY + 15 * H,
    });
  });

  it("start a cold site once", () => {
    const more = `${workloads(2, () => "tier bronze")}
replicate w0, w1 to east { mode async }`;
    const expected = GROUND + 4 * H + 5 * MIN;
    expect(rtos(plan({ more, place: "standby cold" }), replicas("w0", "w1"))).toEqual({ w0: expected, w1: expected });
  });

  it("start after what they need, which is as urgent as they are", () => {
    const more = `workload directory { site west; tier bronze; data 40 GB; kind directory; vms 10; start 30 min }
workload middle { site west; tier bronze; data 40 GB; needs directory; start 10 min }
workload front { site west; tier gold; data 40 GB; needs middle; vms 10; start 1 min; verify 2 min }
workload other { site west; tier gold; data 40 GB; vms 10; start 1 min }
replicate directory, middle, front, other to east { mode async }`;
    const text = plan({ more });
    const base = GROUND + 5 * MIN;
    const all = replicas("front", "other", "middle", "directory");
    // Boots of 3 min: directory and other (need nothing), then front. Starts: directory at 3 + 30, middle + 10, front + 1.
    expect(rtos(text, all)).toEqual({
      directory: base + 33 * MIN,
      middle: base + 43 * MIN,
      front: base + 44 * MIN + 2 * MIN,
      other: base + 7 * MIN,
    });
    expect(stepTable(recoveries(text, all).get("front")?.criticalPath ?? []).slice(3)).toEqual([
      ["promote the copy of 'directory'", GROUND, base],
      ["boot 10 machines of 'directory'", base, base + 3 * MIN],
      ["start 'directory'", base + 3 * MIN, base + 33 * MIN],
      ["start 'middle'", base + 33 * MIN, base + 43 * MIN],
      ["start 'front'", base + 43 * MIN, base + 44 * MIN],
      ["verify 'front'", base + 44 * MIN, base + 46 * MIN],
    ]);
    // Alone it does not wait.
    expect(rtos(text, replicas("front"))).toEqual({ front: base + 6 * MIN });
  });

  it("never start without what they need", () => {
    const more = `workload front { site west; tier gold; data 40 GB; needs lost }
workload back { site west; tier gold; data 40 GB; needs front }
workload lost { site west; tier gold; data 40 GB }
replicate front, back to east { mode async }`;
    const options = { lost: new Map([["lost", "no-copy" as const]]) };
    expect(rtos(plan({ more }), replicas("front", "back", "orders"), options)).toEqual({
      front: "no-copy",
      back: "no-copy",
      orders: GROUND + 5 * MIN,
    });
    const { criticalPath } = recoveries(plan({ more }), replicas("back", "front"), options).get("back") ?? {};
    expect(criticalPath?.[0]?.step).toBe("recover 'lost'");
  });

  it("start together when they need each other", () => {
    const more = `workload a { site west; tier gold; data 1 GB; needs b; start 10 min }
workload b { site west; tier gold; data 1 GB; needs a; start 20 min }
workload c { site west; tier gold; data 1 GB; needs a; start 1 min }
replicate a, b, c to east { mode async }`;
    const base = GROUND + 5 * MIN;
    expect(rtos(plan({ more }), replicas("a", "b", "c"))).toEqual({
      a: base + 10 * MIN,
      b: base + 20 * MIN,
      c: base + 11 * MIN,
    });
  });

  it("wait for people only where no machine takes over", () => {
    const more = `${workloads(1, () => "tier gold; needs orders")}
replicate w0 to east { mode sync; failover automatic }`;
    expect(rtos(plan({ more }), replicas("w0", "orders"))).toEqual({ w0: GROUND + 5 * MIN, orders: GROUND + 5 * MIN });
    expect(rtos(plan({ more }), replicas("w0"))).toEqual({ w0: 6 * MIN });
  });
});
