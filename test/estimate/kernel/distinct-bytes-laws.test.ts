import fc from "fast-check";
import { expect, it } from "vitest";
import { distinctBytes } from "../../../server/src/estimate/kernel/distinct-bytes.ts";
import { rate, seconds } from "../../../server/src/quantity/quantity.ts";

it("distinct bytes never fall when the length rises, whatever the table says", () => {
  const entry = fc.record({
    per: fc.double({ min: 1, max: 1e6, noNaN: true }).map(seconds),
    rate: fc.double({ min: 0, max: 1e9, noNaN: true }).map(rate),
  });
  const length = fc.double({ min: 0, max: 2e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), length, length, (table, a, b) => {
      const [shorter, longer] = [Math.min(a, b), Math.max(a, b)].map((one) => distinctBytes(table, seconds(one)));
      expect(shorter).toBeLessThanOrEqual((longer ?? 0) * (1 + 1e-12));
    }),
    { seed: 31, numRuns: 1000 },
  );
});
