import { describe, expect, it } from "vitest";
import { type ConstantName, shippedConstants } from "../../server/src/model/constants.ts";
import { analyseText } from "../support/analyse-text.ts";
import { backupEstimate } from "../support/backups.ts";
import { copyEstimate, linkEstimate } from "../support/estimates.ts";
import { outcomeIn, scenarioEstimate } from "../support/scenarios.ts";

const C = 299_792_458;

/** One degree along the equator of the WGS84 ellipsoid, metres: 6 378 137 × π / 180. */
const DEGREE = 111_319.490_793;

/** Proven by whole recoveries, in `recovery/recovery-constants.test.ts`. */
const PROVEN_BY_RECOVERIES: readonly ConstantName[] = [
  "automatic-detect",
  "boot-concurrency",
  "boot-time",
  "cold-start",
  "declare",
  "detect",
  "mobilise",
  "promote-array",
  "promote-database",
  "promote-hypervisor",
  "provision-lead",
  "provision-rate",
  "redirect-bgp",
  "redirect-dns",
  "replay-speed",
];

/** A burst counts by its height; how long it lasts is told and does not count (docs/model.md, limits of validity). */
const WITHOUT_EFFECT: readonly ConstantName[] = ["burst-length"];

interface Effect {
  readonly name: ConstantName;
  readonly plan: string;
  readonly read: (plan: string) => number | string | undefined;
  readonly usually: number | string;
  readonly override: string;
  readonly changed: number | string;
}

/** Two sites on the equator, and the link `wan` between them. */
function line(attributes: string, degrees = 9): string {
  return `site west { location 0, 0 }
site east { location 0, ${degrees} }
link wan west <-> east { bandwidth 10 Gbps; ${attributes} }
`;
}

/** `orders` on a line of 10 MB/s and 1 ms, with nothing left open but what `open` leaves out. */
function copy(mode: string, workload: string): string {
  return `site west {}
site east {}
tier gold { rpo 1 h; rto 1 h }
link wan west <-> east { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }
workload orders { site west; tier gold; data 1 TB; ${workload} }
replicate orders to east { mode ${mode} }
`;
}

const time = (bound: "low" | "likely" | "high") => (plan: string) => linkEstimate(plan, "wan").rtt?.time[bound];
const shortest = (plan: string) => linkEstimate(plan, "wan").rtt?.floor;
const flow = (plan: string) => linkEstimate(plan, "wan").flow?.goodput.likely.flow;
const added = (plan: string) => {
  const likely = copyEstimate(plan, "orders").sync?.added.likely;
  return likely?.kind === "after" ? likely.time : undefined;
};

/** Segments in flight of one stream: Mathis et al. 1997, and RFC 9438, equation 6 of section 5.1. */
const RENO = (loss: number) => Math.sqrt(1.5 / loss);
const CUBIC = (rtt: number, loss: number) => 1.054 * (rtt / loss) ** 0.75;

/** A backup `kept` at its own site, of 360 GB. */
function kept(attributes: string): string {
  return `site west {}
workload orders { site west; data 360 GB }
backup kept of orders to west { ${attributes} }
`;
}

const readBack = (plan: string) => {
  const { likely } = backupEstimate(plan, "kept").restore;
  return likely.kind === "after" ? likely.time : undefined;
};

