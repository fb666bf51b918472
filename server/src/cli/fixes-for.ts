import { fixesFor as provenFixes } from "../features/quick-fixes.ts";
import type { ReportedFinding } from "../report/reported-findings.ts";
import type { ReportedFix } from "../report/sarif.ts";
import { SourceLines } from "../report/source-lines.ts";
import { textOfPlanFile } from "../workspace/plan-file.ts";

/** The proven repairs of a finding, for a report. */
export function fixesFor({ origin }: ReportedFinding): readonly ReportedFix[] {
  if (!origin?.finding.fixable) return [];
  const { analysis, finding, nameOf } = origin;
  return provenFixes(analysis, finding).map(({ title, edits }) => ({
    title,
    files: [...edits].flatMap(([uri, inFile]) => {
      const source = analysis.plan.files.get(uri)?.source;
      return source ? [{ file: nameOf(uri), lines: new SourceLines(textOfPlanFile(source)), edits: inFile }] : [];
    }),
  }));
}
