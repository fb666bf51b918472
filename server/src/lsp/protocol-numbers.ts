import type {
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  DocumentHighlightKind,
  InsertTextFormat,
  SymbolKind,
} from "vscode-languageserver";

/*
 * Numbers and words of the protocol. The library has them too, in a module that would take 28 kB of the bundle; a test
 * compares both.
 */

export const SEVERITY = {
  error: 1,
  warning: 2,
  info: 3,
  hint: 4,
} as const satisfies Record<string, DiagnosticSeverity>;

export const UNNECESSARY = 1 satisfies DiagnosticTag;

export const HIGHLIGHT = { read: 2, write: 3 } as const satisfies Record<string, DocumentHighlightKind>;

export const SNIPPET = 2 satisfies InsertTextFormat;

export const SYMBOL = {
  module: 2,
  namespace: 3,
  package: 4,
  class: 5,
  enum: 10,
  interface: 11,
  function: 12,
  variable: 13,
  constant: 14,
  array: 18,
  object: 19,
  struct: 23,
  event: 24,
  operator: 25,
  typeParameter: 26,
} as const satisfies Record<string, SymbolKind>;

export const COMPLETION = {
  function: 3,
  variable: 6,
  class: 7,
  interface: 8,
  module: 9,
  property: 10,
  unit: 11,
  value: 12,
  enum: 13,
  keyword: 14,
  enumMember: 20,
  struct: 22,
  event: 23,
  typeParameter: 25,
} as const satisfies Record<string, CompletionItemKind>;

/** `TextDocumentSyncKind.Incremental`. */
export const INCREMENTAL_SYNC = 2;

/** Codes of errors. */
export const REQUEST_CANCELLED = -32800;
export const REQUEST_FAILED = -32803;

export const QUICK_FIX = "quickfix";
export const SOURCE_FIX_ALL = "source.fixAll";
