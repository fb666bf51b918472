import type { ExtensionContext } from "vscode";
import { Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { registerCheckTasks } from "./check-tasks.ts";
import { CLIENT_ID, CLIENT_NAME, type Connection, connect } from "./connection.ts";

let connection: Connection | undefined;

/** Starts the server in a process of its own: desktop, remote and container windows. */
export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(registerCheckTasks(context.extensionUri));
  const module = Uri.joinPath(context.extensionUri, "server/dist/server.js").fsPath;
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6009", "--enable-source-maps"] } };
  connection = await connect(context, (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, { run, debug }, options));
}

export function deactivate(): Promise<void> | undefined {
  return connection?.stop();
}
