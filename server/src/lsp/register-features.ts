import {
  CodeActionKind,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import type { Analysis } from "../analysis.ts";
import { definitionsAt } from "../features/definition.ts";
import { documentHighlights } from "../features/document-highlights.ts";
import { documentLinks } from "../features/document-links.ts";
import { documentSymbols } from "../features/document-symbols.ts";
import { fixAll } from "../features/fix-all.ts";
import { foldingRanges } from "../features/folding.ts";
import { inlayHints } from "../features/inlay-hints.ts";
import { quickFixes } from "../features/quick-fixes.ts";
import { referencesAt } from "../features/references.ts";
import { renameAt, renameTargetAt } from "../features/rename.ts";
import { selectionRanges } from "../features/selection-ranges.ts";
import { workspaceSymbols } from "../features/workspace-symbols.ts";
import { FIX_ALL } from "./capabilities.ts";
import { hintKinds, wantsKind } from "./from-proto.ts";
import { type Guard, guardedRequest } from "./guard.ts";
import { SemanticTokensResults } from "./semantic-tokens-results.ts";
import type { Session } from "./session.ts";
import { locationOf, type Snapshot } from "./snapshot.ts";
import * as toProto from "./to-proto.ts";
import type { Updates } from "./updates.ts";

/** Answers what an editor asks about a document. */
export function registerFeatures(session: Session, on: Guard, updates: Updates): void {
  const { connection } = session;
  connection.languages.diagnostics.on(
    on("Diagnostics", { kind: "full", items: [] }, (snapshot, params) => updates.pulled(snapshot, params)),
  );
  registerReading(connection, on);
  registerNavigation(connection, on);
  registerStructure(session, on);
  registerEditing(connection, on);
}

function registerReading(connection: Connection, on: Guard): void {
  connection.languages.inlayHint.on(
    on("Inlay hints", [], ({ analysis, uri, positions, settings }, { range }) =>
      inlayHints(analysis, uri, positions.span(range), hintKinds(settings)).map((hint) =>
        toProto.inlayHint(hint, positions),
      ),
    ),
  );
}

function registerNavigation(connection: Connection, on: Guard): void {
  connection.onDefinition(
    on("Definition", [], (snapshot, { position }) =>
      definitionsAt(...place(snapshot, position)).flatMap((found) => toProto.definitionLinks(found, snapshot)),
    ),
  );
  connection.onReferences(
    on("References", [], (snapshot, { position, context }) =>
      referencesAt(...place(snapshot, position), context.includeDeclaration).flatMap((found) =>
        locationOf(snapshot, found),
      ),
    ),
  );
  connection.onDocumentHighlight(
    on("Highlights", [], (snapshot, { position }) =>
      documentHighlights(...place(snapshot, position)).map((found) => toProto.highlight(found, snapshot)),
    ),
  );
  connection.onDocumentLinks(
    on("Links", [], (snapshot) =>
      documentLinks(snapshot.analysis, snapshot.uri).map((link) => toProto.documentLink(link, snapshot)),
    ),
  );
}

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

function registerStructure(session: Session, on: Guard): void {
  const { connection } = session;
  const tokens = new SemanticTokensResults(() => session.client.encoding);
  connection.onDocumentSymbol(
    on("Symbols", [], (snapshot) =>
      documentSymbols(snapshot.analysis, snapshot.uri).map((symbol) => toProto.documentSymbol(symbol, snapshot)),
    ),
  );
  connection.onWorkspaceSymbol(
    guardedRequest(session, "Workspace symbols", [], ({ query }) => symbolsInPlans(session, query)),
  );
  connection.onFoldingRanges(
    on("Folding", [], ({ analysis, uri }) => foldingRanges(analysis, uri).map(toProto.foldingRange)),
  );
  connection.onSelectionRanges(
    on("Selection", [], (snapshot, { positions }) =>
      positions.map((position) => {
        const at = place(snapshot, position);
        return toProto.selectionRange(selectionRanges(...at), at[2], snapshot);
      }),
    ),
  );
  const { semanticTokens } = connection.languages;
  semanticTokens.on(on("Tokens", { data: [] }, (snapshot) => tokens.full(snapshot)));
  semanticTokens.onDelta(
    on("Tokens", { data: [] }, (snapshot, { previousResultId }) => tokens.delta(snapshot, previousResultId)),
  );
  semanticTokens.onRange(
    on("Tokens", { data: [] }, (snapshot, { range }) => tokens.range(snapshot, snapshot.positions.span(range))),
  );
}

function registerEditing(connection: Connection, on: Guard): void {
  connection.onCodeAction(
    on("Code actions", [], (snapshot, { range, context }) => {
      const { analysis, uri, positions, sourceOf } = snapshot;
      const wanted = wantsKind(context.only);
      const fixes = wanted(CodeActionKind.QuickFix)
        ? quickFixes(analysis, uri, positions.span(range), sourceOf).map((fix) => toProto.quickFix(fix, snapshot))
        : [];
      // Asked for by name only: an editor that lists all actions should not try every repair of the file.
      const all = context.only && wanted(FIX_ALL) ? toProto.fixAll(fixAll(analysis, uri, sourceOf), snapshot) : [];
      return [...fixes, ...all];
    }),
  );
  connection.onPrepareRename(
    on("Rename", null, (snapshot, { position }) => {
      const target = renameTargetAt(...place(snapshot, position));
      if (target?.kind === "refused") return refused(target.because);
      return target ? { range: snapshot.positions.range(target.span), placeholder: target.name } : null;
    }),
  );
  connection.onRenameRequest(
    on("Rename", null, (snapshot, { position, newName }) => {
      const renaming = renameAt(...place(snapshot, position), newName);
      return renaming.kind === "refused" ? refused(renaming.because) : toProto.workspaceEdit(renaming.edits, snapshot);
    }),
  );
}

/** What features ask for: the analysis, the file and the offset. */
function place(
  { analysis, uri, positions }: Snapshot,
  position: Parameters<Snapshot["positions"]["offset"]>[0],
): [Snapshot["analysis"], string, number] {
  return [analysis, uri, positions.offset(position)];
}

/** A refusal that the editor shows. */
function refused(because: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, because);
}
