import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import type { ConfigFile } from "../config/config-file.ts";
import type { FindingEntry, PositionEntry } from "../estimate/document/finding-entry.ts";
import type { Finding, RelatedPlace } from "../findings/finding.ts";
import { relatedSpan } from "../findings/related-span.ts";
import type { Suppression } from "../findings/suppression.ts";
import { type SourceFile, spanInFile } from "../model/source-file.ts";
import { unitIndex } from "../model/unit-index.ts";
import { textOfPlanFile } from "../workspace/plan-file.ts";
import { fileFingerprint, fingerprintOf } from "./fingerprint.ts";
import { SourceLines } from "./source-lines.ts";

/** A finding as people and programs outside of an editor get it. */
export interface ReportedFinding extends FindingEntry {
  /** The lines of the file that it stands in. */
  readonly lines: SourceLines;
  readonly related: readonly RelatedEntry[];
  /** The same for the same finding while lines move and figures change. */
  readonly fingerprint: string;
  /** Why it is held back, if it is. */
  readonly suppressedBy: SuppressedBy | undefined;
  /** Where it comes from, for its repairs; nothing for what stands outside of all blocks. */
  readonly origin: Origin | undefined;
}

export interface Origin {
  readonly analysis: Analysis;
  readonly finding: Finding;
  readonly nameOf: (uri: string) => string;
}

export interface RelatedEntry {
  readonly file: string;
  readonly at: PositionEntry;
  readonly message: string;
}

export interface SuppressedBy {
  readonly reason: string;
  readonly until: string | undefined;
}

/**
 * All findings of a plan, file by file, in the order of the text, also those that suppressions hold back. `nameOf` turns a
 * file's URI into what people call it.
 */
export function allFindings(analysis: Analysis, nameOf: (uri: string) => string): readonly ReportedFinding[] {
  const known = new Map<SourceFile, SourceLines>();
  const linesOf = (file: SourceFile) => {
    const lines = known.get(file) ?? new SourceLines(textOfPlanFile(file));
    known.set(file, lines);
    return lines;
  };
  const count = counter();
  return [...analysis.plan.files.values()].flatMap(({ source, ids }) => {
    if (!source) return [];
    const lines = linesOf(source);
    const file = nameOf(source.uri);
    const placeOf = (place: RelatedPlace) => relatedEntry(analysis, place, nameOf, linesOf);
    const ofFile = source.form === "json" ? source.json.problems : [];
    return [
      ...ofFile.map((problem) => outsideOfBlocks(problem, file, lines, count)),
      ...ids.flatMap((id, index) =>
        findingsAt(analysis, id).map(({ finding, by }): ReportedFinding => {
          const { rule, severity, message, span, related } = finding;
          const range = rangeIn(lines, spanInFile(source, index, span));
          const declaration = analysis.plan.declarations.get(id);
          const fingerprint = declaration
            ? count((order) => fingerprintOf(finding, declaration, file, order))
            : fileFingerprint(rule, file, message, 0);
          const suppressedBy = by && { reason: by.reason ?? "", until: by.until };
          const origin = { analysis, finding, nameOf };
          const places = related.flatMap(placeOf);
          return { rule, severity, message, file, range, lines, related: places, fingerprint, suppressedBy, origin };
        }),
      ),
    ];
  });
}

/** What is reported of a plan: all but what suppressions hold back. */
export function reportedFindings(analysis: Analysis, nameOf: (uri: string) => string): readonly ReportedFinding[] {
  return allFindings(analysis, nameOf).filter(({ suppressedBy }) => suppressedBy === undefined);
}

/** What is wrong with a configuration file. */
export function configFindings(config: ConfigFile, nameOf: (uri: string) => string): readonly ReportedFinding[] {
  const lines = new SourceLines(config.text);
  const count = counter();
  return config.problems.map((problem) => outsideOfBlocks(problem, nameOf(config.uri), lines, count));
}

/** Without what only some reports need. */
export function findingEntry({ rule, severity, message, file, range }: FindingEntry): FindingEntry {
  return { rule, severity, message, file, range };
}

interface Held {
  readonly finding: Finding;
  readonly by?: Suppression;
}

function findingsAt({ findings, suppression }: Analysis, id: number): readonly Held[] {
  const active: readonly Held[] = (findings.get(id) ?? []).map((finding) => ({ finding }));
  const held = suppression.held.get(id);
  if (!held) return active;
  const all = [...active, ...held.map((one) => ({ finding: one.finding, by: one.suppression }))];
  return all.sort((a, b) => a.finding.span.start - b.finding.span.start || a.finding.span.end - b.finding.span.end);
}

interface FileProblem {
  readonly code: string;
  readonly severity: FindingEntry["severity"];
  readonly message: string;
  readonly span: Span;
}

function outsideOfBlocks(
  { code, severity, message, span }: FileProblem,
  file: string,
  lines: SourceLines,
  count: Counter,
): ReportedFinding {
  const range = rangeIn(lines, span);
  const excerpt = lines.line(range.start.line).slice(range.start.character, range.end.character);
  const fingerprint = count((order) => fileFingerprint(code, file, excerpt, order));
  const rest = { related: [], suppressedBy: undefined, origin: undefined };
  return { rule: code, severity, message, file, range, lines, fingerprint, ...rest };
}

function rangeIn(lines: SourceLines, { start, end }: Span): FindingEntry["range"] {
  return { start: lines.position(start), end: lines.position(end) };
}

type Counter = (fingerprint: (count: number) => string) => string;

/** Counts those that are equal but for their order, from zero. */
function counter(): Counter {
  const counts = new Map<string, number>();
  return (fingerprint) => {
    const first = fingerprint(0);
    const count = counts.get(first) ?? 0;
    counts.set(first, count + 1);
    return count === 0 ? first : fingerprint(count);
  };
}

function relatedEntry(
  { plan }: Analysis,
  place: RelatedPlace,
  nameOf: (uri: string) => string,
  linesOf: (file: SourceFile) => SourceLines,
): readonly RelatedEntry[] {
  const file = plan.files.get(plan.declarations.get(place.declaration)?.file ?? "");
  const span = relatedSpan(plan, place);
  if (!file?.source || !span) return [];
  const { source } = file;
  const { start } = spanInFile(source, unitIndex(file, place.declaration), span);
  return [{ file: nameOf(source.uri), at: linesOf(source).position(start), message: place.message }];
}
