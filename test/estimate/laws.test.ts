import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDurations, type UncertainDuration } from "../../server/src/estimate/kernel/duration.ts";
import type { ReplicationEstimate } from "../../server/src/estimate/replication-estimate.ts";
import type { Uncertain } from "../../server/src/quantity/uncertain.ts";
import { estimatesOfText } from "../support/estimates.ts";

/** What is drawn of a plan with one copy. Rates in kB/s. */
interface Case {
  readonly bandwidth: number;
  readonly change: number;
  readonly busy: number;
  readonly window: string;
  readonly mode: string;
  readonly medium: string;
  readonly rtt: string;
  readonly available: number;
  readonly reduction: string;
  readonly throttle: string;
}

const WINDOWS = ["mon-fri 09:00-17:00", "22:00-06:00", "sat,sun", "sun 23:00-02:00", "wed 12:00-12:30"];

const cases: fc.Arbitrary<Case> = fc.record({
  bandwidth: fc.integer({ min: 50, max: 1_000_000 }),
  change: fc.integer({ min: 0, max: 20_000 }),
  busy: fc.integer({ min: 0, max: 100_000 }),
  window: fc.constantFrom(...WINDOWS),
  mode: fc.constantFrom("async", "async", "sync", "quorum"),
  medium: fc.constantFrom(
    "",
    "medium dark-fibre;",
    "medium internet-vpn;",
    "medium fibre-channel;",
    "medium leased-line;",
  ),
  rtt: fc.constantFrom("", "rtt 5 ms;", "rtt 20..60 ms;", "distance 80 km;", "rtt 9 ms ± 20 %;"),
  available: fc.integer({ min: 1, max: 100 }),
  reduction: fc.constantFrom("", "reduction 2x;", "reduction 1.5..4x;"),
  throttle: fc.constantFrom("", ...WINDOWS.map((window) => `throttle 300 kB/s ${window};`)),
});

function planOf(one: Case): string {
  return `site a { location 50.1, 8.7 }
site b { location 53.3, -6.3 }
tier gold { rpo 1 h; rto 1 h; write-latency 50 ms }
link wan a <-> b { bandwidth ${one.bandwidth} kB/s; ${one.medium} ${one.rtt} available ${one.available} %; ${one.throttle} }
workload orders { site a; tier gold; data 1 TB; change ${one.change} kB/s; change ${one.busy} kB/s ${one.window} }
replicate orders to b { mode ${one.mode}; ${one.reduction} }
`;
}

function copyOf(plan: string): ReplicationEstimate {
  const [copy] = estimatesOfText(plan).copiesOf("orders");
  if (!copy) throw new Error("Nothing is estimated.");
  return copy;
}

const RUNS = { seed: 20_260_914, numRuns: 120 };

/** Relative difference that is rounding. */
const ROUNDING = 1e-9;

/** Whether no bound of `a` is longer than that of `b`. */
function noLonger(a: UncertainDuration | undefined, b: UncertainDuration | undefined): boolean {
  if (!a || !b) return a === b;
  return (["low", "likely", "high"] as const).every((bound) => {
    const [one, other] = [a[bound], b[bound]];
    if (one.kind === "after" && other.kind === "after") return one.time <= other.time * (1 + ROUNDING) + ROUNDING;
    return compareDurations(one, other) <= 0;
  });
}

function inOrder({ low, likely, high }: Uncertain): boolean {
  return low <= likely && likely <= high && Number.isFinite(low) && Number.isFinite(high);
}

describe("for any plan with one copy", () => {
  it("low ≤ likely ≤ high, and every number is one", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { rpo, sync, required, route, backlogPerDay } = copyOf(planOf(one));
        for (const value of [required, route?.rtt, backlogPerDay, sync?.writesPerSecond, sync?.load.utilisation])
          if (value) expect(inOrder(value), JSON.stringify(value)).toBe(true);
        for (const time of [rpo?.typical, rpo?.p95, rpo?.worst, sync?.added]) {
          if (!time) continue;
          expect(compareDurations(time.low, time.likely)).toBeLessThanOrEqual(0);
          expect(compareDurations(time.likely, time.high)).toBeLessThanOrEqual(0);
          for (const bound of Object.values(time))
            if (bound.kind === "after") expect(bound.time).toBeGreaterThanOrEqual(0);
        }
        if (rpo) {
          expect(noLonger(rpo.typical, rpo.p95)).toBe(true);
          expect(noLonger(rpo.p95, rpo.worst)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("more bandwidth never worsens the recovery point nor a write", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 20 }), (one, times) => {
        const [narrow, wide] = [one, { ...one, bandwidth: one.bandwidth * times }].map((drawn) =>
          copyOf(planOf(drawn)),
        );
        expect(noLonger(wide?.rpo?.worst, narrow?.rpo?.worst)).toBe(true);
        expect(noLonger(wide?.rpo?.typical, narrow?.rpo?.typical)).toBe(true);
        // Fibre Channel needs more credits for more bandwidth, but has enough of them here.
        expect(noLonger(wide?.sync?.added, narrow?.sync?.added)).toBe(true);
      }),
      RUNS,
    );
  });

  it("more change never improves them", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 5 }), (one, times) => {
        const more = { ...one, change: one.change * times, busy: one.busy * times };
        const [before, after] = [one, more].map((drawn) => copyOf(planOf(drawn)));
        expect(noLonger(before?.rpo?.worst, after?.rpo?.worst)).toBe(true);
        expect(noLonger(before?.sync?.added, after?.sync?.added)).toBe(true);
        expect(before?.required?.likely).toBeLessThanOrEqual((after?.required?.likely ?? 0) * (1 + ROUNDING));
      }),
      RUNS,
    );
  });

  it("other units for the same figures change nothing", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const plan = planOf(one);
        const other = plan
          .replace(/bandwidth (\d+) kB\/s/, (_, rate: string) => `bandwidth ${Number(rate) * 8} kbps`)
          .replaceAll(/change (\d+) kB\/s/g, (_, rate: string) => `change ${Number(rate) * 60} kB/min`)
          .replace("data 1 TB", "data 1_000_000 MB")
          .replace("write-latency 50 ms", "write-latency 0.05 s")
          .replace("distance 80 km", "distance 80_000 m");
        expect(other).not.toBe(plan);
        const [written, rewritten] = [plan, other].map(copyOf);
        for (const what of ["typical", "p95", "worst"] as const) {
          expect(noLonger(written?.rpo?.[what], rewritten?.rpo?.[what])).toBe(true);
          expect(noLonger(rewritten?.rpo?.[what], written?.rpo?.[what])).toBe(true);
        }
        expect(noLonger(written?.sync?.added, rewritten?.sync?.added)).toBe(true);
        expect(noLonger(rewritten?.sync?.added, written?.sync?.added)).toBe(true);
        expect(rewritten?.verdict).toBe(written?.verdict);
      }),
      RUNS,
    );
  });

  it("the order of blocks does not matter", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 1000 }), (one, seed) => {
        const lines = planOf(one).trim().split("\n");
        const shuffled = lines
          .map((line, index) => ({ line, key: (seed * (index + 7) * 7919) % 1009 }))
          .sort((a, b) => a.key - b.key)
          .map(({ line }) => line)
          .join("\n");
        const told = ({ rpo, sync, required, verdict }: ReplicationEstimate) =>
          JSON.stringify([rpo, sync?.added, sync?.load, required, verdict]);
        expect(told(copyOf(shuffled))).toBe(told(copyOf(lines.join("\n"))));
      }),
      { ...RUNS, numRuns: 60 },
    );
  });
});
