import { describe, expect, test } from "vitest";
import { nearest } from "../../server/src/base/nearest.ts";

describe("nearest", () => {
  const words = ["bandwidth", "standby", "standby-for", "rtt", "rto", "rpo", "to", "medium"];
  const cases: readonly (readonly [word: string, expected: string | undefined, why: string])[] = [
    ["bandwith", "bandwidth", "a letter is missing"],
    ["bandwiddth", "bandwidth", "a letter too many"],
    ["bandwitdh", "bandwidth", "two letters are swapped"],
    ["Bandwidth", "bandwidth", "case does not count"],
    ["standbyfor", "standby-for", "the nearer one wins"],
    ["rtp", "rtt", "of equally near ones the first"],
    ["medum", "medium", "a short word tolerates one slip"],
    ["xyzzy", undefined, "nothing is near"],
    ["t", "to", "one letter tolerates one slip"],
    ["", undefined, "nothing was written"],
  ];
  test.each(cases)("of %j is %j: %s", (word, expected) => {
    expect(nearest(word, words)).toBe(expected);
  });
});
