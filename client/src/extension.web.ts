import type { ExtensionContext } from "vscode";
import { Uri } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { CLIENT_ID, CLIENT_NAME, type Connection, connect } from "./connection.ts";

let connection: Connection | undefined;
let worker: Worker | undefined;

/** Starts the server in a web worker: VS Code in a browser without a machine behind it. */
export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, "server/dist/server.web.js").toString(true);
  // Asked again for a restart; the client never ends the worker that it talked to before. It gets transports, since it
  // does not recognise a worker of the extension host, which is no instance of its `Worker`.
  const startWorker = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  connection = await connect(context, (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, startWorker, options));
}

export async function deactivate(): Promise<void> {
  await connection?.stop();
  worker?.terminate();
}
