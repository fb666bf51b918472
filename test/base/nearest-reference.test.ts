import fc from "fast-check";
import { expect, it } from "vitest";
import { nearest } from "../../server/src/base/nearest.ts";
import { slips } from "./reference/slips.ts";

/** Slips that are tolerated: one in four letters, at least one, at most three; in one or two letters one. */
function tolerated(word: string): number {
  if (word.length <= 2) return 1;
  return Math.min(3, Math.max(1, Math.floor(word.length / 4) + 1));
}

/** By the definition: the first of those with the fewest slips. */
function expected(word: string, candidates: readonly string[]): string | undefined {
  const known = candidates.map((candidate) => ({
    candidate,
    count: slips(word.toLowerCase(), candidate.toLowerCase()),
  }));
  const least = Math.min(...known.map(({ count }) => count));
  return least <= tolerated(word) ? known.find(({ count }) => count === least)?.candidate : undefined;
}

it("the reference counts slips", () => {
  expect(slips("rtt", "rtt")).toBe(0);
  expect(slips("bandwith", "bandwidth")).toBe(1);
  expect(slips("abcd", "acbd")).toBe(1);
  expect(slips("ca", "abc")).toBe(3);
  expect(slips("", "abc")).toBe(3);
});

it("the nearest candidate is the one with the fewest slips, and the first of those", () => {
  const letters = (maxLength: number) => fc.string({ unit: fc.constantFrom(..."abcABé-"), minLength: 1, maxLength });
  fc.assert(
    fc.property(letters(12), fc.array(letters(12), { maxLength: 8 }), (word, candidates) => {
      expect(nearest(word, candidates)).toBe(expected(word, candidates));
    }),
    { seed: 7, numRuns: 3000 },
  );
});

it("words that are too long to be slips of one another are compared as a whole", () => {
  const long = "x".repeat(80);
  expect(nearest(long, [`${long}y`, long.toUpperCase()])).toBe(long.toUpperCase());
  expect(nearest(long, [`${long}y`])).toBeUndefined();
});
