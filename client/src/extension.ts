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
  // Compiled code is kept for the next start, in the extension's own folder: a tenth of the time until the first answer.
  // Node knows how from version 22.1 on; others take no notice.
  const env = { NODE_COMPILE_CACHE: Uri.joinPath(context.globalStorageUri, "compiled").fsPath };
  const run = { module, transport: TransportKind.ipc, options: { env } };
  const debug = { ...run, options: { env, execArgv: ["--nolazy", "--inspect=6009", "--enable-source-maps"] } };
  connection = await connect(context, (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, { run, debug }, options));
}

export function deactivate(): Promise<void> | undefined {
  return connection?.stop();
}