const EFFECTS: readonly Effect[] = [
  {
    name: "route-factor",
    plan: line("medium dark-fibre"),
    read: time("likely"),
    usually: (1.5 * 2 * 9 * DEGREE * 1.4682) / C + 200e-6,
    override: "1.8",
    changed: (1.8 * 2 * 9 * DEGREE * 1.4682) / C + 200e-6,
  },
  {
    name: "short-route-factor",
    plan: line("medium dark-fibre", 0.5),
    read: time("high"),
    usually: (3 * DEGREE * 1.4682) / C + 200e-6,
    override: "4",
    changed: (4 * DEGREE * 1.4682) / C + 200e-6,
  },
  {
    name: "glass-index",
    plan: line("distance 1_000 km"),
    read: time("likely"),
    usually: (2e6 * 1.4682) / C + 200e-6,
    override: "1.5",
    changed: (2e6 * 1.5) / C + 200e-6,
  },
  {
    name: "air-index",
    plan: line("distance 1_000 km; medium hollow-core"),
    read: time("likely"),
    usually: (2e6 * 1.0003) / C + 200e-6,
    override: "1.1",
    changed: (2e6 * 1.1) / C + 200e-6,
  },
  {
    name: "device-delay",
    plan: line("distance 1_000 km"),
    read: time("likely"),
    usually: (2e6 * 1.4682) / C + 8 * 25e-6,
    override: "1 ms",
    changed: (2e6 * 1.4682) / C + 8e-3,
  },
  {
    name: "devices-per-end",
    plan: line("distance 1_000 km"),
    read: time("likely"),
    usually: (2e6 * 1.4682) / C + 8 * 25e-6,
    override: "5",
    changed: (2e6 * 1.4682) / C + 20 * 25e-6,
  },
  {
    name: "geo-altitude",
    plan: line("medium geo-satellite"),
    read: shortest,
    usually: (4 * 35_786_000) / C,
    override: "40_000 km",
    changed: (4 * 40_000_000) / C,
  },
  {
    name: "leo-altitude",
    plan: line("medium leo-satellite"),
    read: shortest,
    usually: (4 * 550_000) / C,
    override: "1_200 km",
    changed: (4 * 1_200_000) / C,
  },
  {
    name: "tcp-window",
    plan: line("rtt 100 ms; medium dark-fibre; streams 1"),
    read: flow,
    usually: 41_943_040,
    // 64 KiB over 100 ms are 5.24 Mbps (superglobalcalculator.com, TCP).
    override: "64 KiB",
    changed: 655_360,
  },
  {
    name: "streams",
    plan: line("rtt 100 ms; medium dark-fibre"),
    read: flow,
    usually: 4 * 41_943_040,
    override: "2",
    changed: 2 * 41_943_040,
  },
  {
    name: "mtu",
    plan: line("rtt 1 ms; medium dark-fibre"),
    read: flow,
    usually: (1.25e9 * 1460) / 1538,
    override: "9_000 B",
    changed: (1.25e9 * 8960) / 9038,
  },
  {
    name: "private-loss",
    plan: line("rtt 50 ms; medium dark-fibre; tcp-window 1 GiB"),
    read: flow,
    usually: (1.25e9 * 1460) / 1538,
    override: "0.1 %",
    changed: ((4 * 1460) / 0.05) * RENO(0.001),
  },
  {
    name: "carrier-loss",
    plan: line("rtt 50 ms; medium mpls; tcp-window 1 GiB"),
    read: flow,
    usually: ((4 * 1460) / 0.05) * CUBIC(0.05, 1e-5),
    override: "0.1 %",
    changed: ((4 * 1460) / 0.05) * RENO(0.001),
  },
  {
    name: "internet-loss",
    plan: line("rtt 50 ms; medium internet-vpn; tcp-window 1 GiB"),
    read: flow,
    usually: ((4 * 1406) / 0.05) * RENO(0.001),
    override: "0.001 %",
    changed: ((4 * 1406) / 0.05) * CUBIC(0.05, 1e-5),
  },
  {
    name: "leased-line-efficiency",
    plan: line("rtt 1 ms; medium leased-line; loss 0 %").replace("10 Gbps", "2 Mbps"),
    read: flow,
    // DataCore and Riverbed case study (Waterstons): 240 kB/s usable of 2 Mbps.
    usually: 240e3,
    override: "90 %",
    changed: 225e3,
  },
  {
    name: "remote-service",
    plan: copy("sync", "change 2 MB/s; burst 1x; write-size 8 kB"),
    read: added,
    usually: 1e-3 + 8e3 / 8e6 + 0.1e-3,
    override: "2 ms",
    changed: 1e-3 + 8e3 / 8e6 + 2e-3,
  },
  {
    name: "write-size",
    plan: copy("sync", "change 2 MB/s; burst 1x"),
    read: added,
    usually: 1e-3 + 8192 / 8e6 + 0.1e-3,
    override: "80 kB",
    changed: 1e-3 + 80e3 / 8e6 + 0.1e-3,
  },
  {
    name: "local-write",
    plan: copy("sync", "change 2 MB/s; burst 1x; write-size 8 kB"),
    read: (plan) => copyEstimate(plan, "orders").sync?.writesPerSecond.likely,
    usually: 1 / (0.5e-3 + 2.1e-3),
    override: "7.9 ms",
    changed: 100,
  },
  {
    name: "burst",
    plan: copy("sync", "change 2 MB/s; write-size 8 kB"),
    read: (plan) => copyEstimate(plan, "orders").required?.likely,
    usually: 4e6,
    override: "3x",
    changed: 6e6,
  },
  {
    name: "busy-threshold",
    plan: copy("sync", "change 7 MB/s; burst 1x; write-size 8 kB"),
    read: (plan) => copyEstimate(plan, "orders").sync?.load.verdict,
    usually: "met",
    override: "60 %",
    changed: "at-risk",
  },
  {
    name: "product-lag",
    plan: copy("async", "change 2 MB/s"),
    read: (plan) => {
      const worst = copyEstimate(plan, "orders").rpo?.worst.likely;
      return worst?.kind === "after" ? worst.time : undefined;
    },
    usually: 5,
    override: "20 s",
    changed: 20,
  },
  {
    name: "restore-rate",
    plan: kept("every 1 d"),
    read: readBack,
    usually: 1800, // 360 GB at 200 MB/s
    override: "100 MB/s",
    changed: 3600,
  },
  {
    name: "revert-snapshot",
    plan: kept("every 1 h; method snapshot"),
    read: readBack,
    usually: 300,
    override: "20 min",
    changed: 1200,
  },
  {
    name: "undetected",
    // 9 d old at worst, of which the time unnoticed passes before anybody looks: 8 d, and with 2 d one spacing.
    plan: `site a {}
site vault { role vault }
tier gold {}
workload w { site a; tier gold; data 1 GB; change 1 kB/s }
backup weekly of w to vault { every 7 d; takes 1 h; transit 47 h; keep 1 year }
`,
    read: (plan) => {
      const { low } = outcomeIn(plan, "corruption-of-w", "w").rpo;
      return low.kind === "after" ? low.time : undefined;
    },
    usually: 8 * 86_400,
    override: "2 d",
    changed: 7 * 86_400,
  },
  {
    name: "separation-latency",
    plan: `site a {}
site b {}
site c {}
link ab a <-> b { bandwidth 1 Gbps; rtt 2 ms }
link bc b <-> c { bandwidth 1 Gbps; rtt 12 ms }
tier gold {}
workload db { site a; tier gold; data 1 GB; change 1 kB/s }
workload app { site c; tier gold; data 1 GB; change 1 kB/s; needs db }
replicate db to b { mode sync }
replicate app to b { mode sync }
link ac a <-> c { bandwidth 1 Gbps; rtt 1 ms }
`,
    read: (plan) => scenarioEstimate(plan, "loss-of-a").notes[0]?.kind ?? "near enough",
    usually: "separated",
    override: "12 ms",
    changed: "near enough",
  },
];

