import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuantity, type QuantityProblem } from "../../server/src/quantity/parse-quantity.ts";
import { unitSpellings } from "../../server/src/quantity/units.ts";

describe("quantities", () => {
  it.each<[string, number, number, number, string]>([
    ["12", 12, 12, 12, "12"],
    ["-6.26", -6.26, -6.26, -6.26, "-6.26"],
    ["1_350 km", 1.35e6, 1.35e6, 1.35e6, "1_350 km"],
    ["155Mbps", 19.375e6, 19.375e6, 19.375e6, "155 Mbps"],
    ["  155   Mbps ", 19.375e6, 19.375e6, 19.375e6, "155 Mbps"],
    ["14x", 14, 14, 14, "14x"],
    ["20 /h", 20 / 3600, 20 / 3600, 20 / 3600, "20/h"],
    ["1 h 30 min", 5400, 5400, 5400, "1 h 30 min"],
    ["1h30min", 5400, 5400, 5400, "1 h 30 min"],
    ["1 day 2 hours 3 minutes 4 s", 93_784, 93_784, 93_784, "1 d 2 h 3 min 4 s"],
    ["8..12 ms", 0.008, 0.01, 0.012, "8..12 ms"],
    ["8 ms .. 12 ms", 0.008, 0.01, 0.012, "8..12 ms"],
    ["500 ms..1.5 s", 0.5, 1, 1.5, "500 ms..1.5 s"],
    ["8..12", 8, 10, 12, "8..12"],
    ["5..5 s", 5, 5, 5, "5..5 s"],
    ["12 MB/s ± 30 %", 8.4e6, 12e6, 15.6e6, "12 MB/s ± 30 %"],
    ["12 MB/s +- 3 MB/s", 9e6, 12e6, 15e6, "12 MB/s ± 3 MB/s"],
    ["12 MB/s +/- 500 kB/s", 11.5e6, 12e6, 12.5e6, "12 MB/s ± 500 kB/s"],
    ["10 ± 2", 8, 10, 12, "10 ± 2"],
    // That no duration is negative is for the attribute to say.
    ["5 ms ± 200 %", -0.005, 0.005, 0.015, "5 ms ± 200 %"],
  ])("%j", (text, low, likely, high, canonical) => {
    const parsed = parseQuantity(text);
    expect(parsed).toMatchObject({ ok: true, canonical });
    if (!parsed.ok) return;
    const { value } = parsed.quantity;
    for (const [found, expected] of [
      [value.low, low],
      [value.likely, likely],
      [value.high, high],
    ] as const) {
      expect(found).toBeCloseTo(expected, expected > 1000 ? 3 : 12);
    }
  });

  it.each<[string, QuantityProblem["kind"], string]>([
    ["", "not-a-quantity", ""],
    ["fast", "not-a-quantity", "fast"],
    ["5 parsecs", "unknown-unit", "parsecs"],
    ["5 ms 3", "missing-unit", ""],
    ["5 min 3 h", "mixed-units", "h"],
    ["1 h 5 km", "mixed-units", "km"],
    ["1 h 2 h", "mixed-units", "h"],
    ["8 ms..12 km", "mixed-units", "km"],
    ["10 ms ± 2 km", "mixed-units", "km"],
    ["12..8 ms", "reversed-range", "12..8 ms"],
    ["8..", "not-a-quantity", ""],
    ["12 ms soon", "not-a-quantity", "soon"],
    ["1.5.2", "not-a-quantity", ".2"],
  ])("%j is none: %s at %j", (text, kind, at) => {
    const parsed = parseQuantity(text);
    expect(parsed).toMatchObject({ ok: false, problem: { kind } });
    if (parsed.ok) return;
    const { start, end } = parsed.problem.span;
    expect(text.slice(start, end)).toBe(at);
  });

  it("names the unit that it does not know", () => {
    expect(parseQuantity("5 parsecs")).toMatchObject({ problem: { unit: "parsecs" } });
  });
});

const SPELLINGS = [...unitSpellings(), "MBps", "mb", "gbps", "GBP", "EUR/year", ""];
const numbers = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }).map(String),
  fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value.toFixed(3)),
  fc.constantFrom("1_000", "007", "0", "0.0"),
);
const simple = fc
  .tuple(numbers, fc.constantFrom("", " ", "\u00a0"), fc.constantFrom(...SPELLINGS))
  .map((parts) => parts.join(""));
const texts = fc.oneof(
  simple,
  fc.tuple(simple, fc.constantFrom("..", " ± ", "+-", " "), simple).map((parts) => parts.join("")),
  fc.tuple(numbers, fc.constant(" h "), numbers, fc.constant(" min")).map((parts) => parts.join("")),
  fc.string({ unit: fc.constantFrom(..."0123456789._ ±+-%/xkMGBbpshmind".split("")), maxLength: 14 }),
  fc.string({ unit: "binary", maxLength: 20 }),
);

describe("for any text", () => {
  it("reading it never throws, and its span lies in it", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseQuantity(text);
        if (parsed.ok) {
          const { low, likely, high } = parsed.quantity.value;
          expect(low).toBeLessThanOrEqual(likely);
          expect(likely).toBeLessThanOrEqual(high);
          expect(Number.isFinite(low) && Number.isFinite(high)).toBe(true);
        } else {
          const { start, end } = parsed.problem.span;
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { seed: 11, numRuns: 3000 },
    );
  });

  it("its canonical form means the same, and is canonical", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseQuantity(text);
        if (!parsed.ok) return;
        const again = parseQuantity(parsed.canonical);
        expect(again).toMatchObject({ ok: true, canonical: parsed.canonical });
        if (!again.ok) return;
        expect(again.quantity.value).toEqual(parsed.quantity.value);
        expect(again.quantity.dimension).toBe(parsed.quantity.dimension);
      }),
      { seed: 12, numRuns: 3000 },
    );
  });
});
