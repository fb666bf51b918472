import { atLeast, type Severity } from "../base/severity.ts";
import { findingsSummary, findingsText } from "../report/findings-text.ts";
import { paintWith } from "../report/paint.ts";
import { findingEntry, type ReportedFinding, reportedFindings } from "../report/reported-findings.ts";
import type { ExitCode, Host } from "./host.ts";
import { type LoadedPlans, loadPlans } from "./load-plans.ts";
import type { Format } from "./program.ts";
import { reportFailures } from "./report-failures.ts";

/** Prints the findings of the plans; 1 when one is as bad as `failOn`. */
export async function checkCommand(
  files: readonly string[],
  { format, failOn }: { readonly format: Format; readonly failOn: Severity },
  host: Host,
): Promise<ExitCode> {
  const loaded = await loadPlans(files, host);
  const findings = findingsOf(loaded);
  if (format === "json") {
    host.out(`${JSON.stringify({ findings: findings.map(findingEntry) }, null, 2)}\n`);
  } else if (loaded.plans.length > 0) {
    const paint = paintWith(host.colours);
    const severities = findings.map(({ severity }) => severity);
    host.out(findingsText(findings, paint) + findingsSummary(severities, loaded.plans.length, paint));
  }
  if (reportFailures(loaded, host)) return 2;
  return findings.some(({ severity }) => atLeast(severity, failOn)) ? 1 : 0;
}

/** Of all plans; what two of them find in a part that they share stands once. */
function findingsOf({ plans, nameOf }: LoadedPlans): readonly ReportedFinding[] {
  const found = new Map<string, ReportedFinding>();
  for (const finding of plans.flatMap((plan) => reportedFindings(plan, nameOf))) {
    found.set(JSON.stringify(findingEntry(finding)), finding);
  }
  return [...found.values()];
}
