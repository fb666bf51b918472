import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ageQuantile } from "../../../server/src/estimate/kernel/age-distribution.ts";
import { type CycleSummary, cycleAges } from "../../../server/src/estimate/kernel/cycles.ts";
import { constantProfile, type WeeklyProfile } from "../../../server/src/estimate/kernel/weekly-profile.ts";
import { type Bytes, bytes, type Rate, rate, seconds } from "../../../server/src/quantity/quantity.ts";
import { tickCycles } from "../reference/step-cycles.ts";
import type { HourlyRates } from "../reference/step-simulation.ts";

const HOUR = 3600;

function ages(
  change: WeeklyProfile<Rate>,
  service: WeeklyProfile<Rate>,
  every: number,
  { cap = Number.POSITIVE_INFINITY, isAge = false } = {},
): CycleSummary | undefined {
  const carried = (written: Bytes) => bytes(Math.min(written, cap));
  const found = cycleAges({ change, carried, service, every: seconds(every), isAge });
  return found.kind === "steady" ? found : undefined;
}

const steady = (value: number) => constantProfile(rate(value));

describe("a steady change over a steady line", () => {
  // By hand: a cycle sends every × change, which takes every × change / service; the copy is then that old, and grows by `every`.
  test.each([
    // every, change, service, transfer
    [HOUR, 1, 10, 360],
    [HOUR, 5, 10, 1800],
    [900, 1, 100, 9],
    [86_400, 1, 24, HOUR],
    [7 * 86_400, 1, 7, 86_400],
    [5 * HOUR, 1, 10, 1800],
  ])("every %d s, %d of %d B/s: a cycle takes %d s", (every, change, service, transfer) => {
    const found = ages(steady(change), steady(service), every);
    expect(found?.longest).toBeCloseTo(transfer, 6);
    expect(found?.worst).toBeCloseTo(every + transfer, 5);
    expect(found?.typical).toBeCloseTo(transfer + every / 2, 1);
    expect(found?.p95).toBeCloseTo(transfer + 0.95 * every, 0);
    expect(found?.fits).toBe(true);
  });

  test("a cycle that takes longer than its interval delays the next one, up to what a whole copy takes", () => {
    // Each cycle carries what changed during the one before, which grows until it is all the data: 8000 B at 1 B/s.
    const found = ages(steady(2), steady(1), HOUR, { cap: 8000 });
    expect(found?.fits).toBe(false);
    expect(found?.longest).toBeCloseTo(8000, 6);
    expect(found?.worst).toBeCloseTo(16_000, 5);
  });

  test("a cycle that the line holds up does not move the schedule", () => {
    // The line takes 10 B/s, nothing from 9:00 to 10:48 on Mondays; each cycle carries 3600 B, which take 6 min. That of
    // 9:00 ends at 10:54; until then the copy is of 8:00. What begins at 10:54 instead of 10:00 ends before 11:00, so
    // that the week after begins at full hours again.
    const held = { starts: [0, 9 * HOUR, 10.8 * HOUR], values: [rate(10), rate(0), rate(10)] };
    const found = ages(steady(1), held, HOUR);
    expect(found?.worst).toBeCloseTo(2 * HOUR + 54 * 60, 6);
    expect(found?.worstAt).toBeCloseTo(10 * HOUR + 54 * 60, 6);
    expect(found?.fits).toBe(false);
  });

  test("a setting that is an age is kept by starting early", () => {
    // Spacing x with x + transfer(x) = 3600 and transfer = x / 9: the copy is never older than the setting.
    const found = ages(steady(1), steady(9), HOUR, { isAge: true });
    expect(found?.worst).toBeCloseTo(HOUR, 3);
    expect(found?.longest).toBeCloseTo(360, 3);
  });

  test("… also where a cycle grows nearly as fast as its start is put off", () => {
    // Spacing x with x + x × 0.99 = 3600.
    const found = ages(steady(99), steady(100), HOUR, { isAge: true });
    expect(found?.worst).toBeCloseTo(HOUR, 3);
    expect(found?.longest).toBeCloseTo((HOUR * 99) / 199, 3);
  });

  test("without any service no cycle ends", () => {
    expect(ages(steady(1), steady(0), HOUR)).toBeUndefined();
  });

  test("cycles that carry more and more get no end", () => {
    expect(ages(steady(2), steady(1), HOUR)).toBeUndefined();
  });

  test("nothing written makes a copy no older than its cycle", () => {
    expect(ages(steady(0), steady(10), HOUR)).toMatchObject({ worst: HOUR, longest: 0 });
  });
});

