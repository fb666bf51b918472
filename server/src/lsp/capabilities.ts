import type { ServerCapabilities } from "vscode-languageserver";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "../features/semantic-tokens.ts";
import { INCREMENTAL_SYNC, QUICK_FIX, SOURCE_FIX_ALL } from "./protocol-numbers.ts";
import type { ClientFeatures } from "./session.ts";

/** Repairs without a doubt, applied to a whole file. */
export const FIX_ALL = `${SOURCE_FIX_ALL}.drplan`;

/** What is typed before a value. */
const TRIGGERS = [" ", ",", ":", '"', "/"];

/** What the server offers to a client. */
export function serverCapabilities(client: ClientFeatures): ServerCapabilities {
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: INCREMENTAL_SYNC },
    ...(client.pullsDiagnostics
      ? { diagnosticProvider: { identifier: "drplan", interFileDependencies: true, workspaceDiagnostics: false } }
      : {}),
    hoverProvider: true,
    completionProvider: { triggerCharacters: TRIGGERS, resolveProvider: true },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    inlayHintProvider: { resolveProvider: true },
    codeLensProvider: { resolveProvider: true },
    codeActionProvider: { codeActionKinds: [QUICK_FIX, FIX_ALL] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    documentLinkProvider: {},
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
