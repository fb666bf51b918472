import type { DidChangeTextDocumentParams, TextDocumentItem } from "vscode-languageserver";
import { canonicalUri } from "../workspace/canonical-uri.ts";
import { isConfigFile } from "../workspace/config-files.ts";
import { editPlanFile, isPlanFile, readPlanFile } from "../workspace/plan-file.ts";
import type { Workspace } from "../workspace.ts";
import { ConfigDocuments } from "./config-documents.ts";
import type { PositionEncoding } from "./position-encoding.ts";
import { positionsIn } from "./positions.ts";

/** An open document, as the client knows it. */
export interface OpenDocument {
  /** Canonical. */
  readonly uri: string;
  /** The client's spelling. */
  readonly clientUri: string;
  readonly version: number;
}

/** The open documents of the client; their content goes straight into the workspace, edit by edit. */
export class Documents {
  private readonly open = new Map<string, OpenDocument>();
  private readonly configs: ConfigDocuments;

  constructor(
    private readonly workspace: Workspace,
    private readonly encoding: () => PositionEncoding,
  ) {
    this.configs = new ConfigDocuments(workspace, encoding);
  }

  /** The canonical URI; nothing for a document that is no plan. */
  opened({ uri: clientUri, languageId, version, text }: TextDocumentItem): string | undefined {
    const uri = canonicalUri(clientUri);
    if (isConfigFile(uri)) return this.configs.opened(uri, clientUri, text);
    if (languageId !== "drplan" && !isPlanFile(uri)) return undefined;
    this.open.set(uri, { uri, clientUri, version });
    this.workspace.put(readPlanFile(uri, text));
    return uri;
  }

  /** Applies the changes one after the other; each counts in the text that the one before has left. */
  changed({ textDocument, contentChanges }: DidChangeTextDocumentParams): string | undefined {
    const uri = canonicalUri(textDocument.uri);
    if (isConfigFile(uri)) return this.configs.changed(uri, contentChanges);
    const document = this.open.get(uri);
    let file = this.workspace.openFile(uri);
    if (!document || !file) return undefined;
    for (const change of contentChanges) {
      if ("range" in change) {
        const span = positionsIn(file, this.encoding()).span(change.range);
        file = editPlanFile(file, { span, text: change.text });
      } else {
        file = readPlanFile(uri, change.text);
      }
    }
    this.open.set(uri, { ...document, version: textDocument.version });
    this.workspace.put(file);
    return uri;
  }

  closed(clientUri: string): OpenDocument | undefined {
    const uri = canonicalUri(clientUri);
    if (isConfigFile(uri)) this.configs.closed(uri);
    const document = this.open.get(uri);
    this.open.delete(uri);
    this.workspace.close(uri);
    return document;
  }

  get(uri: string): OpenDocument | undefined {
    return this.open.get(uri);
  }

  all(): Iterable<OpenDocument> {
    return this.open.values();
  }

  /** The URI of a file as the client spells it. */
  clientUri(uri: string): string {
    return this.open.get(uri)?.clientUri ?? this.configs.clientUri(uri) ?? uri;
  }
}
