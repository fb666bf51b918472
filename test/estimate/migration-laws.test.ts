import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDurations } from "../../server/src/estimate/kernel/duration.ts";
import { migrationEstimateOf } from "../support/migration-estimate-of.ts";

/** What is drawn of a plan with one migration. Rates in kB/s, sizes in MB. */
interface Case {
  readonly bandwidth: number;
  readonly dirty: number;
  readonly memory: number;
  readonly data: number;
  readonly change: number;
  readonly vms: number;
  readonly concurrent: number;
  readonly spread: number;
  readonly method: string;
  readonly window: string;
  readonly throttle: string;
}

const WINDOWS = ["mon-fri 09:00-17:00", "22:00-06:00", "sat,sun", "sun 23:00-02:00"];

const cases: fc.Arbitrary<Case> = fc.record({
  bandwidth: fc.integer({ min: 1000, max: 1_000_000 }),
  dirty: fc.integer({ min: 0, max: 500_000 }),
  memory: fc.integer({ min: 1, max: 100_000 }),
  data: fc.integer({ min: 1, max: 5_000_000 }),
  change: fc.integer({ min: 0, max: 100_000 }),
  vms: fc.integer({ min: 1, max: 30 }),
  concurrent: fc.integer({ min: 1, max: 6 }),
  spread: fc.constantFrom(0, 10, 40),
  method: fc.constantFrom("live", "live", "cold", "storage"),
  window: fc.constantFrom("", ...WINDOWS.map((window) => `window ${window};`)),
  throttle: fc.constantFrom("", ...WINDOWS.map((window) => `throttle 900 kB/s ${window};`)),
});

function planOf({ spread, ...one }: Case): string {
  const give = (value: number, unit: string) => (spread === 0 ? `${value} ${unit}` : `${value} ${unit} ± ${spread} %`);
  return `site a {}
site b {}
tier gold { rpo 1 h; rto 1 h }
link wan a <-> b { bandwidth ${give(one.bandwidth, "kB/s")}; rtt 2 ms; ${one.throttle} }
workload orders {
  site a; tier gold; vms ${one.vms}; change ${give(one.change, "kB/s")}
  memory ${give(one.memory, "MB")}; dirty-rate ${give(one.dirty, "kB/s")}; data ${give(one.data, "MB")}
}
migrate orders from a to b { method ${one.method}; concurrent ${one.concurrent}; ${one.window} }
`;
}

const durationOf = (one: Case) => {
  const { duration } = migrationEstimateOf(planOf(one), "orders");
  if (!duration) throw new Error("Nothing is estimated.");
  return duration;
};

const RUNS = { seed: 20_260_914, numRuns: 150 };
/** Relative difference that is rounding. */
const BARELY = 1e-9;

function expectNoLonger(better: Case, worse: Case): void {
  const [short, long] = [durationOf(better), durationOf(worse)];
  for (const bound of ["low", "likely", "high"] as const) {
    const [a, b] = [short[bound], long[bound]];
    if (b.kind === "never") continue;
    expect(a.kind).toBe("after");
    if (a.kind === "after") expect(a.time).toBeLessThanOrEqual(b.time * (1 + BARELY) + BARELY);
  }
}

describe("migrations", () => {
  it("are ordered: low ≤ likely ≤ high", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { duration, pause, verdict } = migrationEstimateOf(planOf(one), "orders");
        for (const { low, likely, high } of [duration, pause].flatMap((range) => range ?? [])) {
          expect(compareDurations(low, likely)).toBeLessThanOrEqual(0);
          expect(compareDurations(likely, high)).toBeLessThanOrEqual(0);
        }
        if (duration?.low.kind === "never") expect(verdict).toBe("missed");
      }),
      RUNS,
    );
  });

  const better: readonly (readonly [string, (one: Case, by: number) => Case])[] = [
    ["more bandwidth", (one, by) => ({ ...one, bandwidth: Math.ceil(one.bandwidth * by) })],
    ["less dirtying", (one, by) => ({ ...one, dirty: Math.floor(one.dirty / by) })],
    ["less memory", (one, by) => ({ ...one, memory: Math.max(1, Math.floor(one.memory / by)) })],
    ["less data", (one, by) => ({ ...one, data: Math.max(1, Math.floor(one.data / by)) })],
    ["less change", (one, by) => ({ ...one, change: Math.floor(one.change / by) })],
    ["no throttle", (one) => ({ ...one, throttle: "" })],
  ];

  it.each(better)("%s never takes longer", (_what, improve) => {
    fc.assert(
      fc.property(cases, fc.double({ min: 1, max: 4, noNaN: true }), (one, by) =>
        expectNoLonger(improve(one, by), one),
      ),
      { ...RUNS, numRuns: 60 },
    );
  });
});
