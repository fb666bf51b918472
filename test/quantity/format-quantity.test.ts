import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatDistance,
  formatDuration,
  formatNumber,
  formatRate,
  formatRatio,
  formatSize,
  formatUncertain,
} from "../../server/src/quantity/format-quantity.ts";
import { parseQuantity } from "../../server/src/quantity/parse-quantity.ts";
import { exactly, uncertain } from "../../server/src/quantity/uncertain.ts";

/** With plain spaces, for reading. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("numbers for people", () => {
  it.each([
    [0, "0"],
    [0.001_234, "0.00123"],
    [12.345, "12.3"],
    [999.4, "999"],
    [1085.2, "1 085"],
    [1_234_567, "1 234 567"],
    [-1500, "-1 500"],
    [1e-9, "1.0e-9"],
  ])("%d is %j", (value, text) => {
    expect(plain(formatNumber(value))).toBe(text);
  });
});

describe("durations for people", () => {
  it.each([
    [0, "0 s"],
    [25e-6, "25 µs"],
    [0.0107, "10.7 ms"],
    [0.9996, "1 s"],
    [38, "38 s"],
    [90, "90 s"],
    [120, "2 min"],
    [150, "2 min 30 s"],
    [3600, "1 h"],
    [7800, "2 h 10 min"],
    [7805, "2 h 10 min"],
    [86_400, "24 h"],
    [87_600, "24 h 20 min"],
    [172_800, "2 d"],
    [3 * 86_400 + 4 * 3600, "3 d 4 h"],
    [42 * 86_400, "42 d"],
    [365.25 * 86_400, "1 year"],
    // A year is 365.25 d: 1.5 of it are 547.875 d, 182.6 d more than one.
    [1.5 * 365.25 * 86_400, "1 year 183 d"],
    [2000 * 365.25 * 86_400, "2 000 years"],
    [3599.9, "1 h"],
    [86_399.9, "24 h"],
    [-90, "-90 s"],
  ])("%d s is %j", (value, text) => {
    expect(plain(formatDuration(value))).toBe(text);
  });
});

describe("other quantities for people", () => {
  it.each([
    [formatSize(4e12), "4 TB"],
    [formatSize(999), "999 B"],
    [formatSize(999.6), "1 kB"],
    [formatRate(19.375e6, "bits"), "155 Mbps"],
    [formatRate(12e6, "bytes"), "12 MB/s"],
    [formatDistance(1_085_000), "1 085 km"],
    [formatDistance(9900), "9.9 km"],
    [formatDistance(300), "300 m"],
    [formatRatio(0.7), "70 %"],
    [formatRatio(1.5), "150 %"],
    [formatRatio(14), "14x"],
    [formatUncertain(exactly(5), formatDuration), "5 s"],
    [formatUncertain(uncertain(18e-3, 26e-3, 34e-3), formatDuration), "26 ms (18 ms … 34 ms)"],
    [formatUncertain(uncertain(5, 5.000_1, 5.000_2), formatDuration), "5 s"],
  ])("%j", (found, text) => {
    expect(plain(found)).toBe(text);
  });
});

describe("what is written for people", () => {
  /** Digits are grouped by a space that does not break; the language groups them by `_`. */
  const read = (text: string) => parseQuantity(text.replaceAll(/(?<=\d)\u00a0(?=\d{3})/g, "_"));
  const sizes = (from: number, to: number) =>
    fc.double({ min: Math.log(from), max: Math.log(to), noNaN: true }).map(Math.exp);

  it.each<[string, (value: number) => string, fc.Arbitrary<number>]>([
    ["duration", formatDuration, sizes(1e-6, 1e11)],
    ["size", formatSize, sizes(1, 1e18)],
    ["rate", (value) => formatRate(value, "bytes"), sizes(1, 1e17)],
    ["rate", (value) => formatRate(value, "bits"), sizes(1, 1e16)],
    ["distance", formatDistance, sizes(1, 1e8)],
    ["ratio", formatRatio, sizes(1e-3, 1e6)],
  ])("is read back as the same %s, within 1 %%", (dimension, format, values) => {
    fc.assert(
      fc.property(values, (value) => {
        const text = format(value);
        const parsed = read(text);
        expect(parsed, text).toMatchObject({ ok: true, quantity: { dimension } });
        if (parsed.ok) expect(Math.abs(parsed.quantity.value.likely / value - 1), text).toBeLessThanOrEqual(0.01);
      }),
      { seed: 21, numRuns: 500 },
    );
  });
});
