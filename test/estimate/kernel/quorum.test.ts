import fc from "fast-check";
import { expect, it } from "vitest";
import { hasMajority, othersForMajority, quorumRtt } from "../../../server/src/estimate/kernel/quorum.ts";
import { seconds } from "../../../server/src/quantity/quantity.ts";
import { exactly, uncertain } from "../../../server/src/quantity/uncertain.ts";

it.each([
  [[], 0, "alone"],
  [[8], 8, "two members: the other one"],
  [[8, 3], 3, "three: the nearer one"],
  [[8, 3, 5], 5, "four: two others"],
  [[8, 3, 5, 20], 5, "five: two others"],
  [[8, 3, 5, 20, 1, 9], 5, "seven: three others"],
])("of a writer and others at %j ms waits for %d ms (%s)", (others, expected) => {
  expect(quorumRtt(others.map((rtt) => exactly(seconds(rtt))))).toEqual(exactly(expected));
});

it("orders low, likely and high each on its own", () => {
  const near = uncertain(seconds(1), seconds(2), seconds(9));
  const far = uncertain(seconds(3), seconds(4), seconds(5));
  expect(quorumRtt([near, far])).toEqual({ low: 1, likely: 2, high: 5 });
});

it("waits for a member that makes a majority with all that are as near, and the writer", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 8 }), (others) => {
      const wait = quorumRtt(others.map((rtt) => exactly(seconds(rtt)))).likely;
      const answeredBy = (time: number) => 1 + others.filter((rtt) => rtt <= time).length;
      expect(answeredBy(wait) * 2).toBeGreaterThan(others.length + 1);
      expect(answeredBy(wait - 1) * 2).toBeLessThanOrEqual(others.length + 1);
    }),
    { seed: 9, numRuns: 200 },
  );
});

it.each([
  [1, 1, true],
  [1, 2, false],
  [2, 3, true],
  [2, 4, false],
  [3, 5, true],
  [0, 3, false],
])("%d alive of %d: %s", (alive, members, majority) => {
  expect(hasMajority(alive, members)).toBe(majority);
});

it("waits for the farthest where all must acknowledge, and for a majority of others where not", () => {
  const others = [0.03, 0.06, 0.01, 0.09].map((rtt) => exactly(seconds(rtt)));
  expect(quorumRtt(others, others.length)).toEqual(exactly(0.09));
  expect([1, 2, 3, 4, 5].map(othersForMajority)).toEqual([1, 1, 2, 2, 3]);
});
