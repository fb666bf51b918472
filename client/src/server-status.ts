import { type Disposable, LanguageStatusSeverity, languages } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";

/** What the language status item (the braces in the status bar) says in each state of the server. */
const STATES: Readonly<Record<State, { readonly text: string; readonly severity: LanguageStatusSeverity }>> = {
  [State.Starting]: { text: "drplan is starting", severity: LanguageStatusSeverity.Information },
  [State.Running]: { text: "drplan is running", severity: LanguageStatusSeverity.Information },
  [State.Stopped]: { text: "drplan has stopped", severity: LanguageStatusSeverity.Error },
  [State.StartFailed]: { text: "drplan failed to start", severity: LanguageStatusSeverity.Error },
};

/** Shows for `.drplan` editors whether the server runs, and leads to its output, or to a restart when it doesn't. */
export function createServerStatus(client: BaseLanguageClient, version: string): Disposable {
  const item = languages.createLanguageStatusItem("drplan.server", { language: "drplan" });
  item.name = "drplan language server";
  item.detail = version;
  const show = (state: State) => {
    const { text, severity } = STATES[state];
    item.text = text;
    item.severity = severity;
    item.busy = state === State.Starting;
    item.command =
      severity === LanguageStatusSeverity.Error
        ? { command: "drplan.restartServer", title: "Restart" }
        : { command: "drplan.showOutput", title: "Show output" };
  };
  show(client.state);
  const subscription = client.onDidChangeState(({ newState }) => show(newState));
  return {
    dispose() {
      subscription.dispose();
      item.dispose();
    },
  };
}
