import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuantity } from "../../server/src/quantity/parse-quantity.ts";
import { type Dimension, findUnit, isUnit, unitSpellings, unitsOf } from "../../server/src/quantity/units.ts";

/** Every unit of the language, its value in SI units from the definition, and spellings that mean the same. */
const UNITS: readonly (readonly [unit: string, dimension: Dimension, si: number, spellings?: readonly string[]])[] = [
  ["ms", "duration", 1e-3, ["msec", "milliseconds"]],
  ["us", "duration", 1e-6, ["µs", "μs"]],
  ["s", "duration", 1, ["sec", "secs", "second", "seconds"]],
  ["min", "duration", 60, ["mins", "minute", "minutes"]],
  ["h", "duration", 3600, ["hr", "hrs", "hour", "hours"]],
  ["d", "duration", 86_400, ["day", "days"]],
  ["w", "duration", 604_800, ["wk", "wks", "week", "weeks"]],
  ["month", "duration", 30.4375 * 86_400, ["months"]],
  ["year", "duration", 365.25 * 86_400, ["years", "yr"]],
  ["B", "size", 1, ["byte", "bytes"]],
  ["kB", "size", 1e3, ["KB", "kByte", "kbytes", "kilobytes"]],
  ["MB", "size", 1e6, ["MByte", "MBytes", "mbyte", "megabytes"]],
  ["GB", "size", 1e9, ["GByte", "gigabytes"]],
  ["TB", "size", 1e12, ["terabytes", "TBytes"]],
  ["PB", "size", 1e15],
  ["KiB", "size", 1024],
  ["MiB", "size", 1024 ** 2],
  ["GiB", "size", 1024 ** 3, ["gibibytes"]],
  ["TiB", "size", 1024 ** 4],
  ["PiB", "size", 1024 ** 5],
  ["bps", "rate", 1 / 8, ["bit/s", "bits/s"]],
  ["kbps", "rate", 125, ["kbit/s", "Kbps", "kb/s"]],
  ["Mbps", "rate", 125e3, ["Mbit/s", "Mb/s", "mbit/s", "Mbits/s", "MBit/s", "megabits/s"]],
  ["Gbps", "rate", 125e6, ["Gbit/s", "Gb/s", "GBit/s", "gbit/sec"]],
  ["Tbps", "rate", 125e9, ["Tbit/s"]],
  ["B/s", "rate", 1, ["B/sec"]],
  ["kB/s", "rate", 1e3, ["KB/s", "kbytes/s"]],
  ["MB/s", "rate", 1e6, ["MB/sec", "MByte/s", "MBytes/s", "mbytes/second"]],
  ["GB/s", "rate", 1e9],
  ["KiB/s", "rate", 1024],
  ["MiB/s", "rate", 1024 ** 2],
  ["GiB/s", "rate", 1024 ** 3],
  ["GB/min", "rate", 1e9 / 60, ["GB/minute"]],
  ["GB/h", "rate", 1e9 / 3600, ["GB/hour", "GB/hr", "GByte/h"]],
  ["TB/day", "rate", 1e12 / 86_400, ["TB/d"]],
  ["GiB/day", "rate", 1024 ** 3 / 86_400],
  ["%/day", "rate", 0.01 / 86_400, ["%/d"]],
  ["%/h", "rate", 0.01 / 3600, ["%/hour"]],
  ["m", "distance", 1, ["metre", "meters"]],
  ["km", "distance", 1e3, ["kilometres"]],
  ["mi", "distance", 1609.344, ["mile", "miles"]],
  ["nmi", "distance", 1852],
  ["%", "ratio", 0.01, ["percent"]],
  ["x", "ratio", 1, ["×"]],
  ["/h", "frequency", 1 / 3600, ["/hour"]],
  ["/day", "frequency", 1 / 86_400, ["/d"]],
  ["GBP", "money", 1],
  ["EUR/year", "money", 1],
  ["USD/h", "money", 1],
];

