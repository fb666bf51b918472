import { describe, expect, it } from "vitest";
import { findingsSummary, findingsText } from "../../server/src/report/findings-text.ts";
import { paintWith } from "../../server/src/report/paint.ts";
import type { ReportedFinding } from "../../server/src/report/reported-findings.ts";
import { SourceLines } from "../../server/src/report/source-lines.ts";
import { unmark } from "../support/marked-text.ts";

const PLAIN = paintWith(false);

/** The report on what is marked in a text. */
function reportOn(marked: string, paint = PLAIN): string {
  const { text, ranges } = unmark(marked);
  const lines = new SourceLines(text);
  const findings = ranges.map(({ start, end }): ReportedFinding => {
    const range = { start: lines.position(start), end: lines.position(end) };
    return {
      rule: "some-rule",
      severity: "warning",
      message: "It\u00a0is wrong.",
      file: "a.drplan",
      range,
      lines,
      related: [],
      fingerprint: "",
      suppressedBy: undefined,
      origin: undefined,
    };
  });
  return findingsText(findings, paint);
}

function withoutColours(text: string): string {
  return text
    .split("\u001b")
    .map((part, index) => (index === 0 ? part : part.replace(/^\[\d+m/, "")))
    .join("");
}

describe("the report on a finding", () => {
  it("underlines what is meant, and counts from one", () => {
    expect(reportOn("site a\nlink <|wan|> a <-> b")).toBe(
      `a.drplan:2:6: warning: It is wrong. [some-rule]
   2 │ link wan a <-> b
     │      ^^^

`,
    );
  });

  it.each([
    ["several lines: to the end of the first", "site <|a {\n  role vault\n}|>", "   1 │ site a {", "     │      ^^^"],
    ["nothing: where it is missing", "link wan <||>", "   1 │ link wan ", "     │          ^"],
    ["wide letters", 'site 東 "<|東京|>"', '   1 │ site 東 "東京"', "     │          ^^^^"],
    ["a combining accent", "site e\u0301 <|x|>", "   1 │ site e\u0301 x", "     │        ^"],
    ["tabs", "\t\tsite <|x|>", "   1 │   site x", "     │        ^"],
    ["carriage returns", "site a\r\nsite <|b|>\r\n", "   2 │ site b", "     │      ^"],
  ])("with %s", (_what, marked, text, marks) => {
    expect(reportOn(marked).split("\n").slice(1, 3)).toEqual([text, marks]);
  });

  it("shows of an endless line what is around the place", () => {
    const [, text = "", marks = ""] = reportOn(`${"a".repeat(500)}<|b|>${"c".repeat(500)}`).split("\n");
    expect(text).toMatch(/│ …a+bc+…$/);
    expect(text.length).toBeLessThan(140);
    expect(marks.indexOf("^")).toBe(text.indexOf("b"));
  });

  it("shows no text where there is none", () => {
    expect(reportOn("site a\n\n<||>").trimEnd().split("\n")).toHaveLength(1);
  });

  it("uses colours when it may, and nothing but them", () => {
    const coloured = reportOn("link <|wan|>", paintWith(true));
    expect(coloured).toContain("\u001b[33mwarning:\u001b[39m");
    expect(withoutColours(coloured)).toBe(reportOn("link <|wan|>"));
  });
});

it.each([
  [[], 1, "No findings in 1 plan.\n"],
  [["error"], 1, "1 error in 1 plan.\n"],
  [["hint", "error", "error", "info"], 3, "2 errors, 1 info, 1 hint in 3 plans.\n"],
] as const)("sums up %j of %d: %s", (severities, plans, expected) => {
  expect(findingsSummary(severities, plans, PLAIN)).toBe(expected);
});
