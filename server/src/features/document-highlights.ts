import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import { nameAt } from "./name-at.ts";
import { occurrencesIn } from "./occurrences.ts";

export interface Highlight {
  readonly span: Span;
  readonly kind: "declaration" | "use";
}

/** Where in the file the name at an offset stands. */
export function documentHighlights(analysis: Analysis, uri: string, offset: number): readonly Highlight[] {
  const found = nameAt(analysis, uri, offset);
  if (!found) return [];
  return occurrencesIn(analysis, uri, found.named).map(({ span, declares }) => {
    return { span, kind: declares ? "declaration" : "use" };
  });
}
