import type { Analysis, ReadSource } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import type { Finding } from "../findings/finding.ts";
import { PLACEHOLDER } from "../findings/suppression.ts";
import { unitIndex } from "../model/unit-index.ts";
import type { Block, Statement } from "../syntax/tree.ts";
import { type ProvenFix, proveFix } from "./prove-fix.ts";
import { findingsIn } from "./quick-fixes.ts";

/**
 * Comments that accept what is found in a range of a file, with a placeholder for the reason: one for each rule and place.
 * Nothing for what is physically impossible and what is about suppressions, nor in JSON, which knows no comments.
 */
export function suppressFixes(
  analysis: Analysis,
  uri: string,
  range: Span,
  sourceOf?: ReadSource,
): readonly ProvenFix[] {
  const seen = new Set<string>();
  return findingsIn(analysis, uri, range).flatMap(({ finding }) => {
    const place = placeFor(analysis, uri, finding);
    const key = `${finding.rule} ${finding.declaration} ${place?.offset}`;
    if (!place || seen.has(key)) return [];
    seen.add(key);
    const text = `// drplan-ignore ${finding.rule}: "${PLACEHOLDER}"${place.eol}${place.indent}`;
    const span = { start: place.offset, end: place.offset };
    const candidate = {
      edits: [{ declaration: finding.declaration, span, text }],
      title: () => `Suppress '${finding.rule}' here, with a reason`,
    };
    return proveFix(analysis, finding, candidate, sourceOf) ?? [];
  });
}

interface Place {
  /** In the declaration's text, where the statement starts. */
  readonly offset: number;
  readonly indent: string;
  readonly eol: string;
}

/** Before the innermost statement around a finding that starts its line. */
function placeFor({ plan }: Analysis, uri: string, { isPhysics, declaration: id, span }: Finding): Place | undefined {
  const unit = plan.declarations.get(id)?.unit;
  const file = plan.files.get(uri);
  if (isPhysics || !unit || !("lineBreaks" in unit) || !unit.statement || file?.source?.form !== "drplan")
    return undefined;
  const before = file.source.syntax.blocks[unitIndex(file, id) - 1];
  const startsFile = before === undefined || /[\r\n]$/.test(before.text);
  for (const statement of around(unit.statement, span.start).toReversed()) {
    const indent = indentOf(unit, statement, startsFile);
    if (indent !== undefined) {
      const eol = /\r\n|\r|\n/.exec(unit.text)?.[0] ?? "\n";
      return { offset: statement.span.start, indent, eol };
    }
  }
  return undefined;
}

/** The statements that hold an offset, the outermost first. */
function around(statement: Statement, offset: number): readonly Statement[] {
  if (offset < statement.span.start || statement.span.end < offset) return [];
  const inner = statement.body?.statements.find(({ span }) => span.start <= offset && offset < span.end);
  return [statement, ...(inner ? around(inner, offset) : [])];
}

/** What stands before a statement on its line, if that is white space. */
function indentOf({ text }: Block, { span }: Statement, startsFile: boolean): string | undefined {
  const line = /(^|[\r\n])([ \t]*)$/.exec(text.slice(0, span.start));
  return line && (line[1] !== "" || startsFile) ? line[2] : undefined;
}
