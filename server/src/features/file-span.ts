import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";

/** A place in a file of the plan; the span counts from the start of the file. */
export interface FileSpan {
  readonly uri: string;
  readonly span: Span;
}

/** Edits by file, in the file's offsets, in the order of the text. */
export type FileEdits = ReadonlyMap<string, readonly TextEdit[]>;
