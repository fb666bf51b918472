import { describe, expect, it } from "vitest";
import type { CaseGroup } from "../../scripts/validation/all-cases.ts";
import { compareCase } from "../../scripts/validation/compare-case.ts";

/** One test for each case. */
export function runCases(groups: readonly CaseGroup[]): void {
  describe.each(groups.map(({ title, cases }) => [title, cases] as const))("%s", (_title, cases) => {
    it.each(cases.map((one) => [one.id, one.about, one] as const))("%s: %s", (_id, _about, one) => {
      const { predicted, agrees } = compareCase(one);
      expect(agrees, `predicted ${predicted}, published ${JSON.stringify(one.expected)}`).toBe(true);
    });
  });
}
