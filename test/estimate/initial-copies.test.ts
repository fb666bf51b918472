import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainInitialCopy } from "../../server/src/estimate/explain/explain-initial-copy.ts";
import type { InitialCopy } from "../../server/src/estimate/initial-copies.ts";
import { initialCopyTime } from "../../server/src/estimate/initial-copy.ts";
import { compareDurations, type Duration } from "../../server/src/estimate/kernel/duration.ts";
import type { ReplicationEstimate } from "../../server/src/estimate/replication-estimate.ts";
import { analyseText } from "../support/analyse-text.ts";
import { TEN_MEGABYTE_LINES } from "../support/ten-megabyte-lines.ts";
import { type SteppedCopy, stepFinite } from "./reference/step-finite.ts";
import type { HourlyRates } from "./reference/step-simulation.ts";

type Analysis = ReturnType<typeof analyseText>;

const H = 3600;
const MB = 1e6;

/** A workload of so many hours of the line, of which 1 B/s changes, and its copy. */
function copied(name: string, hours: number, copy = "", { to = "b", change = "1 B/s", at = "a" } = {}): string {
  return `workload ${name} { site ${at}; tier gold; data ${hours * 36} GB; change ${change} }
replicate ${name} to ${to} { mode async; ${copy} }
`;
}

function copyOf({ estimates }: Analysis, name: string): ReplicationEstimate {
  const [copy] = estimates.copiesOf(name);
  if (!copy) throw new Error(`No copy of '${name}'.`);
  return copy;
}

function firstOf(analysis: Analysis, name: string): InitialCopy {
  const first = analysis.estimates.initialCopy(copyOf(analysis, name));
  if (!first) throw new Error(`The first copy of '${name}' is not estimated.`);
  return first;
}

function time(duration: Duration | undefined): number {
  return duration?.kind === "after" ? duration.time : Number.POSITIVE_INFINITY;
}

/** Low, likely and high, in hours. */
function hoursOf(plan: string, name = "x"): readonly number[] {
  const { low, likely, high } = firstOf(analyseText(TEN_MEGABYTE_LINES + plan), name).time;
  return [low, likely, high].map((each) => time(each) / H);
}

const NIGHT = "window 22:00-06:00";

