import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import { parseQuantity } from "../quantity/parse-quantity.ts";
import { formatFile } from "../syntax/format-file.ts";
import { formatRange } from "../syntax/format-range.ts";
import { syntaxOf } from "./locate.ts";

/** The edits that give a file its usual form, or only what a range of it touches. */
export function formatEdits(analysis: Analysis, uri: string, range?: Span): readonly TextEdit[] {
  const syntax = syntaxOf(analysis, uri);
  if (!syntax) return [];
  return range ? formatRange(syntax, range, canonicalQuantity) : formatFile(syntax, canonicalQuantity);
}

/** A quantity with the usual spelling of its units; one that is ambiguous or wrong stays for its author to mend. */
export function canonicalQuantity(text: string): string {
  const parsed = parseQuantity(text);
  return parsed.ok && !parsed.quantity.ambiguous ? parsed.canonical : text;
}
