import type { Severity } from "../base/severity.ts";
import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { ConfiguredSeverity } from "../findings/check-settings.ts";

/** What the file is called that sets how plans below its folder are checked. */
export const CONFIG_NAME = "drplan.config.json";

/** A `drplan.config.json`, read. What is wrong in it is left out, and the rest counts. */
export interface ConfigFile {
  readonly uri: string;
  readonly text: string;
  readonly severities: ReadonlyMap<string, ConfiguredSeverity>;
  /** Constants as an `assume` block gives them. */
  readonly assume: Readonly<Record<string, string | number>>;
  /** Patterns of files and folders, from the folder of the file, that walks through folders leave out. */
  readonly exclude: readonly string[];
  readonly problems: readonly ConfigProblem[];
}

/** Something wrong in the file, with its place there. */
export interface ConfigProblem {
  /** Code of the rule on whose page it stands. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly repairs: readonly { readonly title: string; readonly edits: readonly TextEdit[] }[];
}