describe("a unit", () => {
  it.each(UNITS.map(([unit, dimension, si, spellings = []]) => ({ unit, dimension, si, spellings })))(
    "$unit is a $dimension of $si",
    ({ unit, dimension, si, spellings }) => {
      for (const spelling of [unit, ...spellings]) {
        expect(isUnit(spelling), spelling).toBe(true);
        for (const text of [`3 ${spelling}`, `3${spelling}`]) {
          const parsed = parseQuantity(text);
          expect(parsed, text).toMatchObject({ ok: true, quantity: { dimension } });
          if (!parsed.ok) continue;
          expect(parsed.quantity.value.likely / (3 * si), text).toBeCloseTo(1, 12);
          expect(parsed.canonical.replace(/^3 ?/, ""), text).toBe(unit);
        }
      }
    },
  );

  it("of relative rates and of money says so", () => {
    expect(parseQuantity("5 %/day")).toMatchObject({ quantity: { relative: true } });
    expect(parseQuantity("5 MB/s").ok && "relative" in parseQuantity("5 MB/s")).toBe(false);
    expect(parseQuantity("11_000 GBP/year")).toMatchObject({
      quantity: { currency: "GBP", per: "year", value: { likely: 11_000 } },
    });
    expect(parseQuantity("300 EUR/h")).toMatchObject({ quantity: { currency: "EUR", per: "h" } });
    expect(parseQuantity("300 EUR")).toMatchObject({ quantity: { currency: "EUR" } });
  });

  it.each(["Mi", "nm", "foo", "gbp", "XQZ", "GB/week", "MB/s/s", "kiB", "", "Ms", "Gbit", "Mbit", "Gbit/h"])(
    "%j is none",
    (text) => {
      expect(isUnit(text)).toBe(false);
      expect(findUnit(text)).toBeUndefined();
    },
  );
});

describe("spellings that leave bits and bytes open", () => {
  it.each([
    ["2 MBps", ["2 MB/s", "2 Mbps"], 2e6, 250e3],
    ["2 mbps", ["2 Mbps", "2 MB/s"], 250e3, 2e6],
    ["2 MBPS", ["2 MB/s", "2 Mbps"], 2e6, 250e3],
    ["10 gbps", ["10 Gbps", "10 GB/s"], 1.25e9, 1e10],
    ["10 gb/s", ["10 Gbps", "10 GB/s"], 1.25e9, 1e10],
    ["8 Mb", ["1 MB", "8 MB"], 1e6, 8e6],
    ["8 Kb", ["1 kB", "8 kB"], 1e3, 8e3],
  ])("%s means %j: a factor of eight", (text, meanings, literal, other) => {
    const parsed = parseQuantity(text);
    expect(parsed.ok).toBe(true);
    if (!parsed.ok) return;
    expect(parsed.quantity.ambiguous?.meanings.map((meaning) => meaning.text)).toEqual(meanings);
    expect(parsed.quantity.value).toEqual({
      low: Math.min(literal, other),
      likely: literal,
      high: Math.max(literal, other),
    });
    expect(Math.max(literal, other) / Math.min(literal, other)).toBe(8);
    for (const [index, meaning] of meanings.entries()) {
      const read = parseQuantity(meaning);
      expect(read).toMatchObject({ ok: true, quantity: { value: { likely: index === 0 ? literal : other } } });
      expect(read.ok && read.quantity.ambiguous).toBe(undefined);
    }
  });

  it("are never among those that name one unit", () => {
    const spellings = [...unitSpellings()];
    expect(spellings).not.toContain("MBps");
    for (const spelling of spellings) expect(findUnit(spelling), spelling).toHaveProperty("canonical");
  });
});

it("lists the units of a dimension from small to large, each readable", () => {
  expect(unitsOf("distance")).toEqual(["m", "km", "mi", "nmi"]);
  expect(unitsOf("ratio")).toEqual(["%", "x"]);
  fc.assert(
    fc.property(
      fc.constantFrom<Dimension[]>("duration", "size", "rate", "distance", "ratio", "frequency"),
      (dimension) => {
        const units = unitsOf(dimension);
        expect(new Set(units).size).toBe(units.length);
        for (const unit of units)
          expect(parseQuantity(`1 ${unit}`)).toMatchObject({ ok: true, quantity: { dimension } });
      },
    ),
    { seed: 1 },
  );
});
