import { ResponseError } from "vscode-jsonrpc";
import type { Position, WorkspaceSymbol } from "vscode-languageserver";
import type { Analysis } from "../analysis.ts";
import { definitionsAt } from "../features/definition.ts";
import { documentHighlights } from "../features/document-highlights.ts";
import { documentLinks } from "../features/document-links.ts";
import { documentSymbols } from "../features/document-symbols.ts";
import { fixAll } from "../features/fix-all.ts";
import { foldingRanges } from "../features/folding.ts";
import { formatEdits } from "../features/format.ts";
import { hoverAt } from "../features/hover.ts";
import { quickFixes } from "../features/quick-fixes.ts";
import { referencesAt } from "../features/references.ts";
import { renameAt, renameTargetAt } from "../features/rename.ts";
import { selectionRanges } from "../features/selection-ranges.ts";
import { suppressFixes } from "../features/suppress-fixes.ts";
import { workspaceSymbols } from "../features/workspace-symbols.ts";
import { FIX_ALL } from "./capabilities.ts";
import { registerCodeLenses } from "./code-lens.ts";
import { commandLink } from "./command-link.ts";
import { registerCompletion } from "./completion.ts";
import { registerExplain } from "./explain.ts";
import { wantsKind } from "./from-proto.ts";
import { caught, type Guard } from "./guard.ts";
import { registerInlayHints } from "./inlay-hint.ts";
import { QUICK_FIX, REQUEST_FAILED } from "./protocol-numbers.ts";
import { SemanticTokensResults } from "./semantic-tokens-results.ts";
import type { Session } from "./session.ts";
import { severityActions } from "./severity-actions.ts";
import { locationOf, type Snapshot } from "./snapshot.ts";
import * as toProto from "./to-proto.ts";
import type { Clock, Updates } from "./updates.ts";

/** Answers what an editor asks about a document. */
export function registerFeatures(session: Session, on: Guard, updates: Updates, clock: Clock): void {
  on("textDocument/diagnostic", { kind: "full", items: [] }, (snapshot, params) => updates.pulled(snapshot, params));
  registerReading(session, on);
  registerExplain(session, clock);
  registerInlayHints(session, on);
  registerCodeLenses(session, on);
  registerCompletion(session, on);
  registerNavigation(on);
  registerStructure(session, on);
  registerEditing(session, on);
  session.connection.onRequest("workspace/symbol", ({ query }) =>
    caught(session, "workspace/symbol", [], () => symbolsInPlans(session, query)),
  );
}

function registerReading(session: Session, on: Guard): void {
  on("textDocument/hover", null, (snapshot, { position, textDocument }) => {
    const hover = hoverAt(...place(snapshot, position));
    const { derivationCommand: command } = session.client;
    const link = hover?.explained && command ? commandLink(EXPLAIN, command, [textDocument.uri, position]) : undefined;
    return hover ? toProto.hover(hover, snapshot, link) : null;
  });
}

function registerNavigation(on: Guard): void {
  on("textDocument/definition", [], (snapshot, { position }) => {
    const found = definitionsAt(...place(snapshot, position));
    return found.flatMap((definition) => toProto.definitionLinks(definition, snapshot));
  });
  on("textDocument/references", [], (snapshot, { position, context }) => {
    const found = referencesAt(...place(snapshot, position), context.includeDeclaration);
    return found.flatMap((use) => locationOf(snapshot, use));
  });
  on("textDocument/documentHighlight", [], (snapshot, { position }) => {
    const found = documentHighlights(...place(snapshot, position));
    return found.map((highlight) => toProto.highlight(highlight, snapshot));
  });
  on("textDocument/documentLink", [], (snapshot) => {
    const links = documentLinks(snapshot.analysis, snapshot.uri);
    return links.map((link) => toProto.documentLink(link, snapshot));
  });
}

