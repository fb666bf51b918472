import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDurations } from "../../../server/src/estimate/kernel/duration.ts";
import {
  type PreCopyInputs,
  preCopy,
  type UncertainPreCopyInputs,
  uncertainPreCopy,
} from "../../../server/src/estimate/kernel/pre-copy.ts";
import { bytes, rate, seconds } from "../../../server/src/quantity/quantity.ts";
import { stepPreCopy } from "../reference/step-pre-copy.ts";

const inputs = (memory: number, dirty: number, goodput: number, pause: number): PreCopyInputs => ({
  memory: bytes(memory),
  dirty: rate(dirty),
  goodput: rate(goodput),
  pause: seconds(pause),
});

describe("by hand", () => {
  // memory  dirty  goodput  pause   rounds  duration  pause   why
  it.each([
    [8e9, 50e6, 100e6, 1, 7, 159.375, 0.625, "80 + 40 + 20 + 10 + 5 + 2.5 + 1.25 s, then 0.625 s"],
    [8e9, 50e6, 100e6, 1.25, 6, 158.75, 1.25, "a rest that takes just the pause is sent in it"],
    [8e9, 10e6, 100e6, 1, 2, 88.8, 0.8, "80 + 8 s, then 0.8 s"],
    [8e9, 0, 100e6, 1, 1, 80, 0, "nothing changes: one round, no pause"],
    [8e9, 50e6, 100e6, 100, 0, 80, 80, "all of it fits the pause: it need not run"],
    [8e9, 200e6, 100e6, 100, 0, 80, 80, "then even memory that changes fast"],
    [0, 50e6, 100e6, 1, 0, 0, 0, "no memory"],
    [0, 50e6, 0, 1, 0, 0, 0, "no memory needs no line"],
  ])("%d B, %d B/s dirty at %d B/s, %d s allowed: %d rounds, %d s, paused %d s (%s)", (...row) => {
    const [memory, dirty, goodput, allowed, rounds, duration, pause] = row;
    const outcome = preCopy(inputs(memory, dirty, goodput, allowed));
    if (outcome.kind === "never") throw new Error(outcome.because);
    expect(outcome.rounds).toBe(rounds);
    expect(outcome.duration).toBeCloseTo(duration, 6);
    expect(outcome.pause).toBeCloseTo(pause, 6);
    expect(outcome.sent).toBeCloseTo(goodput * duration, 0);
  });

  it.each([
    [8e9, 100e6, 100e6, 1, "does-not-converge", "as much changes as is sent"],
    [8e9, 101e6, 100e6, 1, "does-not-converge", "more changes"],
    [8e9, 1, 100e6, 0, "does-not-converge", "something is always left"],
    [8e9, 1, 0, 1, "no-capacity", "no line"],
    [8e9, 0, 0, 1, "no-capacity", "no line, though nothing changes"],
    [1e300, 0, 1e-300, 1, "no-capacity", "a time that is no number"],
  ])("%d B, %d B/s dirty at %d B/s, %d s allowed: never, %s (%s)", (memory, dirty, goodput, pause, because) => {
    expect(preCopy(inputs(memory, dirty, goodput, pause))).toEqual({ kind: "never", because });
  });

  it("comes to an end however little the line has to spare", () => {
    // 80 s · (1 + k + k² + …) with k = 0.999999 and no rest to speak of: just under 80 s / 0.000001.
    const outcome = preCopy(inputs(8e9, 99.9999e6, 100e6, 1e-9));
    expect(outcome.kind === "ends" && outcome.duration / 8e7).toBeCloseTo(1, 6);
  });
});

const cases = fc.record({
  memory: fc.integer({ min: 1, max: 4000 }),
  dirty: fc.integer({ min: 0, max: 950 }),
  goodput: fc.integer({ min: 1, max: 1000 }),
  pause: fc.integer({ min: 1, max: 400 }),
});

