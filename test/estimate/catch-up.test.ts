import { describe, expect, it } from "vitest";
import { explainScenario } from "../../server/src/estimate/explain/explain-scenario.ts";
import type { Duration, UncertainDuration } from "../../server/src/estimate/kernel/duration.ts";
import type { OutageEffect } from "../../server/src/estimate/outage.ts";
import { seconds } from "../../server/src/quantity/quantity.ts";
import { exactly } from "../../server/src/quantity/uncertain.ts";
import { analyseText } from "../support/analyse-text.ts";
import { TEN_MEGABYTE_LINES } from "../support/ten-megabyte-lines.ts";
import { type SteppedCopy, stepFinite } from "./reference/step-finite.ts";
import type { HourlyRates } from "./reference/step-simulation.ts";

const H = 3600;
const MB = 1e6;

function copied(name: string, change: string, replicate = "mode async", to = "b"): string {
  return `workload ${name} { site a; tier gold; data 2 TB; change ${change} }
replicate ${name} to ${to} { ${replicate} }
`;
}

/** After an outage of so many hours of the routes of some copies. */
function effects(text: string, names: readonly string[], hours: number): readonly OutageEffect[] {
  const { estimates } = analyseText(TEN_MEGABYTE_LINES + text);
  const copies = names.flatMap((name) => estimates.copiesOf(name));
  const found = estimates.outage(copies, exactly(seconds(hours * H)));
  return copies.flatMap((copy) => found.get(copy) ?? []);
}

function time(duration: Duration | undefined): number {
  return duration?.kind === "after" ? duration.time : Number.POSITIVE_INFINITY;
}

/** Low, likely and high, in hours. */
function hours({ low, likely, high }: UncertainDuration): readonly number[] {
  return [low, likely, high].map((each) => time(each) / H);
}

