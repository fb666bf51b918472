import type { Span } from "../../server/src/base/span.ts";

/** A text without its marks, and where they stood. */
export interface Marked {
  readonly text: string;
  /** Offset of `<|>`. */
  readonly cursor: number | undefined;
  /** What `<|…|>` enclosed, in the order of the text. */
  readonly ranges: readonly Span[];
}

const MARK = /<\|>|<\||\|>/g;

/** Takes the marks out of a text: `<|>` is a cursor (at most one), `<|…|>` a range; ranges do not overlap. */
export function unmark(marked: string): Marked {
  let text = "";
  let from = 0;
  let cursor: number | undefined;
  let open: number | undefined;
  const ranges: Span[] = [];
  for (const { 0: mark, index } of marked.matchAll(MARK)) {
    text += marked.slice(from, index);
    from = index + mark.length;
    if (mark === "<|>") {
      if (cursor !== undefined) throw new Error("A marked text has one cursor.");
      cursor = text.length;
    } else if (mark === "<|") {
      if (open !== undefined) throw new Error("Marked ranges do not overlap.");
      open = text.length;
    } else {
      if (open === undefined) throw new Error("A marked range ends that never started.");
      ranges.push({ start: open, end: text.length });
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error("A marked range never ends.");
  return { text: text + marked.slice(from), cursor, ranges };
}

/** The same, for texts that must have a cursor. */
export function unmarkCursor(marked: string): { readonly text: string; readonly cursor: number } {
  const { text, cursor } = unmark(marked);
  if (cursor === undefined) throw new Error("The text has no cursor '<|>'.");
  return { text, cursor };
}
