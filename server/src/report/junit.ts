import { atLeast, type Severity } from "../base/severity.ts";
import type { ReportedFinding } from "./reported-findings.ts";

/**
 * Findings as JUnit XML: a suite for each file, a case for each finding. One as bad as `failOn` fails, another passes and
 * says what it found, one that is held back is skipped with the reason. A file without findings has one case that passes.
 */
export function junitReport(
  files: readonly string[],
  findings: readonly ReportedFinding[],
  failOn: Severity | undefined,
): string {
  const names = [...new Set([...files, ...findings.map(({ file }) => file)])];
  const suites = names.map((name) =>
    suiteOf(
      name,
      findings.filter(({ file }) => file === name),
      failOn,
    ),
  );
  const totals = counted(
    findings,
    failOn,
    suites.reduce((sum, { tests }) => sum + tests, 0),
  );
  const body = suites.map(({ text }) => text).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="drplan"${totals}>\n${body}</testsuites>\n`;
}

function suiteOf(file: string, findings: readonly ReportedFinding[], failOn: Severity | undefined) {
  const cases = findings.map((finding) => caseOf(finding, failOn));
  if (cases.length === 0) cases.push(`    <testcase name="no findings" classname="${attribute(file)}" time="0"/>\n`);
  const totals = counted(findings, failOn, cases.length);
  const text = `  <testsuite name="${attribute(file)}"${totals}>\n${cases.join("")}  </testsuite>\n`;
  return { tests: cases.length, text };
}

function counted(findings: readonly ReportedFinding[], failOn: Severity | undefined, tests: number): string {
  const failures = findings.filter((finding) => fails(finding, failOn)).length;
  const skipped = findings.filter(({ suppressedBy }) => suppressedBy).length;
  return ` tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}" time="0"`;
}

function fails({ severity, suppressedBy }: ReportedFinding, failOn: Severity | undefined): boolean {
  return !suppressedBy && failOn !== undefined && atLeast(severity, failOn);
}

function caseOf(finding: ReportedFinding, failOn: Severity | undefined): string {
  const { rule, severity, message, file, range, suppressedBy } = finding;
  const place = `${range.start.line + 1}:${range.start.character + 1}`;
  const said = `${file}:${place}: ${severity}: ${message} [${rule}]`;
  const start = `    <testcase name="${attribute(`${rule} at ${place}`)}" classname="${attribute(file)}" time="0">`;
  const result = suppressedBy
    ? `<skipped message="${attribute(suppressedBy.reason)}"/>`
    : fails(finding, failOn)
      ? `<failure type="${attribute(rule)}" message="${attribute(message)}">${content(said)}</failure>`
      : `<system-out>${content(said)}</system-out>`;
  return `${start}${result}</testcase>\n`;
}

function content(text: string): string {
  return legal(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function attribute(text: string): string {
  return content(text)
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, " ");
}

/** Without what XML 1.0 cannot hold in any form. Source: its production `Char`. */
function legal(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}
