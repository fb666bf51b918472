import { describe, expect, it } from "vitest";
import type { Duration } from "../../server/src/estimate/kernel/duration.ts";
import { copyEstimate } from "../support/estimates.ts";
import { type HourlyRates, simulateWeek } from "./reference/step-simulation.ts";

/** An asynchronous copy over a line of 10 MB/s and 20 ms. The product's own lag is nothing unless a test is about it. */
function planOf(workload: string, link = "", replicate = "", more = "assume { product-lag 0 s }"): string {
  return `site a {}
site b {}
site c {}
tier gold { rpo 1 h; rto 1 h }
link wan a <-> b { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 20 ms; ${link} }
workload orders { site a; tier gold; ${/\bdata\b/.test(workload) ? "" : "data 1 TB; "}${workload} }
replicate orders to b { mode async; ${replicate} }
${more}
`;
}

const s = (duration: Duration | undefined) => (duration?.kind === "after" ? duration.time : duration?.because);
const ONE_WAY = 0.01;

describe("a week of asynchronous copying, against small steps of time", () => {
  const WORK = "change 2 MB/s; change 12 MB/s mon-fri 09:00-17:00";
  const days = (...hours: readonly (readonly [number, number])[]): HourlyRates =>
    [0, 1, 2, 3, 4].flatMap((day) => hours.map(([hour, rate]) => [day * 24 + hour, rate * 1e6] as const));

  it.each<[string, string, HourlyRates, HourlyRates]>([
    ["office hours on a share", planOf(WORK, "available 80 %"), days([0, 2], [9, 12], [17, 2]), [[0, 8e6]]],
    [
      "office hours, and others at night, past midnight",
      planOf(WORK, "other-traffic 7 MB/s 22:00-06:00"),
      days([0, 2], [9, 12], [17, 2]),
      [0, 1, 2, 3, 4, 5, 6].flatMap((day) => [
        [day * 24, 3e6] as const,
        [day * 24 + 6, 10e6] as const,
        [day * 24 + 22, 3e6] as const,
      ]),
    ],
    [
      "a batch at the week's end that runs into the next",
      planOf("change 1 MB/s; change 25 MB/s sun 20:00-24:00"),
      [
        [0, 1e6],
        [164, 25e6],
      ],
      [[0, 10e6]],
    ],
    [
      "where windows overlap the later counts",
      planOf("change 1 MB/s; change 12 MB/s mon-fri 08:00-18:00; change 20 MB/s mon 10:00-12:00; change 0 MB/s wed"),
      [
        [0, 1e6],
        [8, 12e6],
        [10, 20e6],
        [12, 12e6],
        [18, 1e6],
        [32, 12e6],
        [42, 1e6],
        [48, 0],
        [72, 1e6],
        [80, 12e6],
        [90, 1e6],
        [104, 12e6],
        [114, 1e6],
      ],
      [[0, 10e6]],
    ],
    [
      "a throttle by day",
      planOf("change 4 MB/s", "throttle 2 MB/s mon-fri 08:00-18:00"),
      [[0, 4e6]],
      [[0, 10e6], ...[0, 1, 2, 3, 4].flatMap((day) => [[day * 24 + 8, 2e6] as const, [day * 24 + 18, 10e6] as const])],
    ],
    [
      "reduced by half, and amplified",
      planOf(WORK, "available 50 %", "reduction 2x; amplification 120 %"),
      days([0, 1.2], [9, 7.2], [17, 1.2]),
      [[0, 5e6]],
    ],
    [
      "three copies",
      planOf("change 1 MB/s; change 4 MB/s mon-fri 09:00-17:00; count 3"),
      days([0, 3], [9, 12], [17, 3]),
      [[0, 10e6]],
    ],
    [
      "8.64 %/day of 1 TB: 1 MB/s",
      planOf("change 8.64 %/day; change 103.68 %/day mon-fri 09:00-17:00; data 1 TB"),
      days([0, 1], [9, 12], [17, 1]),
      [[0, 10e6]],
    ],
    [
      "a window of its own, at night",
      planOf("change 1 MB/s", "", "window 20:00-06:00"),
      [[0, 1e6]],
      [0, 1, 2, 3, 4, 5, 6].flatMap((day) => [
        [day * 24, 10e6] as const,
        [day * 24 + 6, 0] as const,
        [day * 24 + 20, 10e6] as const,
      ]),
    ],
  ])("%s", (_what, plan, arrivals, capacity) => {
    const { rpo } = copyEstimate(plan, "orders");
    const step = 10;
    const simulated = simulateWeek(arrivals, capacity, step);
    expect(simulated).toBeDefined();
    for (const what of ["typical", "p95", "worst"] as const) {
      const expected = (simulated?.[what] ?? Number.NaN) + ONE_WAY;
      const found = s(rpo?.[what].likely);
      expect(found, what).toBeTypeOf("number");
      expect(Math.abs(Number(found) - expected), what).toBeLessThanOrEqual(0.001 * expected + 2 * step);
    }
    if (simulated && simulated.worst > 60)
      expect(Math.abs(Number(rpo?.worstAt) - simulated.worstAt)).toBeLessThanOrEqual(60);
  });
});

