import type { Analysis, ReadSource } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import type { Finding } from "../findings/finding.ts";
import { spanInFile } from "../model/source-file.ts";
import { blockIndexAt } from "../syntax/position.ts";
import { candidatesFor, type ProvenFix, proveFix } from "./prove-fix.ts";

/** A finding with its place in the file. */
export interface FindingInFile {
  readonly finding: Finding;
  readonly span: Span;
}

/** Proven repairs of what is found in a range of a file, those that most authors want first. */
export function quickFixes(analysis: Analysis, uri: string, range: Span, sourceOf?: ReadSource): readonly ProvenFix[] {
  const found = findingsIn(analysis, uri, range);
  const fixes = found.flatMap(({ finding }) => fixesFor(analysis, finding, sourceOf));
  return withoutTwins(fixes).sort((a, b) => Number(b.preferred) - Number(a.preferred));
}

/** Of repairs that write the same, as those of two findings of one statement may, the first. */
function withoutTwins(fixes: readonly ProvenFix[]): ProvenFix[] {
  const seen = new Set<string>();
  return fixes.filter(({ edits }) => {
    const key = JSON.stringify([...edits]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Proven repairs of one finding. */
export function fixesFor(analysis: Analysis, finding: Finding, sourceOf?: ReadSource): ProvenFix[] {
  return candidatesFor(analysis, finding).flatMap((candidate) => {
    return proveFix(analysis, finding, candidate, sourceOf) ?? [];
  });
}

/** What is found in a range of a file, in the order of the text. */
export function findingsIn({ plan, findings }: Analysis, uri: string, range: Span): readonly FindingInFile[] {
  const file = plan.files.get(uri);
  const source = file?.source;
  if (!file || !source) return [];
  const [first, last] =
    source.form === "drplan"
      ? [blockIndexAt(source.syntax, range.start), blockIndexAt(source.syntax, range.end)]
      : [0, file.ids.length - 1];
  const found: FindingInFile[] = [];
  for (let index = Math.max(0, first - 1); index <= last; index++) {
    for (const finding of findings.get(file.ids[index] ?? -1) ?? []) {
      const span = spanInFile(source, index, finding.span);
      if (span.start <= range.end && range.start <= span.end) found.push({ finding, span });
    }
  }
  return found;
}
