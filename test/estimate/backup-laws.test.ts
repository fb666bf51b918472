import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDurations, type Duration, type UncertainDuration } from "../../server/src/estimate/kernel/duration.ts";
import { backupAlone } from "../support/backups.ts";
import { type SteppedLevel, steppedAge } from "./reference/step-backups.ts";

const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** A level as it is written, and as it is stepped through. */
interface Level {
  readonly written: string;
  readonly stepped: SteppedLevel;
}

interface Window {
  readonly written: string;
  readonly open: (hour: number) => boolean;
}

const WINDOWS: readonly Window[] = [
  { written: "", open: () => true },
  { written: "window 20:00-08:00", open: (hour) => hour % 24 >= 20 || hour % 24 < 8 },
  { written: "window 06:00-23:00", open: (hour) => hour % 24 >= 6 && hour % 24 < 23 },
  {
    written: "window mon-fri 22:00-06:00",
    open: (hour) => (hour % 24 >= 22 && hour < 5 * 24) || (hour % 24 < 6 && hour >= 24 && hour < 5 * 24 + 6),
  },
  { written: "window sat,sun", open: (hour) => hour >= 5 * 24 },
  { written: "window sun 18:00-12:00", open: (hour) => hour >= 6 * 24 + 18 || hour < 12 },
];

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** 3.6 TB that change at 12.5 MB/s: a full that takes h hours goes with an increment that takes h / 80 of its time. */
const DATA = "data 3600 GB; change 12500 kB/s";

interface Choice {
  readonly every: number;
  readonly day: number;
  readonly hour: number;
  readonly window: Window;
  readonly takes: number | null;
  readonly full: number | null;
  readonly fullHours: number;
  readonly hold: number;
  readonly transit: number;
}

function choices(everies: readonly number[]): fc.Arbitrary<Choice> {
  return fc.record({
    every: fc.constantFrom(...everies),
    day: fc.integer({ min: 0, max: 6 }),
    hour: fc.integer({ min: 0, max: 23 }),
    window: fc.constantFrom(...WINDOWS),
    takes: fc.option(fc.integer({ min: 1, max: 40 })),
    full: fc.option(fc.constantFrom(WEEK, 2 * WEEK)),
    fullHours: fc.constantFrom(4, 8, 16, 20, 40),
    hold: fc.constantFrom(0, 90, 26 * HOUR),
    transit: fc.constantFrom(0, 0, 5 * HOUR, 50 * HOUR),
  });
}

/** One that holds takes no longer than its interval. */
function levelOf({ every, day, hour, window, takes, full, fullHours, hold, transit }: Choice): Level {
  const longest = (takes ?? fullHours) * HOUR;
  const held = window.written === "" && longest <= every ? hold : 0;
  const fullEvery = takes === null ? full : null;
  const written = [
    `every ${every / HOUR} h at ${DAYS[day]} ${String(hour).padStart(2, "0")}:00`,
    window.written,
    takes === null ? `rate ${1000 / fullHours} MB/s` : `takes ${takes} h`,
    fullEvery === null ? "" : `full-every ${fullEvery / HOUR} h`,
    `hold ${held} min`,
    transit > 0 ? `transit ${transit} min` : "",
  ];
  return {
    written: written.filter((part) => part !== "").join("; "),
    stepped: {
      first: day * DAY + hour * HOUR,
      every,
      fullEvery: fullEvery ?? 0,
      hold: held,
      transit,
      work: (covers) => (takes === null ? Math.min((covers * fullHours) / 80, longest) : longest),
      fullWork: longest,
      open: window.open,
    },
  };
}

function planOf(levels: readonly { readonly written: string }[]): string {
  const backups = levels.map(
    ({ written }, index) => `backup b${index} of ${index === 0 ? "db" : `b${index - 1}`} to west { ${written} }`,
  );
  return `site west {}\nworkload db { site west; ${DATA} }\n${backups.join("\n")}\n`;
}

