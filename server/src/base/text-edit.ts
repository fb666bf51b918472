import type { Span } from "./span.ts";

/** Replaces what `span` covers by `text`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** The text after all edits, which must not overlap; edits at the same place apply in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.map((edit, order) => ({ edit, order }));
  ordered.sort((a, b) => a.edit.span.start - b.edit.span.start || a.order - b.order);
  let result = "";
  let at = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < at) throw new RangeError("Text edits overlap.");
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}
