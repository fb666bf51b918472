import type { Severity } from "../base/severity.ts";
import type { Span } from "../base/span.ts";
import type { Declaration } from "../model/declaration.ts";
import type { Repair } from "../vocabulary/block-document.ts";

/** A problem of a declaration's text, from syntax or vocabulary. */
export interface TextProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly repairs: readonly Repair[];
}

const NONE: readonly TextProblem[] = [];

export function problemsOf({ unit, document }: Declaration): readonly TextProblem[] {
  const errors = "lineBreaks" in unit ? unit.errors : [];
  if (errors.length === 0) return document.problems.length === 0 ? NONE : document.problems;
  const read = errors.map(({ code, message, span, repair }): TextProblem => {
    return { code, severity: "error", message, span, repairs: repair ? [repair] : [] };
  });
  return [...read, ...document.problems];
}
