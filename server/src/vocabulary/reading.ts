import type { Span } from "../base/span.ts";
import type { Problem } from "./block-document.ts";

/** What goes along while a block is read. */
export interface Reading {
  /** The block's text. */
  readonly text: string;
  /** Collects problems; absent when a block is read again only for its spans. */
  readonly problems: Problem[] | undefined;
  /** Collects spans; absent on the first reading, since most blocks are never asked for them. */
  readonly spans: SpanRecord | undefined;
  /** Pointers of what is written but could not be read: it is not missing. */
  attempted: Set<string> | undefined;
  /** Index behind the last value that was read. */
  next: number;
}

/** Spans by JSON pointer. */
export type SpanRecord = Map<string, RecordedSpan>;

export interface RecordedSpan {
  readonly value: Span;
  /** The word that introduces the value. */
  readonly key: Span | undefined;
}

export function reading(text: string, problems: Problem[] | undefined, spans: SpanRecord | undefined): Reading {
  return { text, problems, spans, attempted: undefined, next: 0 };
}

export function attempt(cx: Reading, pointer: string): void {
  cx.attempted ??= new Set();
  cx.attempted.add(pointer);
}
