import { type Disposable, LanguageStatusSeverity, languages } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import type { ServerNotifications, Status } from "../../server/src/protocol.ts";

const STATUS: keyof ServerNotifications = "drplan/status";

/** What the language status item (the braces in the status bar) says in each state of the server. */
const STATES: Readonly<Record<State, { readonly text: string; readonly severity: LanguageStatusSeverity }>> = {
  [State.Starting]: { text: "drplan is starting", severity: LanguageStatusSeverity.Information },
  [State.Running]: { text: "drplan is running", severity: LanguageStatusSeverity.Information },
  [State.Stopped]: { text: "drplan has stopped", severity: LanguageStatusSeverity.Error },
  [State.StartFailed]: { text: "drplan failed to start", severity: LanguageStatusSeverity.Error },
};

/** Shows for `.drplan` editors what the server is doing, and leads to its output, or to a restart when it has ended. */
export function createServerStatus(client: BaseLanguageClient): Disposable {
  const item = languages.createLanguageStatusItem("drplan.server", { language: "drplan" });
  item.name = "drplan language server";
  const showState = (state: State) => {
    const { text, severity } = STATES[state];
    item.text = text;
    item.detail = "";
    item.severity = severity;
    item.busy = state === State.Starting;
    item.command =
      severity === LanguageStatusSeverity.Error
        ? { command: "drplan.restartServer", title: "Restart" }
        : { command: "drplan.showOutput", title: "Show output" };
  };
  const showStatus = ({ state, version, files, lastUpdateMs }: Status) => {
    item.busy = state === "loading";
    item.detail = `${version}, ${files} ${files === 1 ? "file" : "files"}, last update ${lastUpdateMs.toFixed(1)} ms`;
  };
  showState(client.state);
  const subscriptions = [
    client.onDidChangeState(({ newState }) => showState(newState)),
    client.onNotification(STATUS, showStatus),
    item,
  ];
  return {
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