function minutes(duration: Duration): number {
  return duration.kind === "after" ? duration.time / 60 : Number.POSITIVE_INFINITY;
}

const EVERIES = [6 * HOUR, 12 * HOUR, DAY, 2 * DAY, WEEK, 2 * WEEK];

describe("against the stepping reference", () => {
  it("the loss of chains whose starts are known is the greatest age that is seen", () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(choices(EVERIES), { minLength: 1, maxLength: 3 }), (chosen) => {
        const levels = chosen.map(levelOf);
        const { points, loss } = backupAlone(planOf(levels), `b${levels.length - 1}`);
        if (!points) return;
        const stepped = steppedAge(
          levels.map((one) => one.stepped),
          8 * WEEK,
          10 * WEEK,
        );
        const tolerance = Math.max(stepped / 1000, 2);
        expect(stepped).toBeGreaterThanOrEqual(minutes(loss.low) - tolerance);
        expect(stepped).toBeLessThanOrEqual(minutes(loss.high) + tolerance);
        // A day that is said leaves open only in which of two weeks it is.
        if (points.length > 1) return;
        compared++;
        expect(loss.low).toEqual(loss.high);
      }),
      { numRuns: 120, seed: 20_260_914 },
    );
    expect(compared).toBeGreaterThan(40);
  }, 60_000);

  it("the loss of chains whose starts are not known holds whatever they are, and is reached", () => {
    fc.assert(
      fc.property(
        fc.array(choices([12 * HOUR, DAY, WEEK]), { minLength: 1, maxLength: 3 }),
        fc.array(fc.integer({ min: 0, max: 167 }), { minLength: 3, maxLength: 3 }),
        (chosen, starts) => {
          const always = chosen.map((one) => ({ ...one, window: WINDOWS[0] as Window }));
          const levels = always.map(levelOf);
          const fits = levels.every(({ stepped }) => stepped.fullWork <= stepped.every);
          if (!fits) return;
          const unsaid = levels.map(({ written }) => ({ written: written.replace(/ at [a-z]+ [0-9:]+/, "") }));
          const { points, loss } = backupAlone(planOf(unsaid), `b${levels.length - 1}`);
          expect(points).toBeUndefined();
          const stepped = steppedAge(
            levels.map((one, index) => ({ ...one.stepped, first: (starts[index] as number) * HOUR })),
            6 * WEEK,
            9 * WEEK,
          );
          expect(stepped).toBeLessThanOrEqual(minutes(loss.high) * 1.001 + 2);
          expect(stepped).toBeGreaterThanOrEqual(minutes(loss.low) * 0.999 - 2);
        },
      ),
      { numRuns: 100, seed: 20_260_915 },
    );
  }, 60_000);
});

