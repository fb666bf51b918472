import type { SpanIndex } from "./block-document.ts";

/** The spans of a block that stands in no text, or says nothing. */
export const NO_SPANS: SpanIndex = {
  statement: { start: 0, end: 0 },
  header: { start: 0, end: 0 },
  at: () => undefined,
  keyAt: () => undefined,
  pointerAt: () => undefined,
};
