import type { Analysis } from "../analysis.ts";
import { type Span, touches } from "../base/span.ts";
import type { Statement } from "../syntax/tree.ts";
import { inFile, locate } from "./locate.ts";

/** What a growing selection at an offset takes in, innermost first: a value, all values, the statement, the body, the block. */
export function selectionRanges(analysis: Analysis, uri: string, offset: number): readonly Span[] {
  const located = locate(analysis, uri, offset);
  if (!located) return [];
  const { path, block } = located;
  const spans: Span[] = [];
  if (path.comment) spans.push(path.comment.span);
  if (path.word) spans.push(path.word.span);
  if (path.value?.kind === "string") spans.push(contentOf(path.value.span, path.value.closed));
  if (path.value) spans.push(path.value.span, ...allValues(located.statement));
  for (const statement of path.statements.toReversed()) {
    const { body } = statement;
    if (body && body.open.end <= located.offset && located.offset <= (body.close?.start ?? body.span.end)) {
      spans.push({ start: body.open.end, end: body.close?.start ?? body.span.end }, body.span);
    }
    spans.push(statement.span);
  }
  spans.push({ start: 0, end: block.text.length });
  return spans
    .filter((span) => touches(span, located.offset))
    .filter((span, index) => index === 0 || isLarger(span, spans[index - 1]))
    .map((span) => inFile(located, span));
}

function contentOf({ start, end }: Span, closed: boolean): Span {
  return { start: start + 1, end: closed ? end - 1 : end };
}

function allValues(statement: Statement | undefined): readonly Span[] {
  const first = statement?.values[0];
  const last = statement?.values.at(-1);
  return first && last ? [{ start: first.span.start, end: last.span.end }] : [];
}

function isLarger(span: Span, inner: Span | undefined): boolean {
  if (!inner) return true;
  const holds = span.start <= inner.start && inner.end <= span.end;
  return holds && (span.start < inner.start || inner.end < span.end);
}
