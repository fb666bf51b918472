import { commands, type ExtensionContext, Uri, window } from "vscode";
import { type BaseLanguageClient, type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import type { InitializationOptions } from "../../server/src/protocol.ts";
import { EXPLAIN_COMMAND, registerExplain } from "./register-explain.ts";
import { createServerStatus } from "./server-status.ts";
import { showExplanation } from "./show-explanation.ts";
import { answerFileRequests } from "./workspace-files.ts";

/** Also the settings section: the client library reads `drplan.trace.server`. */
export const CLIENT_ID = "drplan";
export const CLIENT_NAME = "drplan";

const INITIALIZATION: InitializationOptions = {
  status: true,
  fileAccess: true,
  suggestCommand: "editor.action.triggerSuggest",
  explainCommand: "drplan.showExplanation",
  derivationCommand: EXPLAIN_COMMAND,
};

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
  const client = create({
    documentSelector: [{ language: "drplan" }, { pattern: "**/*.drplan.json" }, { pattern: "**/drplan.config.json" }],
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    markdown: { isTrusted: { enabledCommands: [EXPLAIN_COMMAND] } },
    initializationOptions: {
      ...INITIALIZATION,
      rulePages: Uri.joinPath(context.extensionUri, "docs/rules").toString(),
    },
  });
  const logged = async (what: string, action: () => Promise<void>) => {
    try {
      await action();
    } catch (error) {
      output.error(`${what} the language server failed.`, error);
    }
  };
  const start = () => logged("Starting", () => client.start());
  const stop = async () => {
    if (client.isRunning()) await logged("Stopping", () => client.stop());
  };
  const restart = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    output,
    createServerStatus(client),
    ...answerFileRequests(client),
    ...registerExplain(client),
    commands.registerCommand("drplan.showOutput", () => output.show(true)),
    commands.registerCommand("drplan.restartServer", restart),
    commands.registerCommand("drplan.showExplanation", showExplanation),
  );
  await start();
  return { client, stop };
}