function close(expected: number | string): unknown {
  return typeof expected === "number" ? expect.closeTo(1, 3) : expected;
}

/** Numbers over what is expected, words as they are. */
function over(value: number | string | undefined, expected: number | string): unknown {
  return typeof value === "number" && typeof expected === "number" ? value / expected : value;
}

describe("an override in `assume` changes what rests on the constant", () => {
  it.each(EFFECTS)("$name: $override", ({ plan, read, usually, override, changed, name }) => {
    expect(over(read(plan), usually)).toEqual(close(usually));
    expect(over(read(`${plan}assume { ${name} ${override} }\n`), changed)).toEqual(close(changed));
  });

  it("place-uncertainty: how near two named places may be to each other", () => {
    const plan = `site a { location "Frankfurt" }
site b { location "Dublin" }
link wan a <-> b { bandwidth 1 Gbps }
`;
    const least = (assume: string) => linkEstimate(plan + assume, "wan").rtt?.vacuumFloor ?? Number.NaN;
    // Both ends may lie 10 km further apart, there and back.
    expect(least("assume { place-uncertainty 5 km }") - least("")).toBeCloseTo((4 * 10_000) / C, 9);
    expect(least("assume { place-uncertainty 2_000 km }")).toBe(0);
  });

  it("is known for every constant, once", () => {
    const named = [...EFFECTS.map(({ name }) => name), "place-uncertainty", ...PROVEN_BY_RECOVERIES, ...WITHOUT_EFFECT];
    expect(named.sort()).toEqual(Object.keys(shippedConstants()).sort());
  });
});

describe("the shipped constants", () => {
  it("all have a value in its range, and a source", () => {
    for (const { name, value, source, text } of Object.values(shippedConstants())) {
      expect(value.low, name).toBeLessThanOrEqual(value.likely);
      expect(value.likely, name).toBeLessThanOrEqual(value.high);
      expect(source, name).not.toBe("");
      expect(text, name).not.toBe("");
    }
  });

  it.each([
    ["the last of several overrides counts", "assume { streams 2 }\nassume { streams 8 }", 8],
    ["an override with an error in it is none", "assume { streams many }", 4],
  ])("%s", (_what, assume, streams) => {
    expect(analyseText(assume).estimates.constants.streams.value.likely).toBe(streams);
  });

  it("say whether the plan overrides them", () => {
    const { constants } = analyseText("assume { streams 2 }").estimates;
    expect([constants.streams.overridden, constants.mtu.overridden]).toEqual([true, false]);
  });
});

describe("the route factor of an author", () => {
  const ends = (assume: string) => {
    const { rtt } = linkEstimate(`${line("medium dark-fibre", 0.5)}assume { ${assume} }`, "wan");
    return [rtt?.time.low, rtt?.time.high].map((bound) => (((bound ?? 0) - 200e-6) * C) / (DEGREE * 1.4682));
  };

  it("is meant for short routes too", () => {
    expect(ends("route-factor 1.6")).toEqual([expect.closeTo(1.6, 6), expect.closeTo(1.6, 6)]);
  });

  it("leaves short routes what they get of their own", () => {
    expect(ends("route-factor 1.6; short-route-factor 2")).toEqual([expect.closeTo(1.6, 6), expect.closeTo(2, 6)]);
  });

  it("makes no route shorter than the great circle", () => {
    expect(ends("route-factor 0.5")).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
  });
});
