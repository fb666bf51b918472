import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanPointLoss, type PointsInTime } from "../../../server/src/estimate/kernel/clean-point.ts";
import { compareDurations, type Duration, exactDuration, never } from "../../../server/src/estimate/kernel/duration.ts";
import { type Seconds, seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly, type Uncertain, uncertain } from "../../../server/src/quantity/uncertain.ts";
import { enumerateCleanPoints } from "../reference/enumerate-clean-points.ts";

const H = 3600;
const D = 24 * H;
const hours = (low: number, likely = low, high = likely): Uncertain<Seconds> =>
  uncertain(seconds(low * H), seconds(likely * H), seconds(high * H));

const lasting = (time: number): Duration => ({ kind: "after", time: seconds(time) });

function points(spacing: number, delay: number, keep: number): PointsInTime {
  return {
    spacing: exactly(seconds(spacing)),
    delay: exactDuration(lasting(delay)),
    oldest: exactDuration(lasting(spacing + delay)),
    keep: exactly(seconds(keep)),
  };
}

const GONE = never("corrupted-everywhere");

const ROWS: readonly (readonly [
  spacing: number,
  delay: number,
  keep: number,
  undetected: Uncertain<Seconds>,
  low: number | Duration,
  likely: number | Duration,
  high: number | Duration,
  why: string,
])[] = [
  // spacing  delay    keep     undetected    low        likely     high       why
  [0.25 * H, 0, 30 * H, hours(24), 0.25 * H, 0.25 * H, 0.25 * H, "24 h and a quarter are kept: one spacing"],
  [0.25 * H, 0, 20 * H, hours(24), GONE, GONE, GONE, "all that is kept is younger than the corruption"],
  [24 * H, 0, 42 * H, hours(24), 24 * H, 24 * H, GONE, "18 of 24 h of phases keep the clean point"],
  [24 * H, 0, 30 * H, hours(24), 24 * H, GONE, GONE, "6 of 24 h of phases keep it"],
  [24 * H, 2 * H, 30 * D, hours(24), 24 * H, 24 * H, 24 * H, "the clean point arrived long before it was noticed"],
  [24 * H, 2 * H, 30 * D, hours(1), 25 * H, 25 * H, 25 * H, "what was taken in the last hours is still on its way"],
  [672 * H, 757 * H, 3 * 365 * D, hours(24), 1405 * H, 1405 * H, 1405 * H, "vault: 1429 h old, noticed a day later"],
  [24 * H, 0, 30 * D, hours(2, 24, 72), 24 * H, 24 * H, 24 * H, "however late it is noticed, 30 days are kept"],
  [24 * H, 0, 48 * H, hours(2, 24, 72), 24 * H, 24 * H, GONE, "after three days nothing clean is kept"],
];

describe("the loss to a corruption", () => {
  it.each(ROWS)(
    "%d s apart, %d s late, kept for %d s: %o → %o, %o, %o (%s)",
    (spacing, delay, keep, undetected, low, likely, high) => {
      const time = (expected: number | Duration) => (typeof expected === "number" ? lasting(expected) : expected);
      expect(cleanPointLoss(points(spacing, delay, keep), undetected)).toEqual({
        low: time(low),
        likely: time(likely),
        high: time(high),
      });
    },
  );

  it("is what every way to fall gives, looked at one by one", () => {
    const tens = (most: number) => fc.integer({ min: 1, max: most }).map((count) => count * 10);
    const some = fc.record({
      spacing: tens(12),
      delay: fc.oneof(fc.constant(0), tens(20)),
      keep: tens(40),
      late: tens(30),
    });
    fc.assert(
      fc.property(some, ({ spacing, delay, keep, late }) => {
        // Not on a multiple of ten: no point is dropped in the very second in which it is looked for.
        const kept = keep + 5;
        const { worst, share } = enumerateCleanPoints({ spacing, delay, keep: kept }, late);
        const loss = cleanPointLoss(points(spacing, delay, kept), exactly(seconds(late)));
        const expected = Math.max(spacing, spacing + delay - late);
        expect(loss.low.kind, "some way").toBe(share > 0 ? "after" : "never");
        expect(loss.high.kind, "every way").toBe(share === 1 ? "after" : "never");
        if (Math.abs(share - 0.5) > 0.1) expect(loss.likely.kind, "most ways").toBe(share > 0.5 ? "after" : "never");
        if (share === 1) {
          expect(loss).toEqual(exactDuration(lasting(expected)));
          expect(Math.abs(worst - expected)).toBeLessThanOrEqual(1);
        } else if (loss.low.kind === "after") expect(loss.low.time).toBeGreaterThanOrEqual(worst - 1);
      }),
      { seed: 20_260_914, numRuns: 300 },
    );
  });

  it("keeps low ≤ likely ≤ high for any ranges", () => {
    const range = fc
      .tuple(...([1, 2, 3] as const).map(() => fc.integer({ min: 0, max: 100_000 })))
      .map((numbers) => numbers.sort((a, b) => a - b).map(seconds) as [Seconds, Seconds, Seconds])
      .map(([low, likely, high]) => uncertain(low, likely, high));
    fc.assert(
      fc.property(range, range, range, range, (spacing, delay, keep, undetected) => {
        const sum = (bound: keyof Uncertain) => lasting(spacing[bound] + delay[bound]);
        const { low, likely, high } = cleanPointLoss(
          {
            spacing,
            delay: { low: lasting(delay.low), likely: lasting(delay.likely), high: lasting(delay.high) },
            oldest: { low: sum("low"), likely: sum("likely"), high: sum("high") },
            keep,
          },
          undetected,
        );
        expect(compareDurations(low, likely)).toBeLessThanOrEqual(0);
        expect(compareDurations(likely, high)).toBeLessThanOrEqual(0);
      }),
      { seed: 20_260_914, numRuns: 500 },
    );
  });
});
