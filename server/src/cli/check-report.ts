import type { Severity } from "../base/severity.ts";
import { rules } from "../findings/registry.ts";
import { findingsSummary, findingsText } from "../report/findings-text.ts";
import { githubAnnotations } from "../report/github-annotations.ts";
import { junitReport } from "../report/junit.ts";
import { paintWith } from "../report/paint.ts";
import { findingEntry, type ReportedFinding } from "../report/reported-findings.ts";
import { rulePageUrl } from "../report/rule-page-url.ts";
import { sarifLog } from "../report/sarif.ts";
import type { KnownFinding } from "./baseline.ts";
import type { CheckedPlans } from "./checked-plans.ts";
import { fixesFor } from "./fixes-for.ts";
import type { Host } from "./host.ts";

export const CHECK_FORMATS = ["text", "json", "sarif", "junit", "github"] as const;

export type CheckFormat = (typeof CHECK_FORMATS)[number];

/** Findings by what they count. */
export interface CheckResult {
  /** Reported: neither held back nor known before. */
  readonly fresh: readonly ReportedFinding[];
  readonly suppressed: readonly ReportedFinding[];
  readonly known: readonly ReportedFinding[];
  /** Known before, and no longer there; absent when nothing is compared. */
  readonly gone: readonly KnownFinding[] | undefined;
}

/** What two plans find in a part that they share stands once. */
export function comparedWith(baseline: readonly KnownFinding[] | undefined, checked: CheckedPlans): CheckResult {
  const findings = [...new Map(checked.findings.map((one) => [JSON.stringify(findingEntry(one)), one])).values()];
  const fingerprints = new Set(baseline?.map(({ fingerprint }) => fingerprint));
  const suppressed = findings.filter(({ suppressedBy }) => suppressedBy);
  const active = findings.filter(({ suppressedBy }) => !suppressedBy);
  const now = new Set(active.map(({ fingerprint }) => fingerprint));
  return {
    fresh: active.filter(({ fingerprint }) => !fingerprints.has(fingerprint)),
    known: active.filter(({ fingerprint }) => fingerprints.has(fingerprint)),
    suppressed,
    gone: baseline?.filter(({ fingerprint }) => !now.has(fingerprint)),
  };
}

/** The report in the format that was asked for. */
export function checkReport(
  { fresh, suppressed, known, gone }: CheckResult,
  checked: CheckedPlans,
  { format, failOn }: { readonly format: CheckFormat; readonly failOn: Severity | undefined },
  host: Pick<Host, "colours">,
): string {
  switch (format) {
    case "json":
      return `${JSON.stringify({ findings: fresh.map(findingEntry), ...(gone ? { gone } : {}) }, null, 2)}\n`;
    case "sarif": {
      const baseline = gone && new Set(known.map(({ fingerprint }) => fingerprint));
      const log = sarifLog([...fresh, ...known, ...suppressed], {
        rules,
        fixesOf: fixesFor,
        pageOf: rulePageUrl,
        ...(baseline ? { baseline } : {}),
      });
      return `${JSON.stringify(log, null, 2)}\n`;
    }
    case "junit":
      return junitReport(checked.files, [...fresh, ...suppressed], failOn);
    case "github":
      return githubAnnotations(fresh);
    case "text": {
      const paint = paintWith(host.colours);
      const severities = fresh.map(({ severity }) => severity);
      const notes = [
        ...(suppressed.length > 0 ? [`${suppressed.length} suppressed`] : []),
        ...(known.length > 0 ? [`${known.length} known before`] : []),
      ];
      const lost = (gone ?? []).map(
        ({ file, rule, message }) => `${file}: ${paint.good("gone:")} ${message} ${paint.faint(`[${rule}]`)}\n`,
      );
      const separator = lost.length > 0 ? "\n" : "";
      return `${findingsText(fresh, paint)}${lost.join("")}${separator}${findingsSummary(severities, checked.plans, paint, notes)}`;
    }
  }
}