describe("first copies that share a line", () => {
  // Each row: the plan, and low, likely and high of x in hours. Alone it takes 10.
  it.each<[why: string, plan: string, expected: readonly [number, number, number]]>([
    ["alone, as ever", copied("x", 10), [10, 10, 10]],
    [
      "one of two of one size takes twice as long, unless it goes first",
      copied("x", 10) + copied("y", 10),
      [10, 20, 20],
    ],
    ["beside a larger one: 2 × 10", copied("x", 10) + copied("y", 30), [10, 20, 20]],
    ["beside a smaller one: 2 × 4, and 6 alone", copied("x", 10) + copied("y", 4), [10, 14, 14]],
    ["beside two: 3 × 4, 2 × 4, 2", copied("x", 10) + copied("y", 4) + copied("z", 8), [10, 22, 22]],
    [
      "members of one block share too",
      `workload x { site a; tier gold; data 360 GB; change 1 B/s }
workload y { site a; tier gold; data 360 GB; change 1 B/s }
replicate x, y to b { mode async; consistency-group g }`,
      [10, 20, 20],
    ],
    ["the other direction is another line", copied("x", 10) + copied("y", 10, "", { at: "b", to: "a" }), [10, 10, 10]],
    // y and z have half of 'far' each, 5 MB/s; x has the other half of 'wan' for 20 h, in which it moves its 10.
    [
      "at second hand: what one cannot take elsewhere is left to it",
      copied("x", 10) + copied("y", 10, "", { to: "c" }) + copied("z", 10, "", { at: "b", to: "c" }),
      [10, 20, 20],
    ],
    // y gets 2.5 of 'far', so 7.5 of 'wan' are left to x for the 40 h and more that y takes.
    [
      "three on the second line leave y 10/4 of it, and x 30/4 of the first",
      copied("x", 10) +
        copied("y", 30, "", { to: "c" }) +
        ["u", "v", "w"].map((name) => copied(name, 30, "", { at: "b", to: "c" })).join(""),
      [10, 10 / 0.75, 10 / 0.75],
    ],
    [
      "what changes at others goes first: 5 of 10 MB/s are left",
      copied("x", 10) + copied("y", 10, "", { change: "5 MB/s" }),
      [20, 40, 40],
    ],
    // Best 12 h: from 22:00 to 06:00, and the next night to 00:00: 26 h. A third of the time: 30 h. Worst, from 06:00: 16 + 8 + 16 + 2.
    ["alone in a nightly window", copied("x", 10, NIGHT), [26, 30, 42]],
    // 20 h of the line: best alone; 3 × 20; from 06:00 three nights: 16 + 8 + 16 + 8 + 16 + 4.
    ["two in one nightly window", copied("x", 10, NIGHT) + copied("y", 10, NIGHT), [26, 60, 68]],
    // In the mean 2/3 of the time all of the line and 1/3 half of it; at worst from 22:00: 8 h of halves, and 6 alone.
    ["beside one that sends at night alone", copied("x", 10) + copied("y", 100, NIGHT), [10, 12, 14]],
    // In 48 h the other 17.28 GB of changes: 2 × 0.48 h, of which half belongs to x.
    [
      "beside the catch-up of one whose disks arrive",
      copied("x", 60) + copied("y", 60, "initial-copy shipped 48 h", { change: "100 kB/s" }),
      // All but 0.1 MB/s is left; of 60 h 48 × 0.99 are moved when 0.48 h × 36 GB of y arrive, which take that long again.
      [60 / 0.99, (60 + 0.48) / 0.99, (60 + 0.48) / 0.99],
    ],
    [
      "of a synchronous copy, and of one in cycles",
      `${copied("x", 10)}${copied("y", 10).replace("async", "sync")}${copied("z", 10).replace("async", "periodic; every 1 h")}`,
      [10, 30, 30],
    ],
    [
      "a neighbour counts of which nobody says what it changes",
      `${copied("x", 10)}workload y { site a; tier gold; data 360 GB }\nreplicate y to b { mode async }`,
      [10, 20, 20],
    ],
    [
      "one of which nobody says how large it is does not",
      `${copied("x", 10)}workload y { site a; tier gold; change 1 B/s }\nreplicate y to b { mode async }`,
      [10, 10, 10],
    ],
  ])("%s", (_why, plan, expected) => {
    const found = hoursOf(plan);
    expected.forEach((hours, at) => {
      expect(found[at]).toBeCloseTo(hours, 4);
    });
  });

  it("of its journey and its catch-up, where disks travel", () => {
    // 0.48 h of line come in 48 h; the line has 1 % of changes on it, and half of it is x's.
    const plan = copied("x", 60) + copied("y", 60, "initial-copy shipped 48 h", { change: "100 kB/s" });
    const [low, likely] = hoursOf(plan, "y");
    expect(low).toBeCloseTo(48 + 0.48 / 0.99, 4);
    expect(likely).toBeCloseTo(48 + 0.96 / 0.99, 4);
  });

  it("is never there where no line leads", () => {
    const { time: never, group } = firstOf(
      analyseText(`${TEN_MEGABYTE_LINES}site d {}\n${copied("x", 10, "", { to: "d" })}`),
      "x",
    );
    expect(never.low).toEqual({ kind: "never", because: "no-route" });
    expect(group).toEqual([]);
  });

  it("says what stands beside it", () => {
    const analysis = analyseText(
      TEN_MEGABYTE_LINES +
        copied("x", 10) +
        copied("y", 10) +
        copied("z", 10, "", { to: "c" }) +
        copied("u", 10, "", { at: "b", to: "c" }),
    );
    const words = (name: string) => {
      const explained = explainInitialCopy(copyOf(analysis, name), analysis.estimates);
      return explained?.inputs.find((input) => input.name === "beside it");
    };
    expect(words("x")).toEqual({
      name: "beside it",
      value: "the first copies of 2 others on 'wan', and one more on links that these take",
      origin: "started together: no order is stated",
    });
    expect(words("u")?.value).toBe("the first copy of another on 'far', and 2 more on links that these take");
  });

  it("depends on the data of those beside it after an edit too", () => {
    const before = analyseText(TEN_MEGABYTE_LINES + copied("x", 10) + copied("y", 10));
    expect(time(firstOf(before, "x").time.likely)).toBeCloseTo(20 * H, 0);
    const after = analyseText(TEN_MEGABYTE_LINES + copied("x", 10) + copied("y", 5), before);
    expect(time(firstOf(after, "x").time.likely)).toBeCloseTo(15 * H, 0);
    // What rules look at is the copy alone: the neighbour's data do not reach it.
    expect(initialCopyTime(copyOf(after, "x"))).toEqual(initialCopyTime(copyOf(before, "x")));
  });
});

/** Changes of at most 1.5 MB/s in all, so that nothing of them ever queues beside three others. */
const copy = fc.record({
  hours: fc.double({ min: 1, max: 25, noNaN: true }),
  base: fc.integer({ min: 1, max: 5 }),
  busy: fc.integer({ min: 1, max: 15 }),
  opens: fc.integer({ min: 7, max: 10 }),
  night: fc.boolean(),
});
const plans = fc.array(copy, { minLength: 2, maxLength: 4 });
type Drawn = typeof copy extends fc.Arbitrary<infer T> ? T : never;

