import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";

/**
 * The tree of a file. It is a value: immutable, without names bound, without units judged.
 * Every span inside a block counts from the start of that block's `text`, so a block that an
 * edit leaves alone keeps its identity wherever it moves.
 */
export interface SyntaxFile {
  /** The blocks' texts, joined, are the file, byte for byte. The last block may hold only trivia. */
  readonly blocks: readonly Block[];
  /** Offset of each block in the file, and one more entry: the file's length. */
  readonly starts: Int32Array;
  /** Zero-based line on which each block's text starts, and one more entry: that of the file's end. */
  readonly lines: Int32Array;
}

/** One top-level statement with the blank lines and comments before it. */
export interface Block {
  readonly text: string;
  /** Line breaks in `text`. */
  readonly lineBreaks: number;
  /** Absent when there is only trivia, or nothing that could be read as a statement. */
  readonly statement?: Statement;
  readonly comments: readonly Comment[];
  readonly errors: readonly ParseError[];
}

export interface Statement {
  readonly word: Word;
  readonly values: readonly Value[];
  readonly body?: Body;
  /** From the word to the end of the last value or the closing brace. */
  readonly span: Span;
  /** Text of the `///` comments directly above, joined by newlines, without the slashes. */
  readonly doc?: string;
}

export interface Body {
  readonly open: Span;
  /** Absent when the brace is missing. */
  readonly close?: Span;
  readonly statements: readonly Statement[];
  readonly span: Span;
}

export interface Word {
  readonly text: string;
  readonly span: Span;
}

/**
 * What stands behind a word. Values are told apart by form alone; what they mean is the
 * vocabulary's to say: `50.1109, 8.6821` is number, comma, number here.
 */
export type Value =
  | { readonly kind: "name"; readonly text: string; readonly span: Span }
  /** `text` is the content with escapes resolved. */
  | { readonly kind: "string"; readonly text: string; readonly span: Span; readonly closed: boolean }
  /**
   * A number with what makes it a quantity: unit, further parts of a compound duration (`1 h 30 min`), range
   * (`8..12 ms`), tolerance (`12 MB/s ± 30 %`). `text` is its source text; `parseQuantity` reads it.
   * A bare number (`12`, `-6.26`) is a quantity whose text has no unit. `unit` spans the (first) unit when there is one.
   */
  | { readonly kind: "quantity"; readonly text: string; readonly span: Span; readonly unit?: Span }
  /** `2026-09-14`. */
  | { readonly kind: "date"; readonly text: string; readonly span: Span }
  /** `09:00`. */
  | { readonly kind: "time"; readonly text: string; readonly span: Span }
  /** `09:00-17:00`. Days before it (`mon-fri`, `sat,sun`) are names: only the vocabulary knows where a window is meant. */
  | { readonly kind: "interval"; readonly text: string; readonly span: Span }
  | { readonly kind: "symbol"; readonly text: "<->" | "->" | "," | "<="; readonly span: Span };

export interface Comment {
  /** As written, with its slashes. */
  readonly text: string;
  readonly kind: "line" | "block" | "doc";
  readonly span: Span;
}

/** Something that the grammar cannot read. `code` is a stable key; the message is for people. */
export interface ParseError {
  readonly code:
    | "missing-brace"
    | "unexpected-brace"
    | "unclosed-string"
    | "unclosed-comment"
    | "bad-number"
    | "bad-name"
    | "bad-escape"
    | "unexpected-character"
    | "missing-value"
    | "unexpected-value";
  readonly message: string;
  readonly span: Span;
  /** An edit (in the block's offsets) that repairs it, with a title for the fix. */
  readonly repair?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

/** What the parser may know about words: only enough to find the end of a block whose brace is lost. */
export interface ParseOptions {
  /** Words that may start a top-level statement. */
  readonly blockWords: ReadonlySet<string>;
  /** Words whose blocks may hold top-level words as nested blocks (`option`). */
  readonly containerWords: ReadonlySet<string>;
}
