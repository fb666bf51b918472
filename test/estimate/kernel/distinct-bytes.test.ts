import { expect, test } from "vitest";
import { distinctBytes } from "../../../server/src/estimate/kernel/distinct-bytes.ts";
import { rate, seconds } from "../../../server/src/quantity/quantity.ts";

const MINUTE = seconds(60);
const HOUR = seconds(3600);
const DAY = seconds(86_400);

// Two windows as in a trace of a file server: 800 B/s distinct in a minute, 400 B/s in an hour; between them by logarithm.
const TABLE = [
  { per: HOUR, rate: rate(400) },
  { per: MINUTE, rate: rate(800) },
];

test.each([
  [0, 0, "no time, no bytes"],
  [30, 30 * 800, "before the shortest window its rate"],
  [60, 60 * 800, "at a window its rate"],
  // ln(600 / 60) / ln(3600 / 60) = 2.302585 / 4.094345 = 0.562382: 800 − 0.562382 × 400 = 575.047
  [600, 600 * 575.0472, "between two windows by the logarithm of the length"],
  [3600, 3600 * 400, "at the other window its rate"],
  [86_400, 86_400 * 400, "after the longest window its rate"],
])("in %d s %d bytes: %s", (length, expected) => {
  expect(distinctBytes(TABLE, seconds(length))).toBeCloseTo(expected, -1);
});

test("one window holds for all lengths", () => {
  expect(distinctBytes([{ per: DAY, rate: rate(5) }], HOUR)).toBe(18_000);
});
