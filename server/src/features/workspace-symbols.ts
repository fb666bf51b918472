import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import { spanInFile } from "../model/source-file.ts";
import type { BlockKind } from "../vocabulary/block-document.ts";
import { holdsInOrder } from "./completion-item.ts";

/** Something that a plan declares by name. */
export interface WorkspaceSymbol {
  readonly name: string;
  readonly label: string | undefined;
  readonly kind: BlockKind | "unknown";
  readonly uri: string;
  /** Its name. */
  readonly span: Span;
}

/** As many as a person looks through; the editor asks again with a longer query. */
const MOST_SYMBOLS = 200;

/** What the plan declares whose name or label holds all letters of the query in their order. */
export function workspaceSymbols(analysis: Analysis, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found: WorkspaceSymbol[] = [];
  for (const { uri, ids, source } of analysis.plan.files.values()) {
    if (!source) continue;
    for (const [index, id] of ids.entries()) {
      const declaration = analysis.plan.declarations.get(id);
      if (declaration?.name === undefined) continue;
      const { value, spans, kind } = declaration.document;
      const label = "label" in value && typeof value.label === "string" ? value.label : undefined;
      if (!holdsInOrder(`${declaration.name} ${label ?? ""}`.toLowerCase(), wanted)) continue;
      const span = spanInFile(source, index, spans.at("/name") ?? spans.header);
      found.push({ name: declaration.name, label, kind, uri, span });
      if (found.length === MOST_SYMBOLS) return found;
    }
  }
  return found;
}