test("quantiles of ages by hand: half of the time 0 to 10, half of it 10 to 20", () => {
  const stretches = [
    { from: 0, to: 10, times: 1 },
    { from: 10, to: 20, times: 1 },
  ];
  expect(ageQuantile(stretches, 0.5)).toBeCloseTo(10, 4);
  expect(ageQuantile(stretches, 0.95)).toBeCloseTo(19, 4);
  expect(ageQuantile([{ from: 3, to: 3, times: 2 }], 0.5)).toBe(3);
  expect(ageQuantile([], 0.5)).toBe(0);
});

/** A week in a few pieces of whole hours, for both the solver and the reference. */
const hourly = (most: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 167 }), { maxLength: 4 })
    .chain((cuts) =>
      fc
        .array(fc.integer({ min: 1, max: most }), { minLength: cuts.length + 1, maxLength: cuts.length + 1 })
        .map((values): HourlyRates => [0, ...cuts.sort((a, b) => a - b)].map((hour, i) => [hour, values[i] as number])),
    );

function profile(rates: HourlyRates): WeeklyProfile<Rate> {
  return { starts: rates.map(([hour]) => hour * HOUR), values: rates.map(([, value]) => rate(value)) };
}

test("agrees with a clock that ticks, on weeks of all kinds", () => {
  const TICK = 30;
  fc.assert(
    fc.property(
      hourly(40),
      hourly(200),
      // Intervals that divide the week, so that both measure the same cycles.
      fc.constantFrom(HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR),
      fc.constantFrom(200_000, 4_000_000),
      (change, service, every, cap) => {
        const found = ages(profile(change), profile(service), every, { cap });
        // What a tick rounds up grows from one overrunning cycle to the next.
        const ticked = tickCycles(change, service, every, cap, found?.fits ? TICK : TICK / 10, 6);
        if (!found || !ticked) throw new Error("Both must find ages.");
        // Where the line is too narrow in the mean, cycles grow for longer than the clock ticks.
        fc.pre(found.fits || found.worst < 48 * HOUR);
        expect(Math.abs(found.worst - ticked.worst)).toBeLessThanOrEqual(3 * TICK + found.worst * 1e-3);
        expect(Math.abs(found.typical - ticked.median)).toBeLessThanOrEqual(3 * TICK + found.typical * 1e-2);
        expect(Math.abs(found.p95 - ticked.p95)).toBeLessThanOrEqual(3 * TICK + found.p95 * 1e-2);
      },
    ),
    { seed: 42, numRuns: 60 },
  );
});

test("a shorter interval never worsens the worst age as long as cycles fit; more service never worsens it", () => {
  fc.assert(
    fc.property(hourly(40), hourly(400), fc.constantFrom(2 * HOUR, 6 * HOUR, 24 * HOUR), (change, service, every) => {
      const long = ages(profile(change), profile(service), every);
      const short = ages(profile(change), profile(service), every / 2);
      fc.pre(long?.fits === true && short?.fits === true);
      expect(short?.worst).toBeLessThanOrEqual((long?.worst as number) * (1 + 1e-9));
      const faster = profile(service.map(([hour, value]) => [hour, value * 2] as const));
      expect(ages(profile(change), faster, every)?.worst).toBeLessThanOrEqual((long?.worst as number) * (1 + 1e-9));
    }),
    { seed: 7, numRuns: 200 },
  );
});
