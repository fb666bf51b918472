import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { Comment, ParseError, ParseOptions, Statement, Value } from "./tree.ts";

/**
 * Where the parser is. Offsets here count from the start of `text`; what goes into the tree
 * counts from `base`, the start of the block being read.
 */
export interface Reader {
  readonly text: string;
  readonly end: number;
  readonly options: ParseOptions;
  at: number;
  base: number;
  /** Start of the line, or of the block when that starts inside a line. */
  lineStart: number;
  /** Nothing but blanks and comments stand on this line so far. */
  fresh: boolean;
  /** Column of the first token on the line: the indentation of what it opens. */
  indent: number;
  /** End of the last token read. */
  lastEnd: number;
  /** Text of the `///` comments directly above. */
  doc: string | undefined;

  /** Column of the block's own first word. */
  topIndent: number;
  /** The block's own first word. */
  topWord: string;
  /** Lines that look like a new block end this one. */
  anchored: boolean;
  /** A brace is missing in this block: indentation says where. */
  byIndentation: boolean;
  /** A body was found that is never closed. */
  broken: boolean;
  /** The block ends here, whatever braces are open. */
  stopped: boolean;
  /** How far the text was examined to find the block's end, where that may lie beyond the next block. */
  examined: number;

  /** The next comment end, valid for comments that start from `closeFrom` on; `end` when there is none. */
  closeFrom: number;
  closeAt: number;
  /** The next comment start at the beginning of a line, likewise. */
  openFrom: number;
  openAt: number;
  /** Braces never closed among those from `unmatchedFrom` on, once that had to be found out. */
  unmatchedFrom: number;
  unmatched: ReadonlySet<number>;

  /** Stacks that the tree's arrays are cut from, so that these have no spare room. */
  readonly values: Value[];
  readonly statements: Statement[];
  errors: ParseError[];
  comments: Comment[];
}

export function createReader(text: string, options: ParseOptions): Reader {
  return {
    text,
    end: text.length,
    options,
    at: 0,
    base: 0,
    lineStart: 0,
    fresh: true,
    indent: 0,
    lastEnd: 0,
    doc: undefined,
    topIndent: 0,
    topWord: "",
    anchored: true,
    byIndentation: false,
    broken: false,
    stopped: false,
    examined: 0,
    closeFrom: -1,
    closeAt: -1,
    openFrom: -1,
    openAt: -1,
    unmatchedFrom: -1,
    unmatched: new Set(),
    values: [],
    statements: [],
    errors: [],
    comments: [],
  };
}

/** A span of the block from offsets in the text. */
export function spanFrom(reader: Reader, start: number, end: number): Span {
  return { start: start - reader.base, end: end - reader.base };
}

export interface Repair {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** The repair that replaces the text from `start` to `end`. */
export function replacing(reader: Reader, start: number, end: number, text: string, title: string): Repair {
  return { title, edits: [{ span: spanFrom(reader, start, end), text }] };
}

/** Errors kept of one block: enough for any text that is a plan, and a bound for text that is not. */
const MAX_ERRORS = 100;

/** Notes an error from `start` to `end` in the text. */
export function report(
  reader: Reader,
  code: ParseError["code"],
  message: string,
  start: number,
  end: number,
  repair?: Repair,
): void {
  if (reader.errors.length >= MAX_ERRORS) return;
  const span = spanFrom(reader, start, end);
  reader.errors.push(repair === undefined ? { code, message, span } : { code, message, span, repair });
}

/** Goes back to `at`, forgetting the comments and errors found from there on. */
export function rewind(reader: Reader, at: number): void {
  const kept = at - reader.base;
  reader.at = at;
  reader.fresh = false;
  const { comments } = reader;
  while (comments.length > 0 && (comments[comments.length - 1] as Comment).span.start >= kept) comments.pop();
  if (reader.errors.some((error) => error.span.start >= kept)) {
    reader.errors = reader.errors.filter((error) => error.span.start < kept);
  }
}