function planOf(copies: readonly Drawn[]): string {
  const blocks = copies.map(({ hours, base, busy, opens, night }, i) => {
    const change = `${base * 100} kB/s; change ${busy * 100} kB/s mon-fri ${String(opens).padStart(2, "0")}:00-17:00`;
    return copied(`w${i}`, hours, night ? NIGHT : "", { change });
  });
  return TEN_MEGABYTE_LINES + blocks.join("");
}

/** The line without what all of them change: the copies' own bytes, in their windows. */
function stepped(copies: readonly Drawn[], startHour: number): readonly (number | undefined)[] {
  const capacity = Array.from({ length: 168 }, (_, hour): readonly [number, number] => {
    const busyDay = hour < 120;
    const clock = hour % 24;
    const changes = copies.reduce(
      (sum, { base, busy, opens }) => sum + (busyDay && clock >= opens && clock < 17 ? busy : base) * 0.1 * MB,
      0,
    );
    return [hour, 10 * MB - changes];
  });
  const window: HourlyRates = Array.from({ length: 168 }, (_, hour) => {
    const clock = hour % 24;
    return [hour, clock >= 22 || clock < 6 ? 1e12 : 0] as const;
  });
  const all = copies.map(
    ({ hours, night }): SteppedCopy => ({
      size: hours * 36e9,
      links: [0],
      priority: 5,
      ...(night ? { cap: window } : {}),
    }),
  );
  return stepFinite([capacity], all, startHour, 60, 8);
}

const RUNS = { seed: 20_261_122, numRuns: 30 };

describe("for any first copies on a line", () => {
  it("the worst start is as bad as the worst of all hours in a stepping simulation", () => {
    // Changes in a copy's window travel in it only, and would queue outside: here none of them has one.
    const open = plans.map((copies) => copies.map((each) => ({ ...each, night: false })));
    fc.assert(
      fc.property(open, (copies) => {
        const analysis = analyseText(planOf(copies));
        const starts = Array.from({ length: 168 }, (_, hour) => stepped(copies, hour));
        copies.forEach((_, i) => {
          const { low, high } = firstOf(analysis, `w${i}`).time;
          const worst = Math.max(...starts.map((ends) => ends[i] ?? Number.POSITIVE_INFINITY));
          expect(time(high)).toBeGreaterThanOrEqual(worst * 0.999 - 60);
          // Between two hours it may be a little worse.
          expect(time(high)).toBeLessThanOrEqual(worst * 1.005 + 60);
          for (const ends of starts) expect(ends[i] ?? 0).toBeGreaterThanOrEqual(time(low) * 0.999 - 60);
        });
      }),
      { ...RUNS, numRuns: 4 },
    );
  }, 120_000);

  it("low is that of one alone, and likely and high are no shorter than its own", () => {
    fc.assert(
      fc.property(plans, (copies) => {
        const analysis = analyseText(planOf(copies));
        copies.forEach((_, i) => {
          const { time: together, alone } = firstOf(analysis, `w${i}`);
          expect(together.low).toEqual(alone.low);
          expect(compareDurations(together.low, together.likely)).toBeLessThanOrEqual(0);
          expect(compareDurations(together.likely, together.high)).toBeLessThanOrEqual(0);
          expect(compareDurations(alone.likely, together.likely)).toBeLessThanOrEqual(0);
          expect(compareDurations(alone.high, together.high)).toBeLessThanOrEqual(0);
        });
      }),
      RUNS,
    );
  }, 60_000);

  it("is not shorter beside one more, and is what it was when that goes elsewhere", () => {
    fc.assert(
      fc.property(plans, (copies) => {
        const [all, fewer] = [analyseText(planOf(copies)), analyseText(planOf(copies.slice(0, -1)))];
        const elsewhere = analyseText(
          `${planOf(copies.slice(0, -1))}site d {}\nlink own c <-> d { bandwidth 80 Mbps; rtt 20 ms }\n${copied("w", 20, "", { at: "c", to: "d" })}`,
        );
        copies.slice(0, -1).forEach((_, i) => {
          const [now, before] = [firstOf(all, `w${i}`).time, firstOf(fewer, `w${i}`).time];
          for (const on of ["low", "likely", "high"] as const) {
            expect(time(now[on])).toBeGreaterThanOrEqual(time(before[on]) * (1 - 1e-3));
          }
          expect(firstOf(elsewhere, `w${i}`).time).toEqual(before);
        });
      }),
      RUNS,
    );
  }, 60_000);
});
