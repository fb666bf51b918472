import type * as lsp from "vscode-languageserver";
import type * as drplan from "../protocol.ts";

/** The protocol's methods that the server uses, with their types. Names and types only: nothing of it is in the bundle. */
export interface RequestsToServer {
  initialize: Method<lsp.InitializeParams, lsp.InitializeResult>;
  shutdown: Method<undefined, null>;
  "textDocument/hover": Method<lsp.HoverParams, lsp.Hover | null>;
  "textDocument/completion": Method<lsp.CompletionParams, lsp.CompletionItem[] | lsp.CompletionList>;
  "completionItem/resolve": Method<lsp.CompletionItem, lsp.CompletionItem>;
  "textDocument/codeAction": Method<lsp.CodeActionParams, lsp.CodeAction[]>;
  "textDocument/definition": Method<lsp.DefinitionParams, lsp.Location[] | lsp.DefinitionLink[]>;
  "textDocument/references": Method<lsp.ReferenceParams, lsp.Location[]>;
  "textDocument/documentHighlight": Method<lsp.DocumentHighlightParams, lsp.DocumentHighlight[]>;
  "textDocument/documentLink": Method<lsp.DocumentLinkParams, lsp.DocumentLink[]>;
  "textDocument/documentSymbol": Method<lsp.DocumentSymbolParams, lsp.DocumentSymbol[]>;
  "textDocument/foldingRange": Method<lsp.FoldingRangeParams, lsp.FoldingRange[]>;
  "textDocument/selectionRange": Method<lsp.SelectionRangeParams, lsp.SelectionRange[]>;
  "textDocument/semanticTokens/full": Method<lsp.SemanticTokensParams, lsp.SemanticTokens>;
  "textDocument/semanticTokens/full/delta": Method<
    lsp.SemanticTokensDeltaParams,
    lsp.SemanticTokens | lsp.SemanticTokensDelta
  >;
  "textDocument/semanticTokens/range": Method<lsp.SemanticTokensRangeParams, lsp.SemanticTokens>;
  "textDocument/inlayHint": Method<lsp.InlayHintParams, lsp.InlayHint[]>;
  "inlayHint/resolve": Method<lsp.InlayHint, lsp.InlayHint>;
  "textDocument/codeLens": Method<lsp.CodeLensParams, lsp.CodeLens[]>;
  "codeLens/resolve": Method<lsp.CodeLens, lsp.CodeLens>;
  "textDocument/formatting": Method<lsp.DocumentFormattingParams, lsp.TextEdit[]>;
  "textDocument/rangeFormatting": Method<lsp.DocumentRangeFormattingParams, lsp.TextEdit[]>;
  "textDocument/prepareRename": Method<lsp.PrepareRenameParams, { range: lsp.Range; placeholder: string } | null>;
  "textDocument/rename": Method<lsp.RenameParams, lsp.WorkspaceEdit | null>;
  "textDocument/diagnostic": Method<lsp.DocumentDiagnosticParams, lsp.DocumentDiagnosticReport>;
  "workspace/symbol": Method<lsp.WorkspaceSymbolParams, lsp.WorkspaceSymbol[]>;
  "drplan/explain": drplan.ClientRequests["drplan/explain"];
}

export interface NotificationsToServer {
  initialized: lsp.InitializedParams;
  exit: undefined;
  "textDocument/didOpen": lsp.DidOpenTextDocumentParams;
  "textDocument/didChange": lsp.DidChangeTextDocumentParams;
  "textDocument/didClose": lsp.DidCloseTextDocumentParams;
  "workspace/didChangeWatchedFiles": lsp.DidChangeWatchedFilesParams;
  "workspace/didChangeWorkspaceFolders": lsp.DidChangeWorkspaceFoldersParams;
  "workspace/didChangeConfiguration": lsp.DidChangeConfigurationParams;
}

export interface RequestsToClient {
  "client/registerCapability": Method<lsp.RegistrationParams, null>;
  "workspace/configuration": Method<lsp.ConfigurationParams, readonly unknown[]>;
  "workspace/diagnostic/refresh": Method<undefined, null>;
  "workspace/inlayHint/refresh": Method<undefined, null>;
  "workspace/codeLens/refresh": Method<undefined, null>;
  "drplan/readFile": drplan.ServerRequests["drplan/readFile"];
  "drplan/listFiles": drplan.ServerRequests["drplan/listFiles"];
}

export interface NotificationsToClient extends drplan.ServerNotifications {
  "textDocument/publishDiagnostics": lsp.PublishDiagnosticsParams;
  "window/logMessage": lsp.LogMessageParams;
}

interface Method<P, R> {
  readonly params: P;
  readonly result: R;
}
