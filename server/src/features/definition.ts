import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import type { Declaration } from "../model/declaration.ts";
import { type SourceFile, spanInFile } from "../model/source-file.ts";
import { unitIndex } from "../model/unit-index.ts";
import { locate } from "./locate.ts";
import { type NameAt, nameAt } from "./name-at.ts";
import { occurrencesIn } from "./occurrences.ts";

/** Where something is declared. */
export interface Definition {
  readonly uri: string;
  /** The whole declaration. */
  readonly span: Span;
  /** Its name. */
  readonly selection: Span;
  /** What leads there, in the file where it was asked for. */
  readonly origin: Span;
}

/**
 * Where the name at an offset is declared; the file that an `import` names. Where a name is declared twice, every place.
 * Nothing for what the catalogue has, and for names that need no declaration.
 */
export function definitionsAt(analysis: Analysis, uri: string, offset: number): readonly Definition[] {
  const found = nameAt(analysis, uri, offset);
  if (!found) return importAt(analysis, uri, offset);
  if (found.named.kind === "local") return localDefinition(analysis, uri, found);
  if (found.named.kind !== "plan") return [];
  const ids = analysis.plan.names.get(found.named.name) ?? [];
  return ids.flatMap((id) => declarationPlace(analysis, analysis.plan.declarations.get(id), found.span) ?? []);
}

function declarationPlace(
  { plan }: Analysis,
  declaration: Declaration | undefined,
  origin: Span,
): Definition | undefined {
  const file = declaration && plan.files.get(declaration.file);
  if (!declaration || !file?.source) return undefined;
  const index = unitIndex(file, declaration.id);
  const { spans } = declaration.document;
  const source: SourceFile = file.source;
  const span = spanInFile(source, index, spans.statement);
  const selection = spanInFile(source, index, spans.at("/name") ?? spans.header);
  return { uri: declaration.file, span, selection, origin };
}

function localDefinition(analysis: Analysis, uri: string, { named, span }: NameAt): readonly Definition[] {
  return occurrencesIn(analysis, uri, named)
    .filter(({ declares }) => declares)
    .map((place) => ({ uri, span: place.span, selection: place.span, origin: span }));
}

const FILE_START: Span = { start: 0, end: 0 };

function importAt(analysis: Analysis, uri: string, offset: number): readonly Definition[] {
  const located = locate(analysis, uri, offset);
  const value = located?.path.value;
  if (!located || value?.kind !== "string" || located.statement?.word.text !== "import") return [];
  const use = analysis.plan.files.get(uri)?.imports.find(({ id }) => id === located.declaration?.id);
  if (use?.target === undefined || !analysis.plan.files.get(use.target)?.source) return [];
  const origin = { start: value.span.start + located.start, end: value.span.end + located.start };
  return [{ uri: use.target, span: FILE_START, selection: FILE_START, origin }];
}
