import type { TextEdit } from "../base/text-edit.ts";
import type { SourceFile } from "../model/source-file.ts";
import { editFile } from "../syntax/edit-file.ts";
import { parseFile } from "../syntax/parse-file.ts";
import { textOf } from "../syntax/position.ts";
import { editJson } from "../vocabulary/edit-json.ts";
import { readJson } from "../vocabulary/read-json.ts";
import { parseOptions } from "../vocabulary/vocabulary.ts";

/** What the names of plan files end in, in lower case. */
const PLAN_ENDINGS = [".drplan", ".drplan.json"] as const;

/** True when the file's name says that it is a plan, in either form. */
export function isPlanFile(uri: string): boolean {
  const name = uri.toLowerCase();
  return PLAN_ENDINGS.some((ending) => name.endsWith(ending));
}

/** Reads a plan file; the form follows from its name. Never fails: what cannot be read is a problem of the file. */
export function readPlanFile(uri: string, text: string): SourceFile {
  if (uri.toLowerCase().endsWith(".json")) return { form: "json", uri, json: readJson(text) };
  return { form: "drplan", uri, syntax: parseFile(text, parseOptions()) };
}

/** The file after an edit in its offsets; only what the edit touches is read again. */
export function editPlanFile(file: SourceFile, edit: TextEdit): SourceFile {
  if (file.form === "json") return { ...file, json: editJson(file.json, [edit]) };
  return { ...file, syntax: editFile(file.syntax, edit, parseOptions()) };
}

export function textOfPlanFile(file: SourceFile): string {
  return file.form === "json" ? file.json.text : textOf(file.syntax);
}
