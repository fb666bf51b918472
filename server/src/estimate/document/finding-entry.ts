import type { Severity } from "../../base/severity.ts";

export interface FindingEntry {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly range: { readonly start: PositionEntry; readonly end: PositionEntry };
}

/** As in the Language Server Protocol: zero-based, characters in UTF-16 code units. */
export interface PositionEntry {
  readonly line: number;
  readonly character: number;
}
