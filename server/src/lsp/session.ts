import type { ClientCapabilities } from "vscode-languageserver";
import { localDay } from "../base/local-day.ts";
import type { InitializationOptions, Settings } from "../protocol.ts";
import { Workspace, type WorkspaceHost } from "../workspace.ts";
import type { Connection } from "./connection.ts";
import { Documents } from "./documents.ts";
import { chosenEncoding, type PositionEncoding } from "./position-encoding.ts";
import { positionsIn } from "./positions.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import type { Snapshot } from "./snapshot.ts";

/** What the client can do, as far as the server asks. */
export interface ClientFeatures {
  readonly encoding: PositionEncoding;
  /** It asks for diagnostics, so that none are sent unasked. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  /** It asks for the explanations of hints that somebody looks at. */
  readonly resolvesInlayHints: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly changesFolders: boolean;
  /** It knows texts with tab stops. */
  readonly snippets: boolean;
  /** It wants `drplan/status`. */
  readonly wantsStatus: boolean;
  /** Its command that shows completions. */
  readonly suggestCommand: string | undefined;
  /** Its command that shows what stands at a place. */
  readonly explainCommand: string | undefined;
  /** Its command that shows how figures came about. */
  readonly derivationCommand: string | undefined;
  /** Where the pages of the rules lie. */
  readonly rulePages: string | undefined;
  /** It can create files for an edit. */
  readonly createsFiles: boolean;
}

export function clientFeatures(capabilities: ClientCapabilities, options: InitializationOptions): ClientFeatures {
  const { workspace, textDocument } = capabilities;
  return {
    encoding: chosenEncoding(capabilities),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport ?? false,
    resolvesInlayHints: textDocument?.inlayHint?.resolveSupport?.properties.includes("label.tooltip") ?? false,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport ?? false,
    answersConfiguration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    changesFolders: workspace?.workspaceFolders ?? false,
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    wantsStatus: options.status === true,
    suggestCommand: options.suggestCommand,
    explainCommand: options.explainCommand,
    derivationCommand: options.derivationCommand,
    rulePages: options.rulePages?.replace(/\/$/, ""),
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") ?? false,
  };
}

/** One client from `initialize` to `exit`: what it can do, what it has open, what it has set. */
export class Session {
  readonly workspace: Workspace;
  readonly documents: Documents;
  client: ClientFeatures = clientFeatures({}, {});
  settings: Settings = DEFAULT_SETTINGS;

  constructor(
    readonly connection: Connection,
    host: WorkspaceHost,
    onLoaded: () => void,
  ) {
    const events = { onLoaded, onError: (error: unknown) => this.logError("Reading a file", error) };
    this.workspace = new Workspace(host, events, () => localDay(new Date()));
    this.documents = new Documents(this.workspace, () => this.client.encoding);
  }

  /** What is known about an open document now; nothing for one that isn't open. */
  snapshot(uri: string): Snapshot | undefined {
    const { workspace, documents, settings, client } = this;
    const document = documents.get(uri);
    const file = workspace.openFile(uri);
    if (!document || !file) return undefined;
    const analysis = workspace.analysisOf(uri);
    return {
      document,
      uri,
      file,
      analysis,
      settings,
      positions: positionsIn(file, client.encoding),
      positionsOf(other) {
        const source = analysis.plan.files.get(other)?.source;
        return source && positionsIn(source, client.encoding);
      },
      sourceOf: (other) => workspace.sourceOf(other),
      clientUri: (other) => documents.clientUri(other),
      rulePages: client.rulePages,
    };
  }

  readonly logError = (what: string, error: unknown): void => {
    this.connection.log("error", `${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
  };
}
