import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import { spanInFile } from "../model/source-file.ts";
import { unitIndex } from "../model/unit-index.ts";

/** A path in a file that leads to another one. */
export interface DocumentLink {
  /** The path without its quotes. */
  readonly span: Span;
  readonly target: string;
}

/** The files that a file imports, also those that do not exist yet. */
export function documentLinks({ plan }: Analysis, uri: string): readonly DocumentLink[] {
  const file = plan.files.get(uri);
  const source = file?.source;
  if (!file || !source) return [];
  return file.imports.flatMap(({ id, target }) => {
    const span = plan.declarations.get(id)?.document.spans.at("/file");
    if (!span || target === undefined) return [];
    const { start, end } = spanInFile(source, unitIndex(file, id), span);
    return [{ span: { start: start + 1, end: end - 1 }, target }];
  });
}
