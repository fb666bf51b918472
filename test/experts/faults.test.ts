import { describe, expect, it } from "vitest";
import { analyseOnTheDay, expertPlans, textOfExpertPlan } from "./expert-plans.ts";
import { distanceFaults } from "./faults/distance.ts";
import type { Fault } from "./faults/fault.ts";
import { governanceFaults } from "./faults/governance.ts";
import { lineFaults } from "./faults/lines.ts";
import { pointFaults } from "./faults/points.ts";
import { recoveryFaults } from "./faults/recovery.ts";
import { foundPlaces } from "./found-places.ts";

const TOPICS: Readonly<Record<string, readonly Fault[]>> = {
  distance: distanceFaults,
  lines: lineFaults,
  points: pointFaults,
  recovery: recoveryFaults,
  governance: governanceFaults,
};
const ALL = Object.values(TOPICS).flat();

it("are at least 45, in every plan, by at least 40 rules", () => {
  expect(ALL.length).toBeGreaterThanOrEqual(45);
  expect(new Set(ALL.map(({ plan }) => plan))).toEqual(new Set(expertPlans()));
  expect(new Set(ALL.map(({ found }) => found)).size).toBeGreaterThanOrEqual(40);
});

// The plans themselves have no error and no warning (experts.test.ts): whatever is found here comes from the mistake.
describe.each(Object.entries(TOPICS))("%s", (_topic, faults) => {
  it.each(faults.map((fault) => [fault.plan, fault.what, fault] as const))("%s: %s", (_plan, _what, fault) => {
    const parts = textOfExpertPlan(fault.plan).split(fault.from);
    expect(parts.length - 1, "times that the text to change stands in the plan").toBe(1);
    const text = parts.join(fault.to);
    const found = foundPlaces(analyseOnTheDay(text), text);
    const rules = new Set(found.map(({ rule }) => rule));
    expect([...rules].sort()).toEqual([fault.found, ...Object.keys(fault.also ?? {})].sort());
    expect(found.filter(({ rule }) => rule === fault.found).map(({ at }) => at)).toContain(fault.at);
  });
});
