import { describe, expect, it } from "vitest";
import { formatEdits } from "../../server/src/features/format.ts";
import { analyseText, uriOf } from "../support/analyse-text.ts";
import { examplePlans } from "../support/example-plans.ts";
import { annotatedEstimates, annotatedFindings } from "./annotate.ts";

// Baselines: `npm run accept` writes them anew. Read the difference as a change of what plans mean to their authors.
describe.each(examplePlans().map(({ name, files }) => [name, files] as const))("example %s", (name, files) => {
  const analysis = analyseText(files);

  it("has the findings of its baseline", async () => {
    await expect(annotatedFindings(analysis)).toMatchFileSnapshot(`${name}/plan.findings`);
  });

  it("has the estimates of its baseline", async () => {
    await expect(annotatedEstimates(analysis)).toMatchFileSnapshot(`${name}/plan.estimate`);
  });

  it("says at its head what it shows", () => {
    expect(files["main.drplan"]).toMatch(/^\/\/ [A-Z][\s\S]*?\n\/\/ Shows: /);
  });

  it("is well formatted", () => {
    expect(Object.keys(files).flatMap((file) => formatEdits(analysis, uriOf(file)))).toEqual([]);
  });
});

describe("what the examples show", () => {
  const findingsOf = (name: string) => {
    const example = examplePlans().find((one) => one.name === name);
    const analysis = analyseText(example?.files ?? {});
    return [...analysis.findings.values()].flat().map(({ rule, severity }) => `${severity} ${rule}`);
  };

  it.each([
    ["campus-sync", []],
    ["bunker-cascade", []],
    ["metro-155", []],
    ["two-files", []],
    [
      "frankfurt-dublin",
      ["error directory-not-copied", "error no-point-in-time", "error link-too-small", "error sync-too-far"],
    ],
    ["shared-2mbps", ["error link-too-small"]],
    ["optimised-2mbps", []],
    ["snapmirror-600-miles", []],
    ["rebuild-800", ["error servers-not-ready", "error servers-not-ready"]],
    ["long-distance-vmotion", ["error storage-left-behind", "error storage-left-behind", "error link-too-small"]],
    [
      "follow-the-sun",
      [
        "error storage-left-behind",
        "error technology-limit",
        "error window-too-short",
        "error storage-left-behind",
        "error technology-limit",
        "error window-too-short",
      ],
    ],
  ])("%s: %j", (name, expected) => {
    expect(findingsOf(name).filter((finding) => !/^(hint|info|warning) /.test(finding))).toEqual(expected);
  });
});
