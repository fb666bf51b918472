import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { steadyCycles } from "../../server/src/estimate/cycle-estimate.ts";
import { compareDurations, type UncertainDuration } from "../../server/src/estimate/kernel/duration.ts";
import type { ReplicationEstimate } from "../../server/src/estimate/replication-estimate.ts";
import { analyseText } from "../support/analyse-text.ts";

/** Copies of all kinds on one line. Rates in kB/s. */
interface Case {
  readonly bandwidth: number;
  readonly copies: readonly {
    readonly change: number;
    readonly busy: number;
    readonly hour: number;
    readonly mode: string;
    readonly minutes: number;
    readonly priority: string;
  }[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  bandwidth: fc.integer({ min: 500, max: 20_000 }),
  copies: fc.array(
    fc.record({
      change: fc.integer({ min: 1, max: 500 }),
      busy: fc.integer({ min: 1, max: 4000 }),
      hour: fc.integer({ min: 0, max: 20 }),
      mode: fc.constantFrom("async", "async", "sync", "periodic", "log-shipping"),
      minutes: fc.constantFrom(30, 60, 240),
      priority: fc.constantFrom("", "", "priority 1;", "priority 3;"),
    }),
    { minLength: 2, maxLength: 4 },
  ),
});

function planOf({ bandwidth, copies }: Case, rate = (kilobytes: number) => `${kilobytes} kB/s`): string {
  const blocks = copies.map(({ change, busy, hour, mode, minutes, priority }, i) => {
    const from = String(hour).padStart(2, "0");
    const to = String(hour + 3).padStart(2, "0");
    const every = mode === "periodic" || mode === "log-shipping" ? `every ${minutes} min;` : "";
    return `workload w${i} { site a; tier gold; data 100 TB; change ${rate(change)}; change ${rate(busy)} mon-fri ${from}:00-${to}:00 }
replicate w${i} to b { mode ${mode}; ${every} ${priority} }`;
  });
  return `site a {}\nsite b {}\ntier gold { rpo 1 h; rto 1 h }
link wan a <-> b { bandwidth ${rate(bandwidth)}; efficiency 100 %; loss 0 %; rtt 2 ms }
${blocks.join("\n")}\n`;
}

function copiesOf(text: string, count: number): readonly ReplicationEstimate[] {
  const analysis = analyseText(text);
  return Array.from({ length: count }, (_, i) => {
    const [copy] = analysis.estimates.copiesOf(`w${i}`);
    if (!copy) throw new Error("Nothing is estimated.");
    return copy;
  });
}

const RUNS = { seed: 20_261_122, numRuns: 60 };

/** Milliseconds on a machine that has other things to do. */
const PATIENCE = 120_000;

/** The solutions of the week may differ by as much, seconds and relatively. */
const WITHIN = 1e-4;

function noLonger(a: UncertainDuration | undefined, b: UncertainDuration | undefined): boolean {
  if (!a || !b) return a === b;
  return (["low", "likely", "high"] as const).every((bound) => {
    const [one, other] = [a[bound], b[bound]];
    if (one.kind === "after" && other.kind === "after") return one.time <= other.time * (1 + WITHIN) + 0.01;
    return compareDurations(one, other) <= 0;
  });
}

/** Where a cycle overruns its interval the next ones move, and may then fall on a better time of day. */
function keepsItsSchedule({ cycles }: ReplicationEstimate): boolean {
  return !cycles || (steadyCycles(cycles)?.fits ?? false);
}

describe("for copies of all kinds on one line", () => {
  it(
    "more bandwidth never worsens a recovery point, nor a write",
    () => {
      fc.assert(
        fc.property(cases, fc.integer({ min: 1, max: 5 }), (one, times) => {
          const narrow = copiesOf(planOf(one), one.copies.length);
          const wide = copiesOf(planOf({ ...one, bandwidth: one.bandwidth * times }), one.copies.length);
          wide.forEach((copy, i) => {
            const before = narrow[i] as ReplicationEstimate;
            if (!keepsItsSchedule(before)) return;
            expect(noLonger(copy.rpo?.worst, before.rpo?.worst)).toBe(true);
            expect(noLonger(copy.sync?.added, before.sync?.added)).toBe(true);
          });
        }),
        RUNS,
      );
    },
    PATIENCE,
  );

  it(
    "more change of one never improves any",
    () => {
      fc.assert(
        fc.property(cases, fc.integer({ min: 2, max: 4 }), (one, times) => {
          const [first, ...others] = one.copies;
          if (!first) return;
          const more = {
            ...one,
            copies: [{ ...first, change: first.change * times, busy: first.busy * times }, ...others],
          };
          const before = copiesOf(planOf(one), one.copies.length);
          copiesOf(planOf(more), one.copies.length).forEach((copy, i) => {
            if (!keepsItsSchedule(copy)) return;
            expect(noLonger(before[i]?.rpo?.worst, copy.rpo?.worst)).toBe(true);
            expect(noLonger(before[i]?.sync?.added, copy.sync?.added)).toBe(true);
          });
        }),
        RUNS,
      );
    },
    PATIENCE,
  );

  it(
    "a shorter interval never worsens what is lost at worst, as long as cycles fit",
    () => {
      fc.assert(
        fc.property(cases, fc.integer({ min: 2, max: 4 }), (one, part) => {
          const shorter = { ...one, copies: one.copies.map((copy) => ({ ...copy, minutes: copy.minutes / part })) };
          const before = copiesOf(planOf(one), one.copies.length);
          copiesOf(planOf(shorter), one.copies.length).forEach((copy, i) => {
            const long = before[i] as ReplicationEstimate;
            if (!keepsItsSchedule(copy) || !keepsItsSchedule(long)) return;
            expect(noLonger(copy.rpo?.worst, long.rpo?.worst)).toBe(true);
          });
        }),
        RUNS,
      );
    },
    PATIENCE,
  );

  it(
    "other units for the same figures change nothing, and low ≤ likely ≤ high",
    () => {
      fc.assert(
        fc.property(cases, (one) => {
          const written = copiesOf(planOf(one), one.copies.length);
          const others = copiesOf(
            planOf(one, (kilobytes) => `${kilobytes * 8} kbps`),
            one.copies.length,
          );
          written.forEach((copy, i) => {
            for (const what of ["typical", "p95", "worst"] as const) {
              expect(noLonger(copy.rpo?.[what], others[i]?.rpo?.[what])).toBe(true);
              expect(noLonger(others[i]?.rpo?.[what], copy.rpo?.[what])).toBe(true);
              const times = copy.rpo?.[what];
              if (!times) continue;
              expect(compareDurations(times.low, times.likely)).toBeLessThanOrEqual(0);
              expect(compareDurations(times.likely, times.high)).toBeLessThanOrEqual(0);
            }
            expect(others[i]?.verdict).toBe(copy.verdict);
          });
        }),
        RUNS,
      );
    },
    PATIENCE,
  );
});
