import type { Analysis } from "../analysis.ts";
import type { FileSpan } from "./file-span.ts";
import { nameAt } from "./name-at.ts";
import { occurrencesOf } from "./occurrences.ts";

/** Every use of the name at an offset, in all files of the plan; with its declaration if asked for. */
export function referencesAt(
  analysis: Analysis,
  uri: string,
  offset: number,
  withDeclaration: boolean,
): readonly FileSpan[] {
  const found = nameAt(analysis, uri, offset);
  if (!found) return [];
  return occurrencesOf(analysis, found.named).filter(({ declares }) => withDeclaration || !declares);
}