describe("the age of a copy", () => {
  const worst = (plan: string, to?: string) => s(copyEstimate(plan, "orders", to).rpo?.worst.likely);

  it.each<[string, string, number | string]>([
    ["on an idle line is the way there", planOf("change 1 MB/s"), ONE_WAY],
    ["without any change too", planOf("change 0 MB/s"), ONE_WAY],
    ["is never below a product's own: 5 s where it is not known", planOf("change 1 MB/s", "", "", ""), 5],
    [
      "nor below the published: SRDF/A runs two cycles of 15 to 30 s behind",
      planOf("change 1 MB/s", "", "using srdf-a"),
      45,
    ],
    [
      "own lag and queue do not add up",
      // 2 h × 5 MB/s more than the line takes wait at noon: 36 GB, an hour of the line for the last byte of them.
      planOf(
        "change 1 MB/s; change 15 MB/s mon 10:00-12:00",
        "",
        "using own",
        'technology own { modes async; own-lag 30 s; source "x" }',
      ),
      (5e6 * 7200) / 10e6 + ONE_WAY,
    ],
    ["never ends on a line that is too small", planOf("change 11 MB/s"), "unbounded-lag"],
    ["nor on one that carries nothing", planOf("change 1 MB/s", "other-traffic 10 MB/s"), "no-capacity"],
  ])("%s", (_what, plan, expected) => {
    const age = worst(plan);
    if (typeof expected === "string") expect(age).toBe(expected);
    else expect(Number(age) / expected).toBeCloseTo(1, 5);
  });

  it("counts 1 / 5 / 60 s for a product that is not known", () => {
    const { rpo } = copyEstimate(planOf("change 1 MB/s", "", "", ""), "orders");
    expect([rpo?.worst.low, rpo?.worst.likely, rpo?.worst.high].map(s)).toEqual([1, 5, 60]);
  });

  it("grows in a day by what the line leaves behind", () => {
    const { backlogPerDay, verdict, reasons } = copyEstimate(planOf("change 11 MB/s"), "orders");
    expect(backlogPerDay.likely).toBeCloseTo(1e6 * 86_400, 0);
    expect({ verdict, reasons }).toEqual({ verdict: "missed", reasons: ["link-too-small"] });
  });

  it("adds up in a cascade", () => {
    const second = `link far b <-> c { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 60 ms; throttle 0.5 MB/s mon 00:00-06:00 }
replicate orders from b to c { mode async }
assume { product-lag 0 s }`;
    const plan = planOf("change 1 MB/s", "throttle 0.5 MB/s tue 00:00-03:00", "", second);
    // Half of 3 h of change waits: 5.4 GB, of which the oldest byte is 1.5 h old; then of 6 h: 3 h.
    expect(worst(plan, "b")).toBeCloseTo(1.5 * 3600 + 0.01, 2);
    expect(worst(plan, "c")).toBeCloseTo(1.5 * 3600 + 0.01 + 3 * 3600 + 0.03, 2);
  });

  it("is that of the freshest copy at the middle site, and a synchronous one there adds nothing", () => {
    const second = `link far b <-> c { bandwidth 80 Mbps; efficiency 100 %; loss 0 %; rtt 60 ms }
replicate orders from b to c { mode async }
assume { product-lag 2 s }`;
    const async = planOf("change 1 MB/s; burst 1x", "", "", second);
    expect(worst(async, "c")).toBeCloseTo(4, 6);
    expect(worst(async.replace("to b { mode async", "to b { mode sync"), "c")).toBeCloseTo(2, 6);
  });

  it("is not known where the middle site has no copy", () => {
    const plan = planOf("change 1 MB/s").replace("replicate orders to b", "replicate orders from b to a");
    expect(copyEstimate(plan, "orders").rpo).toBeUndefined();
  });
});

describe("an optimiser and a reduction squeeze the same bytes", () => {
  const keepsUp = (change: number, link: string, replicate: string) =>
    copyEstimate(planOf(`change ${change} MB/s`, link, replicate), "orders").verdict;

  it.each([
    [29, "optimiser 3x", "", "met"],
    [31, "optimiser 3x", "", "missed"],
    [19, "", "reduction 2x", "met"],
    [21, "", "reduction 2x", "missed"],
    [29, "optimiser 3x", "reduction 2x", "met"],
    [31, "optimiser 3x", "reduction 2x", "missed"],
    [29, "optimiser 2x", "reduction 3x", "met"],
    [31, "optimiser 2x", "reduction 3x", "missed"],
  ])("%d MB/s with %j and %j on 10 MB/s: %s", (change, link, replicate, verdict) => {
    expect(keepsUp(change, link, replicate)).toBe(verdict);
  });

  it.each([
    ["optimiser 3x", "reduction 2x", "reduction"],
    ["optimiser 2x", "reduction 3x", "optimiser"],
    ["optimiser 2x", "", undefined],
  ])("of %j and %j the smaller does not count: %s", (link, replicate, ignored) => {
    expect(copyEstimate(planOf("change 1 MB/s", link, replicate), "orders").demand?.ignored).toBe(ignored);
  });
});
