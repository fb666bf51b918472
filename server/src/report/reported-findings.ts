import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import type { FindingEntry, PositionEntry } from "../estimate/estimate-document.ts";
import type { RelatedPlace } from "../findings/finding.ts";
import { relatedSpan } from "../findings/related-span.ts";
import { type SourceFile, spanInFile } from "../model/source-file.ts";
import { textOfPlanFile } from "../workspace/plan-file.ts";
import { SourceLines } from "./source-lines.ts";

/** A finding as people and programs outside of an editor get it. */
export interface ReportedFinding extends FindingEntry {
  /** The lines of the file that it stands in. */
  readonly lines: SourceLines;
  readonly related: readonly RelatedEntry[];
}

export interface RelatedEntry {
  readonly file: string;
  readonly at: PositionEntry;
  readonly message: string;
}

/** All findings of a plan, file by file, in the order of the text. `nameOf` turns a file's URI into what people call it. */
export function reportedFindings(analysis: Analysis, nameOf: (uri: string) => string): readonly ReportedFinding[] {
  const known = new Map<SourceFile, SourceLines>();
  const linesOf = (file: SourceFile) => {
    const lines = known.get(file) ?? new SourceLines(textOfPlanFile(file));
    known.set(file, lines);
    return lines;
  };
  return [...analysis.plan.files.values()].flatMap(({ source, ids }) => {
    if (!source) return [];
    const lines = linesOf(source);
    const file = nameOf(source.uri);
    const rangeOf = ({ start, end }: Span) => ({ start: lines.position(start), end: lines.position(end) });
    const placeOf = (place: RelatedPlace) => relatedEntry(analysis, place, nameOf, linesOf);
    const ofFile = source.form === "json" ? source.json.problems : [];
    return [
      ...ofFile.map(({ code, severity, message, span }): ReportedFinding => {
        return { rule: code, severity, message, file, range: rangeOf(span), lines, related: [] };
      }),
      ...ids.flatMap((id, index) =>
        (analysis.findings.get(id) ?? []).map(({ rule, severity, message, span, related }): ReportedFinding => {
          const range = rangeOf(spanInFile(source, index, span));
          return { rule, severity, message, file, range, lines, related: related.flatMap(placeOf) };
        }),
      ),
    ];
  });
}

/** Without what only the text report needs. */
export function findingEntry({ rule, severity, message, file, range }: FindingEntry): FindingEntry {
  return { rule, severity, message, file, range };
}

function relatedEntry(
  { plan }: Analysis,
  place: RelatedPlace,
  nameOf: (uri: string) => string,
  linesOf: (file: SourceFile) => SourceLines,
): readonly RelatedEntry[] {
  const { source, ids } = plan.files.get(plan.declarations.get(place.declaration)?.file ?? "") ?? {};
  const span = relatedSpan(plan, place);
  if (!source || !span) return [];
  const { start } = spanInFile(source, ids?.indexOf(place.declaration) ?? 0, span);
  return [{ file: nameOf(source.uri), at: linesOf(source).position(start), message: place.message }];
}
