import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeFiles } from "./node-files.ts";
import { startServer } from "./server.ts";

// The transport is chosen on the command line: --node-ipc, --stdio, --socket=N or --pipe=NAME.
const connection = createConnection(ProposedFeatures.all);
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (error: unknown) => {
    connection.console.error(`Unexpected: ${error instanceof Error ? error.stack : error}`);
  });
}
startServer(connection, {
  defer: setImmediate,
  now: () => performance.now(),
  files: { scheme: "file", access: nodeFiles },
});
