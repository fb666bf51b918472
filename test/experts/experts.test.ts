import { describe, expect, it } from "vitest";
import { estimateDocument } from "../../server/src/estimate/estimate-document.ts";
import { formatEdits } from "../../server/src/features/format.ts";
import { reportedFindings } from "../../server/src/report/reported-findings.ts";
import { MAIN } from "../support/analyse-text.ts";
import { analyseOnTheDay, expertPlans, textOfExpertPlan } from "./expert-plans.ts";

it("are at least twelve", () => {
  expect(expertPlans().length).toBeGreaterThanOrEqual(12);
});

// Plans that an expert would sign. What is reported in them is a false alarm, or the plan is to be repaired.
describe.each(expertPlans())("%s", (name) => {
  const text = textOfExpertPlan(name);
  const analysis = analyseOnTheDay(text);
  const found = reportedFindings(analysis, () => name).map(
    ({ severity, rule, message, range }) => `${range.start.line + 1}: ${severity} ${rule}: ${message}`,
  );
  const { scenarios, replications, backups } = estimateDocument(analysis.estimated, {
    engine: "",
    inputs: "",
    findings: [],
  });
  const outcomes = scenarios.flatMap((scenario) =>
    scenario.workloads.map((outcome) => ({ ...outcome, scenario: scenario.name })),
  );

  it("has no error and no warning", () => {
    expect(found.filter((line) => /^\d+: (error|warning) /.test(line))).toEqual([]);
  });

  // A file for a person to read: the difference is a change of what the plan's author sees.
  it("has the notes of its baseline", async () => {
    await expect(`${found.join("\n")}\n`).toMatchFileSnapshot(`notes/${name}.txt`);
  });

  it("keeps every promise, whatever is lost", () => {
    const bad = outcomes.filter(({ objective, expect: expected, verdict }) => {
      const asked = [...Object.values(objective), ...Object.values(expected)].some((value) => value !== null);
      return asked && verdict !== "met";
    });
    expect(bad).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(0);
  });

  it("has every copy feasible, and every backup in time", () => {
    expect(replications.filter(({ feasible }) => feasible !== "yes")).toEqual([]);
    expect(backups.filter(({ fits }) => fits !== true)).toEqual([]);
    expect(replications.length + backups.length).toBeGreaterThan(0);
  });

  it("is well formatted", () => {
    expect(formatEdits(analysis, MAIN)).toEqual([]);
  });
});