describe("laws", () => {
  const SITES = `site west {}
site east {}
`;
  const line = (mbps: number) =>
    `link wan west <-> east { bandwidth ${mbps} Mbps; efficiency 100 %; loss 0 %; rtt 1 ms }\n`;
  const lossOf = (backup: string, { change = 1000, mbps = 80, workload = "" } = {}) =>
    backupAlone(
      `${SITES}${line(mbps)}
workload db { site west; data 360 GB; change ${change} kB/s; change ${3 * change} kB/s mon-fri 09:00-17:00; ${workload} }
backup b of db to east { ${backup} }`,
      "b",
    );
  const isInOrder = ({ low, likely, high }: UncertainDuration) =>
    compareDurations(low, likely) <= 0 && compareDurations(likely, high) <= 0;
  const noLater = (a: Duration, b: Duration) => minutes(a) <= minutes(b) * (1 + 1e-9) + 1e-6;
  const intervals = fc.constantFrom(1, 2, 3, 4, 6, 8, 12, 24, 48, 168);
  const tails = fc.constantFrom("", "; full-every 1 w", "; method log", "; hold 5 h", "; transit 3 h; rate 5 MB/s");

  it("a shorter interval never worsens the aligned loss as long as it fits", () => {
    fc.assert(
      fc.property(intervals, intervals, tails, (a, b, tail) => {
        const [short, long] = [lossOf(`every ${Math.min(a, b)} h${tail}`), lossOf(`every ${Math.max(a, b)} h${tail}`)];
        if (short.fits === "met") expect(noLater(short.loss.low, long.loss.low)).toBe(true);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it("a faster line never worsens the loss, nor whether it fits", () => {
    const ranks = ["met", "at-risk", "missed"];
    fc.assert(
      fc.property(
        intervals,
        tails,
        fc.constantFrom("", " at 22:00", " at sun 06:00"),
        fc.integer({ min: 5, max: 300 }),
        fc.integer({ min: 5, max: 300 }),
        (every, tail, at, x, y) => {
          const backup = `every ${every} h${at}${tail}`;
          const [slow, fast] = [lossOf(backup, { mbps: Math.min(x, y) }), lossOf(backup, { mbps: Math.max(x, y) })];
          for (const bound of ["low", "likely", "high"] as const) {
            expect(noLater(fast.loss[bound], slow.loss[bound])).toBe(true);
            expect(noLater(fast.restore[bound], slow.restore[bound])).toBe(true);
          }
          expect(ranks.indexOf(fast.fits)).toBeLessThanOrEqual(ranks.indexOf(slow.fits));
        },
      ),
      { numRuns: 60, seed: 2 },
    );
  });

  it("low ≤ likely ≤ high, whatever is uncertain", () => {
    fc.assert(
      fc.property(
        intervals,
        tails,
        fc.constantFrom("", " at 22:00", " at sun 06:00"),
        fc.constantFrom("", "; rate 3..9 MB/s", "; reduction 1x..4x", "; takes 1..90 h", "; window 20:00-06:00"),
        fc.integer({ min: 50, max: 6000 }),
        (every, tail, at, more, change) => {
          const estimate = lossOf(`every ${every} h${at}${tail}${more}`, { change });
          for (const what of ["loss", "delay", "duration", "restore"] as const) {
            expect(isInOrder(estimate[what])).toBe(true);
          }
        },
      ),
      { numRuns: 80, seed: 3 },
    );
  });

  it("units change nothing", () => {
    expect(lossOf("every 24 h; hold 90 min; rate 5 MB/s").loss).toEqual(
      lossOf("every 1 d; hold 1 h 30 min; rate 40 Mbps").loss,
    );
    expect(lossOf("every 1 w at sun 22:00; full-every 4 w").loss).toEqual(
      lossOf("every 168 h at sun 22:00; full-every 672 h").loss,
    );
  });

  it("what changes by day weighs on the backups of working days", () => {
    // 8 h × 3 MB/s and 16 h × 1 MB/s are 144 GB, at 36 GB/h 4 h; in the mean of the week 123.4 GB, 3.43 h.
    expect(lossOf("every 24 h at 22:00").loss.low).toEqual({ kind: "after", time: expect.closeTo(28 * 3600, 3) });
    const { low, likely, high } = lossOf("every 24 h").loss;
    expect([low, likely, high].map((one) => minutes(one) / 60)).toEqual([
      expect.closeTo(24 + (5 * 144 + 2 * 86.4) / 7 / 36, 6),
      expect.closeTo(28, 6),
      expect.closeTo(28, 6),
    ]);
  });

  it("data rewritten within an interval are sent once, logs hold every write", () => {
    const workload = "unique 100 kB/s per 1 h; unique 100 kB/s per 24 h";
    // 24 h × 100 kB/s = 8.64 GB, at 36 GB/h 0.24 h.
    expect(minutes(lossOf("every 24 h", { workload }).loss.likely) / 60).toBeCloseTo(24.24, 6);
    const logs = lossOf("every 24 h; method log", { workload });
    // 8 h × 3 MB/s + 16 h × 1 MB/s = 144 GB on a working day: 4 h.
    expect(minutes(logs.loss.likely) / 60).toBeCloseTo(28, 6);
  });
});
