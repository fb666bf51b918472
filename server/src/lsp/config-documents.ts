import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { applyEdits } from "../base/text-edit.ts";
import type { Workspace } from "../workspace.ts";
import type { PositionEncoding } from "./position-encoding.ts";
import { positionsOfText } from "./positions.ts";

/** The open configurations of the client. Editors know their form from the schema; here they count as they are being edited. */
export class ConfigDocuments {
  private readonly open = new Map<string, { readonly clientUri: string; readonly text: string }>();

  constructor(
    private readonly workspace: Workspace,
    private readonly encoding: () => PositionEncoding,
  ) {}

  opened(uri: string, clientUri: string, text: string): string {
    this.open.set(uri, { clientUri, text });
    this.workspace.putConfig(uri, text);
    return uri;
  }

  changed(uri: string, changes: readonly TextDocumentContentChangeEvent[]): string | undefined {
    const document = this.open.get(uri);
    if (!document) return undefined;
    let { text } = document;
    for (const change of changes) {
      if (!("range" in change)) text = change.text;
      else
        text = applyEdits(text, [
          { span: positionsOfText(text, this.encoding()).span(change.range), text: change.text },
        ]);
    }
    return this.opened(uri, document.clientUri, text);
  }

  closed(uri: string): void {
    if (this.open.delete(uri)) this.workspace.closeConfig(uri);
  }

  clientUri(uri: string): string | undefined {
    return this.open.get(uri)?.clientUri;
  }
}
