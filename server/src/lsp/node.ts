import {
  createMessageConnection,
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { connectionOver } from "./connection.ts";
import { nodeFiles } from "./node-files.ts";
import { startServer } from "./server.ts";

/** How often the server looks whether its client lives, in ms. */
const LOOK_EVERY = 3000;

const USAGE = "Start the drplan language server with --stdio, --node-ipc, --socket=PORT or --pipe=NAME.";

function main(): void {
  const transport = transportFrom(process.argv.slice(2));
  if (!transport) {
    process.stderr.write(`${USAGE}\n`);
    process.exit(2);
  }
  const [reader, writer] = transport;
  const connection = connectionOver(createMessageConnection(reader, writer));
  for (const event of ["uncaughtException", "unhandledRejection"]) {
    process.on(event, (error: unknown) => {
      connection.log("error", `Unexpected: ${error instanceof Error ? error.stack : error}`);
    });
  }
  // A client that is gone says nothing any more.
  reader.onClose(() => process.exit(1));
  startServer(connection, {
    defer: setImmediate,
    now: () => performance.now(),
    files: { scheme: "file", access: nodeFiles },
    onInitialize: ({ processId }) => {
      if (processId !== null) exitWithout(processId);
    },
    exit: (orderly) => process.exit(orderly ? 0 : 1),
  });
}

/** The transport that the command line names; clients write `--socket=1234` or `--socket 1234`. */
function transportFrom(words: readonly string[]): [MessageReader, MessageWriter] | undefined {
  const optionValue = (option: string) => {
    const index = words.findIndex((word) => word === option || word.startsWith(`${option}=`));
    return index < 0 ? undefined : (words[index]?.split("=")[1] ?? words[index + 1]);
  };
  if (words.includes("--node-ipc")) return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  const socket = optionValue("--socket");
  if (socket !== undefined) return createServerSocketTransport(Number(socket));
  const pipe = optionValue("--pipe");
  if (pipe !== undefined) return createServerPipeTransport(pipe);
  if (!words.includes("--stdio")) return undefined;
  return [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)];
}

/** Ends the server when the process of its client has ended without a word. */
function exitWithout(client: number): void {
  setInterval(() => {
    try {
      process.kill(client, 0);
    } catch {
      process.exit(1);
    }
  }, LOOK_EVERY).unref();
}

main();