function registerStructure(session: Session, on: Guard): void {
  const tokens = new SemanticTokensResults(session);
  on("textDocument/documentSymbol", [], (snapshot) => {
    const symbols = documentSymbols(snapshot.analysis, snapshot.uri);
    return symbols.map((symbol) => toProto.documentSymbol(symbol, snapshot));
  });
  on("textDocument/foldingRange", [], ({ analysis, uri }) => foldingRanges(analysis, uri).map(toProto.foldingRange));
  on("textDocument/selectionRange", [], (snapshot, { positions }) =>
    positions.map((position) => {
      const at = place(snapshot, position);
      return toProto.selectionRange(selectionRanges(...at), at[2], snapshot);
    }),
  );
  on("textDocument/semanticTokens/full", { data: [] }, (snapshot) => tokens.full(snapshot));
  on("textDocument/semanticTokens/full/delta", { data: [] }, (snapshot, { previousResultId }) =>
    tokens.delta(snapshot, previousResultId),
  );
  on("textDocument/semanticTokens/range", { data: [] }, (snapshot, { range }) =>
    tokens.range(snapshot, snapshot.positions.span(range)),
  );
}

function registerEditing(session: Session, on: Guard): void {
  on("textDocument/codeAction", [], (snapshot, { range, context }) => {
    const { analysis, uri, positions, sourceOf } = snapshot;
    const wants = wantsKind(context.only);
    const span = positions.span(range);
    const fixes = wants(QUICK_FIX) ? quickFixes(analysis, uri, span, sourceOf) : [];
    const held = wants(QUICK_FIX) ? suppressFixes(analysis, uri, span, sourceOf) : [];
    const levels = wants(QUICK_FIX) ? severityActions(session, snapshot, span) : [];
    // Only when asked for by name: an editor that lists all actions should not wait until every repair is tried.
    const all = context.only && wants(FIX_ALL) ? toProto.fixAll(fixAll(analysis, uri, sourceOf), snapshot) : [];
    return [...[...fixes, ...held].map((fix) => toProto.quickFix(fix, snapshot)), ...levels, ...all];
  });
  on("textDocument/formatting", [], ({ analysis, uri, positions }) =>
    toProto.textEdits(formatEdits(analysis, uri), positions),
  );
  on("textDocument/rangeFormatting", [], ({ analysis, uri, positions }, { range }) =>
    toProto.textEdits(formatEdits(analysis, uri, positions.span(range)), positions),
  );
  on("textDocument/prepareRename", null, (snapshot, { position }) => {
    const target = renameTargetAt(...place(snapshot, position));
    if (target?.kind === "refused") return refused(target.because);
    return target ? { range: snapshot.positions.range(target.span), placeholder: target.name } : null;
  });
  on("textDocument/rename", null, (snapshot, { position, newName }) => {
    const renaming = renameAt(...place(snapshot, position), newName);
    return renaming.kind === "refused" ? refused(renaming.because) : toProto.workspaceEdit(renaming.edits, snapshot);
  });
}

/** What a hover's link to the whole derivation says. */
const EXPLAIN = "Full derivation and what moves it most";

/** What features ask for: the analysis, the file and the offset. */
function place({ analysis, uri, positions }: Snapshot, position: Position): [Analysis, string, number] {
  return [analysis, uri, positions.offset(position)];
}

/** A refusal that the editor shows. */
function refused(because: string): ResponseError<never> {
  return new ResponseError<never>(REQUEST_FAILED, because);
}

/** The symbols of the plans of all open documents. */
function symbolsInPlans(session: Session, query: string): WorkspaceSymbol[] {
  const plans = new Map<Analysis, Snapshot>();
  for (const { uri } of session.documents.all()) {
    const snapshot = session.snapshot(uri);
    if (snapshot) plans.set(snapshot.analysis, snapshot);
  }
  return [...plans.values()].flatMap((snapshot) =>
    workspaceSymbols(snapshot.analysis, query).flatMap((found) => toProto.workspaceSymbol(found, snapshot)),
  );
}
