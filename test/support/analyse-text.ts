import { type Analysis, type AnalysisSettings, analyse } from "../../server/src/analysis.ts";
import type { SourceFile } from "../../server/src/model/source-file.ts";
import { parseFile } from "../../server/src/syntax/parse-file.ts";
import { readJson } from "../../server/src/vocabulary/read-json.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";

/** Where the only file of a plan lies in tests, and the root of one with several files. */
export const MAIN = "file:///plans/main.drplan";

/** The day on which tests judge. */
export const TODAY = "2026-09-14";

const ON_A_DAY: AnalysisSettings = { today: TODAY };

/** A file of a plan from its text; in JSON if its name says so. */
export function sourceFile(text: string, uri: string = MAIN): SourceFile {
  if (uri.endsWith(".json")) return { form: "json", uri, json: readJson(text) };
  return { form: "drplan", uri, syntax: parseFile(text, parseOptions()) };
}

/**
 * The analysis of a plan: of one text, or of several by file name (`main.drplan` is the root). With an earlier one it
 * is derived from that, as after an edit.
 */
export function analyseText(
  texts: string | Readonly<Record<string, string>>,
  previous?: Analysis,
  settings: AnalysisSettings = ON_A_DAY,
): Analysis {
  const files = typeof texts === "string" ? { "main.drplan": texts } : texts;
  const sources = new Map(Object.entries(files).map(([name, text]) => [uriOf(name), sourceFile(text, uriOf(name))]));
  return analyse(MAIN, (uri) => sources.get(uri), previous, settings);
}

export function uriOf(name: string): string {
  return new URL(name, MAIN).href;
}
