import { commands, type ExtensionContext, window, workspace } from "vscode";
import { type BaseLanguageClient, type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import { createServerStatus } from "./server-status.ts";

/** Also the settings section: the client library reads `drplan.trace.server`. */
export const CLIENT_ID = "drplan";
export const CLIENT_NAME = "drplan";

/** Files whose change on disk may change what a plan means. */
const WATCHED = ["**/*.drplan", "**/*.drplan.json", "**/drplan.config.json"];

/** A language client; `stop` ends it and its server. */
export interface Connection {
  readonly client: BaseLanguageClient;
  stop(): Promise<void>;
}

/**
 * Starts the language client that `create` makes, with its output channel, status item and commands.
 * A server that does not start is shown in the status item and never thrown: highlighting and the commands remain.
 */
export async function connect(
  context: ExtensionContext,
  create: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<Connection> {
  const output = window.createOutputChannel(CLIENT_NAME, { log: true });
  const watchers = WATCHED.map((pattern) => workspace.createFileSystemWatcher(pattern));
  const client = create({
    documentSelector: [{ language: "drplan" }, { language: "json", pattern: "**/*.drplan.json" }],
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    synchronize: { fileEvents: watchers },
  });
  const start = async () => {
    try {
      await client.start();
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
    }
  };
  const stop = async () => {
    if (client.isRunning()) await client.stop();
  };
  const restart = async () => {
    output.info("Restarting the language server.");
    await stop();
    await start();
  };
  context.subscriptions.push(
    output,
    ...watchers,
    createServerStatus(client, context.extension.packageJSON.version),
    commands.registerCommand("drplan.showOutput", () => output.show(true)),
    commands.registerCommand("drplan.restartServer", restart),
  );
  await start();
  return { client, stop };
}
