import type {
  CodeAction,
  DefinitionLink,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  SelectionRange,
  WorkspaceEdit,
  WorkspaceSymbol,
} from "vscode-languageserver";
import { sections } from "../base/markdown.ts";
import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";
import type { Definition } from "../features/definition.ts";
import type { Highlight } from "../features/document-highlights.ts";
import type { DocumentLink as PlanLink } from "../features/document-links.ts";
import type { DocumentSymbol as PlanSymbol } from "../features/document-symbols.ts";
import type { FileEdits } from "../features/file-span.ts";
import type { FixedAll } from "../features/fix-all.ts";
import type { FoldingRange as PlanFold } from "../features/folding.ts";
import type { Hover as PlanHover } from "../features/hover.ts";
import type { ProvenFix } from "../features/prove-fix.ts";
import type { WorkspaceSymbol as NamedBlock } from "../features/workspace-symbols.ts";
import { FIX_ALL } from "./capabilities.ts";
import { diagnosticOf } from "./diagnostics.ts";
import { markup } from "./markup.ts";
import type { Positions } from "./positions.ts";
import { HIGHLIGHT, QUICK_FIX, SYMBOL } from "./protocol-numbers.ts";
import { locationOf, type Snapshot } from "./snapshot.ts";

export function definitionLinks(definition: Definition, snapshot: Snapshot): DefinitionLink[] {
  const positions = snapshot.positionsOf(definition.uri);
  if (!positions) return [];
  return [
    {
      originSelectionRange: snapshot.positions.range(definition.origin),
      targetUri: snapshot.clientUri(definition.uri),
      targetRange: positions.range(definition.span),
      targetSelectionRange: positions.range(definition.selection),
    },
  ];
}

export function highlight({ span, kind }: Highlight, { positions }: Snapshot): DocumentHighlight {
  const isDeclared = kind === "declaration";
  return {
    range: positions.range(span),
    kind: isDeclared ? HIGHLIGHT.write : HIGHLIGHT.read,
  };
}

export function documentLink({ span, target }: PlanLink, snapshot: Snapshot): DocumentLink {
  return { range: snapshot.positions.range(span), target: snapshot.clientUri(target) };
}

/** How editors show the things of a plan; they know only kinds of code. */
const SYMBOL_KINDS: Readonly<Record<string, DocumentSymbol["kind"]>> = {
  plan: SYMBOL.package,
  import: SYMBOL.module,
  region: SYMBOL.namespace,
  site: SYMBOL.namespace,
  link: SYMBOL.interface,
  tier: SYMBOL.enum,
  workload: SYMBOL.class,
  replicate: SYMBOL.operator,
  backup: SYMBOL.variable,
  migrate: SYMBOL.operator,
  scenario: SYMBOL.event,
  runbook: SYMBOL.array,
  step: SYMBOL.function,
  drill: SYMBOL.event,
  technology: SYMBOL.typeParameter,
  option: SYMBOL.struct,
  assume: SYMBOL.constant,
};

export function documentSymbol(symbol: PlanSymbol, snapshot: Snapshot): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: SYMBOL_KINDS[symbol.kind] ?? SYMBOL.object,
    range: snapshot.positions.range(symbol.span),
    selectionRange: snapshot.positions.range(symbol.selection),
    children: symbol.children.map((child) => documentSymbol(child, snapshot)),
  };
}

export function workspaceSymbol({ name, label, kind, uri, span }: NamedBlock, snapshot: Snapshot): WorkspaceSymbol[] {
  return locationOf(snapshot, { uri, span }).map((location) => ({
    name,
    kind: SYMBOL_KINDS[kind] ?? SYMBOL.object,
    location,
    ...(label === undefined ? {} : { containerName: label }),
  }));
}

export function foldingRange({ startLine, endLine, kind }: PlanFold): FoldingRange {
  if (kind === "block") return { startLine, endLine };
  return { startLine, endLine, kind };
}

/** Nested ranges from spans, the innermost first; the cursor itself where there are none. */
export function selectionRange(spans: readonly Span[], offset: number, { positions }: Snapshot): SelectionRange {
  let outer: SelectionRange | undefined;
  for (const span of spans.toReversed()) {
    outer = { range: positions.range(span), ...(outer ? { parent: outer } : {}) };
  }
  return outer ?? { range: positions.range({ start: offset, end: offset }) };
}

export function textEdits(edits: readonly TextEdit[], positions: Positions) {
  return edits.map(({ span, text }) => ({ range: positions.range(span), newText: text }));
}

/** Edits of files of the plan. Those of open documents hold only for the version that they were made for. */
export function workspaceEdit(edits: FileEdits, snapshot: Snapshot): WorkspaceEdit {
  const changes: NonNullable<WorkspaceEdit["changes"]> = {};
  for (const [uri, inFile] of edits) {
    const positions = snapshot.positionsOf(uri);
    if (positions) changes[snapshot.clientUri(uri)] = textEdits(inFile, positions);
  }
  return { changes };
}

export function quickFix({ title, edits, preferred, finding }: ProvenFix, snapshot: Snapshot): CodeAction {
  return {
    title,
    kind: QUICK_FIX,
    diagnostics: diagnosticOf(finding, snapshot),
    edit: workspaceEdit(edits, snapshot),
    ...(preferred ? { isPreferred: true } : {}),
  };
}

export function fixAll({ edits, fixes }: FixedAll, snapshot: Snapshot): CodeAction[] {
  if (fixes.length === 0) return [];
  return [{ title: "Repair all that has one obvious meaning", kind: FIX_ALL, edit: workspaceEdit(edits, snapshot) }];
}

/** A hover; its last line may be a link. */
export function hover({ markdown, span }: PlanHover, { positions }: Snapshot, link: string | undefined): Hover {
  return { contents: markup(sections(markdown, link)), range: positions.range(span) };
}
