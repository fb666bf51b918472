import type { Diagnostic } from "vscode-languageserver";
import type { ConfigFile } from "../config/config-file.ts";
import { pageOf } from "./diagnostics.ts";
import { positionsOfText } from "./positions.ts";
import { SEVERITY } from "./protocol-numbers.ts";
import type { Session } from "./session.ts";

/** Tells the client what is wrong with configurations. They are always sent: a client asks only for what it shows. */
export class ConfigDiagnostics {
  private readonly given = new Map<string, string>();

  constructor(private readonly session: Session) {}

  /** Sends what differs from what was sent last. */
  publish(): void {
    const now = new Map(
      [...this.session.workspace.configFiles()].map((config) => [config.uri, this.diagnosticsOf(config)]),
    );
    for (const uri of this.given.keys()) if (!now.has(uri)) now.set(uri, []);
    for (const [uri, diagnostics] of now) {
      const text = JSON.stringify(diagnostics);
      if ((this.given.get(uri) ?? "[]") === text) continue;
      this.given.set(uri, text);
      const { connection, documents } = this.session;
      connection.notify("textDocument/publishDiagnostics", { uri: documents.clientUri(uri), diagnostics });
    }
  }

  private diagnosticsOf({ text, problems }: ConfigFile): Diagnostic[] {
    const { encoding, rulePages } = this.session.client;
    const positions = positionsOfText(text, encoding);
    return problems.map(({ code, severity, message, span }) => {
      const page = pageOf(code, rulePages);
      const found = { range: positions.range(span), severity: SEVERITY[severity], code, source: "drplan", message };
      return page === undefined ? found : { ...found, codeDescription: { href: page } };
    });
  }
}
