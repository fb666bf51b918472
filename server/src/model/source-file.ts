import type { Span } from "../base/span.ts";
import type { Block, SyntaxFile } from "../syntax/tree.ts";
import type { BlockDocument } from "../vocabulary/block-document.ts";
import { readBlock } from "../vocabulary/read-block.ts";
import type { JsonFile } from "../vocabulary/read-json.ts";

/** A file of a plan in either form. A new object for every change; blocks that a change leaves alone stay the same objects. */
export type SourceFile =
  | { readonly form: "drplan"; readonly uri: string; readonly syntax: SyntaxFile }
  | { readonly form: "json"; readonly uri: string; readonly json: JsonFile };

/** What a file consists of: the blocks of a plan, or the entries of a JSON document. Compared by identity. */
export type Unit = Block | BlockDocument;

const NO_UNITS: readonly Unit[] = [];

export function unitsOf(file: SourceFile | undefined): readonly Unit[] {
  if (!file) return NO_UNITS;
  return file.form === "drplan" ? file.syntax.blocks : file.json.documents;
}

export function documentOf(unit: Unit): BlockDocument {
  return "lineBreaks" in unit ? readBlock(unit) : unit;
}

/** A span of the unit as one of the file. */
export function spanInFile(file: SourceFile, index: number, span: Span): Span {
  const { starts } = file.form === "json" ? file.json : file.syntax;
  const start = starts[index] ?? 0;
  return { start: span.start + start, end: span.end + start };
}