describe("laws", () => {
  it("agrees with a simulation in small steps", () => {
    fc.assert(
      fc.property(cases, ({ memory, dirty, goodput, pause }) => {
        const share = dirty / 1000;
        const size = (memory / 100) * goodput;
        const outcome = preCopy(inputs(size, share * goodput, goodput, pause / 1000));
        const stepped = stepPreCopy(size, share * goodput, goodput, pause / 1000, 1e-4, 4e7);
        if (outcome.kind === "never" || !stepped) throw new Error("Below the goodput it ends.");
        // A rest just about the tolerated pause may take a round more or less when it is stepped.
        const nearby = Math.abs(outcome.rounds - stepped.rounds) <= 1;
        const allowance = outcome.rounds === stepped.rounds ? 0.002 * (outcome.rounds + 1) : pause / 1000 + 0.01;
        expect(nearby).toBe(true);
        expect(Math.abs(outcome.duration - stepped.seconds)).toBeLessThanOrEqual(allowance);
      }),
      { seed: 20_260_914, numRuns: 60 },
    );
  });

  const better: readonly (readonly [string, (one: PreCopyInputs, by: number) => PreCopyInputs])[] = [
    ["more goodput", (one, by) => ({ ...one, goodput: rate(one.goodput * by) })],
    ["less dirtying", (one, by) => ({ ...one, dirty: rate(one.dirty / by) })],
    ["less memory", (one, by) => ({ ...one, memory: bytes(one.memory / by) })],
    ["a longer pause", (one, by) => ({ ...one, pause: seconds(one.pause * by) })],
  ];

  it.each(better)("%s never takes longer", (_what, improve) => {
    fc.assert(
      fc.property(cases, fc.double({ min: 1, max: 3, noNaN: true }), ({ memory, dirty, goodput, pause }, by) => {
        const one = inputs(memory * 1e6, dirty * 1e3, goodput * 1e3, pause / 1000);
        const worse = preCopy(one);
        const outcome = preCopy(improve(one, by));
        if (worse.kind === "never") return;
        expect(outcome.kind).toBe("ends");
        if (outcome.kind === "ends") expect(outcome.duration).toBeLessThanOrEqual(worse.duration * (1 + 1e-9));
      }),
      { seed: 20_260_915, numRuns: 300 },
    );
  });

  const spread = (value: number, by: number) => ({ low: value / by, likely: value, high: value * by });

  it("holds every case within its range between low and high", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        cases,
        fc.double({ min: 1, max: 2, noNaN: true }),
        fc.tuple(share, share, share, share),
        (one, by, at) => {
          const range = {
            memory: spread(one.memory * 1e6, by),
            dirty: spread(one.dirty * 1e3, by),
            goodput: spread(one.goodput * 1e3, by),
            pause: spread(one.pause / 1000, by),
          } as UncertainPreCopyInputs;
          const { duration, pause } = uncertainPreCopy(range);
          const within = ({ low, high }: { low: number; high: number }, share: number) => low + (high - low) * share;
          const inside = preCopy(
            inputs(
              within(range.memory, at[0]),
              within(range.dirty, at[1]),
              within(range.goodput, at[2]),
              within(range.pause, at[3]),
            ),
          );
          for (const { low, likely, high } of [duration, pause]) {
            expect(compareDurations(low, likely)).toBeLessThanOrEqual(0);
            expect(compareDurations(likely, high)).toBeLessThanOrEqual(0);
          }
          if (inside.kind === "never") {
            expect(duration.high.kind).toBe("never");
            return;
          }
          for (const [bounds, value] of [
            [duration, inside.duration],
            [pause, inside.pause],
          ] as const) {
            expect(bounds.low.kind).toBe("after");
            if (bounds.low.kind === "after") expect(bounds.low.time).toBeLessThanOrEqual(value * (1 + 1e-9));
            if (bounds.high.kind === "after") expect(bounds.high.time).toBeGreaterThanOrEqual(value * (1 - 1e-9));
          }
        },
      ),
      { seed: 20_260_916, numRuns: 500 },
    );
  });

  it("is exact for what is exactly known", () => {
    const exact = <T extends number>(value: T) => ({ low: value, likely: value, high: value });
    const { duration, pause } = uncertainPreCopy({
      memory: exact(bytes(8e9)),
      dirty: exact(rate(50e6)),
      goodput: exact(rate(100e6)),
      pause: exact(seconds(1)),
    });
    expect(duration.low).toEqual(duration.high);
    expect(pause.low).toEqual(pause.high);
  });
});
