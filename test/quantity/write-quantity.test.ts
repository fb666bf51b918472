import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAmount, formatMoney } from "../../server/src/quantity/format-money.ts";
import { parseQuantity } from "../../server/src/quantity/parse-quantity.ts";
import { showQuantity } from "../../server/src/quantity/show-quantity.ts";
import { type Measure, writeQuantity } from "../../server/src/quantity/write-quantity.ts";

const MEASURES: readonly Measure[] = [
  { dimension: "number" },
  { dimension: "duration" },
  { dimension: "size" },
  { dimension: "rate" },
  { dimension: "distance" },
  { dimension: "ratio" },
  { dimension: "frequency" },
  { dimension: "money", currency: "GBP" },
  { dimension: "money", currency: "GBP", per: "year" },
  { dimension: "money", currency: "GBP", per: "h" },
];

describe("a value in SI units as a plan may write it", () => {
  test.each(MEASURES.map((measure) => [JSON.stringify(measure), measure] as const))(
    "%s is read as it was",
    (_, measure) => {
      fc.assert(
        fc.property(fc.double({ min: 0, max: 1e18, noNaN: true }), (value) => {
          const read = parseQuantity(writeQuantity(value, measure));
          expect(read.ok && read.quantity.value).toEqual({ low: value, likely: value, high: value });
          expect(read.ok && read.quantity).toMatchObject(measure);
        }),
        { seed: 7, numRuns: 200 },
      );
    },
  );

  test("of a share of the data a day is read as it was, but for rounding", () => {
    const measure: Measure = { dimension: "rate", relative: true };
    // 5 % a day: 0.05 / 86 400 of the data in a second.
    const text = writeQuantity(0.05 / 86_400, measure);
    const read = parseQuantity(text);
    expect(text).toMatch(/^5(\.0+\d)? %\/day$|^4\.9+\d* %\/day$/);
    expect(read.ok && read.quantity.value.likely).toBeCloseTo(0.05 / 86_400, 15);
  });

  test.each([
    [1e-9, "0.000000001 s"],
    [2.5e-7, "0.00000025 s"],
    [0, "0 s"],
    [1e21, "1000000000000000000000 s"],
  ])("%d is written without an exponent", (value, text) => {
    expect(writeQuantity(value, { dimension: "duration" })).toBe(text);
  });
});

describe("a value for people, in the manner of what they wrote", () => {
  test.each<readonly [number, Measure, string, string]>([
    [19_375_000, { dimension: "rate" }, "155 Mbps", "155 Mbps"],
    [19_375_000, { dimension: "rate" }, "12 MB/s", "19.4 MB/s"],
    [0.05 / 86_400, { dimension: "rate", relative: true }, "4 %/day", "5 %/day"],
    [0.7, { dimension: "ratio" }, "60 %", "70 %"],
    [2, { dimension: "ratio" }, "3x", "2x"],
    [5400, { dimension: "duration" }, "1 h", "1 h 30 min"],
    [85_000, { dimension: "distance" }, "80 km", "85 km"],
    [4e12, { dimension: "size" }, "3 TB", "4 TB"],
    [20 / 3600, { dimension: "frequency" }, "10/h", "20/h"],
    [12, { dimension: "number" }, "10", "12"],
    [500, { dimension: "money", currency: "GBP", per: "year" }, "400 GBP/year", "500 GBP/year"],
  ])("%d %j like %s: %s", (value, measure, like, expected) => {
    expect(showQuantity(value, measure, like).replaceAll("\u00a0", " ")).toBe(expected);
  });
});

describe("an amount of money", () => {
  test.each<readonly [number, string | undefined, string]>([
    [1972.35, "USD", "1 972 USD"],
    [99.5, "GBP", "99.50 GBP"],
    [99, "GBP", "99 GBP"],
    [1_234_567.8, "EUR", "1 234 568 EUR"],
    [-4602.15, "USD", "−4 602 USD"],
    [0, undefined, "0"],
    [-0.001, "GBP", "0.00 GBP"],
  ])("%d %s: %s", (value, currency, expected) => {
    expect(formatMoney(value, currency).replaceAll("\u00a0", " ")).toBe(expected);
  });

  test("is shown with its range", () => {
    const text = formatAmount({ low: 100, likely: 150, high: 200 }, "GBP");
    expect(text.replaceAll("\u00a0", " ")).toBe("150 GBP (100 GBP … 200 GBP)");
  });
});
