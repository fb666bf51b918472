import { BrowserMessageReader, BrowserMessageWriter, createMessageConnection } from "vscode-jsonrpc/browser";
import { connectionOver } from "./connection.ts";
import { startServer } from "./server.ts";

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Behind the events that are queued, without the pause that timers make in a browser. */
function defer(action: () => void): void {
  waiting.push(action);
  channel.port2.postMessage(undefined);
}

// The project is compiled with the types of pages as well, for which the global object is a window.
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const connection = connectionOver(
  createMessageConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope)),
);
startServer(connection, { defer, now: () => performance.now(), exit: () => scope.close() });
