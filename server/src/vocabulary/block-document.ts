import type { Severity } from "../base/severity.ts";
import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { BlockValues } from "./plan-types.ts";

/** The words that start a top-level statement. */
export type BlockKind = keyof BlockValues;

/**
 * What one block says, read through the vocabulary.
 *
 * `value` holds only what is sound: an attribute in error is left out, the rest of the block stays. So every attribute
 * is optional, also a required one; `problems` then says what is missing.
 * Spans count from the start of the block's text; in a JSON file that is its own text, too.
 */
export type BlockDocument = { readonly [K in BlockKind]: DocumentOf<K> }[BlockKind] | UnknownDocument;

export interface DocumentOf<K extends BlockKind> {
  readonly kind: K;
  readonly value: BlockValues[K];
  readonly spans: SpanIndex;
  readonly problems: readonly Problem[];
}

/** A block whose word is unknown, and one that holds no statement (then it has no problems either). */
export interface UnknownDocument {
  readonly kind: "unknown";
  readonly value: { readonly [attribute: string]: never };
  readonly spans: SpanIndex;
  readonly problems: readonly Problem[];
}

/**
 * Where the values of a block stand in its text. A pointer is a JSON pointer into `value`: `/bandwidth`, `/change/1/rate`,
 * `/needs/0`, `/steps/2/takes`. The empty pointer is the whole statement. Built on first use.
 */
export interface SpanIndex {
  /** The whole statement, from its word to the closing brace. */
  readonly statement: Span;
  /** The words and values before the opening brace. */
  readonly header: Span;
  /** The value at a pointer; for a list given in several statements, its first part. */
  at(pointer: string): Span | undefined;
  /** The word that introduces the value: the attribute's own, or `for` in `burst 3x for 5 min`. */
  keyAt(pointer: string): Span | undefined;
  /** The innermost pointer whose value or word touches the offset. */
  pointerAt(offset: number): string | undefined;
}

export type ProblemCode =
  | "unknown-block"
  | "unknown-attribute"
  | "misplaced-attribute"
  | "repeated-attribute"
  | "missing-attribute"
  | "missing-value"
  | "unexpected-value"
  | "wrong-dimension"
  | "missing-unit"
  | "unknown-unit"
  | "ambiguous-unit"
  | "bad-quantity"
  | "out-of-range"
  | "unknown-value"
  | "contradictory-attributes"
  | "bad-json";

/** Something that the vocabulary does not allow. `code` is a stable key; the message is for people. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly repairs: readonly Repair[];
  /** Facts for tools: the word meant, the attribute missing. */
  readonly data?: Readonly<Record<string, string>>;
}

/** Edits (in the offsets of the problem's span) that repair a problem. */
export interface Repair {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** True when there is one obvious meaning, so that it may be applied without asking. */
  readonly safe?: boolean;
}
