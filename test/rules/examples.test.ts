import { describe, expect, test } from "vitest";
import type { Analysis } from "../../server/src/analysis.ts";
import type { Span } from "../../server/src/base/span.ts";
import { readConfig } from "../../server/src/config/read-config.ts";
import { fixesFor } from "../../server/src/features/quick-fixes.ts";
import { rules } from "../../server/src/findings/registry.ts";
import { spanInFile } from "../../server/src/model/source-file.ts";
import { readJson } from "../../server/src/vocabulary/read-json.ts";
import { analyseText, MAIN } from "../support/analyse-text.ts";
import { unmark } from "../support/marked-text.ts";

describe.each(rules.map((rule) => [rule.code, rule] as const))("%s", (code, rule) => {
  const { text, ranges } = unmark(rule.examples.bad);

  test("reports its bad example at the marks, and nothing else is wrong there", () => {
    const found = foundIn(text, code);
    expect(found.filter((finding) => finding.rule === code).map(({ span }) => span)).toEqual(ranges);
    expect(ranges.length).toBeGreaterThan(0);
    expect(found.filter((finding) => finding.rule !== code && isBad(finding))).toEqual([]);
    if (!text.startsWith("{"))
      expect(found.some(({ rule: by, severity }) => by === code && severity === rule.severity)).toBe(true);
  });

  test("finds nothing in its good example", () => {
    expect(foundIn(rule.examples.good, code).filter(isBad)).toEqual([]);
    expect(foundIn(rule.examples.good, code).filter((finding) => finding.rule === code)).toEqual([]);
  });

  test("says what is wrong in one or two plain sentences", () => {
    for (const { message } of foundIn(text, code).filter((finding) => finding.rule === code)) {
      expect(message).toMatch(/^['A-ZÀ-Þ0-9"]/);
      expect(message).not.toMatch(/undefined|NaN|Infinity|\bnever\b.*\bms\b|\.\.$| {2}/);
    }
  });
});

const repairing = rules.filter(({ fixes, examples }) => fixes && !examples.bad.startsWith("{"));

describe.each(repairing.map((rule) => [rule.code, rule] as const))("repairs of %s", (code, rule) => {
  test("leave less to report, and no new error", () => {
    const before = analyseText(unmark(rule.examples.bad).text);
    const found = [...before.findings.values()].flat().filter((finding) => finding.rule === code);
    const fixes = found.flatMap((finding) => fixesFor(before, finding));
    for (const fix of fixes) {
      expect(fix.title).not.toMatch(/undefined|NaN/);
      expect(count(fix.after, code)).toBeLessThan(count(before, code));
      expect(errors(fix.after)).toBeLessThanOrEqual(errors(before));
    }
    if (!WITHOUT_REPAIR.has(code)) expect(fixes).not.toEqual([]);
  });
});

/** Rules that can only propose a repair in other cases than their example. */
const WITHOUT_REPAIR: ReadonlySet<string> = new Set([
  "no-route",
  "misplaced-attribute",
  "out-of-range",
  "contradictory-attributes",
  "review-overdue",
]);

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly span: Span;
}

function foundIn(text: string, of: string): readonly Found[] {
  if (text.startsWith("{")) {
    const { problems } = of === "bad-config" ? readConfig(MAIN, text) : readJson(text);
    return problems.map(({ code, ...rest }) => ({ rule: code, ...rest }));
  }
  const { plan, findings } = analyseText(text);
  const file = plan.files.get(MAIN);
  return (file?.ids ?? []).flatMap((id, index) =>
    (findings.get(id) ?? []).map(({ rule, severity, message, span }) => {
      return { rule, severity, message, span: file?.source ? spanInFile(file.source, index, span) : span };
    }),
  );
}

function isBad({ severity }: Found): boolean {
  return severity === "error" || severity === "warning";
}

function count({ findings }: Analysis, rule: string): number {
  return [...findings.values()].flat().filter((finding) => finding.rule === rule).length;
}

function errors({ findings }: Analysis): number {
  return [...findings.values()].flat().filter((finding) => finding.severity === "error").length;
}