describe("copies that catch up on one line after an outage", () => {
  // An hour of 1 MB/s is 0.1 h of the line. Alone: change × outage / (10 − change).
  it.each<[why: string, plan: string, names: string, outage: number, expected: readonly (readonly number[])[]]>([
    ["alone: 2 × 4 / 8", copied("x", "2 MB/s"), "x", 4, [[1, 1, 1]]],
    // Halves: 5 − 2 for each; 8 MB/s × h to send: 8 / 3. Alone 8 / 6, with the 2 of the other beside it.
    [
      "two alike",
      copied("x", "2 MB/s") + copied("y", "2 MB/s"),
      "x y",
      4,
      [
        [4 / 3, 8 / 3, 8 / 3],
        [4 / 3, 8 / 3, 8 / 3],
      ],
    ],
    // Of y alone the route was lost; x sends its 2 as ever.
    ["one of two", copied("x", "2 MB/s") + copied("y", "2 MB/s"), "y", 4, [[4 / 3, 4 / 3, 4 / 3]]],
    // x: 4 of 5 − 1, 1 h. y: 12 − 1 × 2 = 10 left of 10 − 1 − 3 from then on. In all 16 of 10 − 4.
    [
      "the smaller first",
      copied("x", "1 MB/s") + copied("y", "3 MB/s"),
      "x y",
      4,
      [
        [4 / 6, 1, 1],
        [2, 16 / 6, 16 / 6],
      ],
    ],
    // The sync copy has its 8 back at 10 − 2: 1 h, in which x gets nothing and falls behind by another 2: 10 of 6.
    [
      "the lower number before the higher",
      copied("x", "2 MB/s") + copied("y", "2 MB/s", "mode sync"),
      "x y",
      4,
      [
        [8 / 6, 1 + 10 / 6, 1 + 10 / 6],
        [1, 1, 1],
      ],
    ],
    // y sends all again, after what is new: 8 of 10 − 2 − 2 while x does not catch up. x has 8 of 10 − 2 − 2 first.
    [
      "a resynchronisation by bitmap after all of that",
      copied("x", "2 MB/s") + copied("y", "2 MB/s", "mode async; journal 10 GB; history 3 d every 1 h"),
      "x y",
      4,
      [
        [8 / 6, 8 / 6, 8 / 6],
        [8 / 6, 16 / 6, 16 / 6],
      ],
    ],
    // Two of them share 10 − 4.
    [
      "two resynchronisations",
      ["x", "y"].map((name) => copied(name, "2 MB/s", "mode async; journal 10 GB; history 3 d every 1 h")).join(""),
      "x y",
      4,
      [
        [8 / 6, 16 / 6, 16 / 6],
        [8 / 6, 16 / 6, 16 / 6],
      ],
    ],
    [
      "never without an end where two change as much as the line carries",
      copied("x", "5 MB/s") + copied("y", "5 MB/s"),
      "x y",
      1,
      [
        [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
        [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
      ],
    ],
  ])("%s", (_why, plan, names, outage, expected) => {
    const found = effects(plan, names.split(" "), outage).map(({ catchUp }) => hours(catchUp));
    expected.forEach((row, at) => {
      row.forEach((each, on) => {
        if (Number.isFinite(each)) expect(found[at]?.[on]).toBeCloseTo(each, 6);
        else expect(found[at]?.[on]).toBe(each);
      });
    });
  });

  it("falls back to points in time that are older by all of the common resynchronisation", () => {
    const plan = ["x", "y"].map((name) => copied(name, "2 MB/s", "mode async; journal 10 GB; history 3 d every 1 h"));
    const [x] = effects(plan.join(""), ["x", "y"], 4);
    // 4 h, 1 h between points, 16 / 6 h, and half the round trip.
    expect(time(x?.whileResyncing?.likely)).toBeCloseTo((5 + 16 / 6) * H + 0.01, 3);
  });

  it("takes at worst as long as from the worst of all hours in a stepping simulation", () => {
    const busy: HourlyRates = Array.from({ length: 168 }, (_, hour) => {
      const atWork = hour < 120 && hour % 24 >= 8 && hour % 24 < 16;
      return [hour, (atWork ? 4 : 1) * MB] as const;
    });
    const change = "1 MB/s; change 4 MB/s mon-fri 08:00-16:00";
    const [x, y] = effects(copied("x", change) + copied("y", "2 MB/s"), ["x", "y"], 3);
    // At worst 3 h of 4 MB/s and of 2; nothing waits when it begins.
    const copies: readonly SteppedCopy[] = [
      { size: 3 * 4 * MB * H, links: [0], priority: 2, adds: busy },
      { size: 3 * 2 * MB * H, links: [0], priority: 2, adds: [[0, 2 * MB]] },
    ];
    const starts = Array.from({ length: 168 }, (_, hour) => stepFinite([[[0, 10 * MB]]], copies, hour, 10, 2));
    [x, y].forEach((effect, i) => {
      const worst = Math.max(...starts.map((ends) => ends[i] ?? Number.POSITIVE_INFINITY));
      expect(time(effect?.catchUp.high)).toBeGreaterThanOrEqual(worst * 0.999 - 10);
      expect(time(effect?.catchUp.high)).toBeLessThanOrEqual(worst * 1.002 + 10);
    });
  });
});

describe("the explanation of a scenario that ends", () => {
  it("tells when each copy that stopped has caught up", () => {
    const text = `${TEN_MEGABYTE_LINES}${copied("x", "2 MB/s")}${copied("y", "2 MB/s")}scenario dig { lose link wan for 4 h }\n`;
    const { estimates } = analyseText(text);
    const scenario = estimates.scenario("dig");
    const [whole] = scenario ? explainScenario(scenario, estimates) : [];
    // 8 / 6 h and 8 / 3 h, as above.
    expect(whole?.inputs.map(({ origin }) => origin)).toEqual([
      expect.stringContaining("afterwards caught up in ≈ 2 h 40 min (1 h 20 min … 2 h 40 min)"),
      expect.stringContaining("afterwards caught up in ≈ 2 h 40 min (1 h 20 min … 2 h 40 min)"),
    ]);
  });
});
