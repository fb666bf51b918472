import {
  CancellationTokenSource,
  commands,
  type Disposable,
  EventEmitter,
  ProgressLocation,
  Uri,
  window,
  workspace,
} from "vscode";
import { type BaseLanguageClient, LSPErrorCodes, ResponseError } from "vscode-languageclient";
import type { ClientRequests, DocumentPlace } from "../../server/src/protocol.ts";

/** Shows how figures came about; its arguments are URI and position, without them it is what stands at the cursor. */
export const EXPLAIN_COMMAND = "drplan.explain";

const EXPLAIN: keyof ClientRequests = "drplan/explain";

type Explain = ClientRequests["drplan/explain"];

/** Where explanations are read from: documents that nobody can edit. */
const SCHEME = "drplan-explanation";

/** As many explanations as stay open in tabs; of an older one the tab is empty when the editor asks for it again. Own choice. */
const MOST_KEPT = 50;

/** Milliseconds after which people begin to wonder. Own choice. */
const PATIENCE = 500;

/** Registers the command that explains figures, and the documents in which it does. */
export function registerExplain(client: BaseLanguageClient): Disposable[] {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const show = async (title: string, text: string) => {
    const uri = Uri.from({ scheme: SCHEME, path: `/${title.replaceAll("/", " ")}.md` });
    const key = uri.toString();
    texts.delete(key);
    texts.set(key, text);
    for (const oldest of texts.keys()) {
      if (texts.size <= MOST_KEPT) break;
      texts.delete(oldest);
    }
    changed.fire(uri);
    await commands.executeCommand("markdown.showPreviewToSide", uri);
  };
  const explain = async (uri?: unknown, position?: DocumentPlace["position"]) => {
    // From a menu the editor gives arguments of its own.
    const place = typeof uri === "string" && position ? { textDocument: { uri }, position } : placeOfCursor();
    const explanation = place && (await asked(client, place));
    if (explanation === "cancelled") return;
    if (explanation) await show(explanation.title, explanation.markdown);
    else window.showInformationMessage(NOTHING);
  };
  return [
    changed,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? "",
    }),
    commands.registerCommand(EXPLAIN_COMMAND, explain),
  ];
}

const NOTHING =
  "Nothing is estimated here. Put the cursor into a link, replication, backup, migration, workload, tier or scenario.";

function placeOfCursor(): DocumentPlace | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
}

/** The server's answer. When it takes long, a notice says so, and lets it be given up. */
async function asked(client: BaseLanguageClient, params: Explain["params"]): Promise<Explain["result"] | "cancelled"> {
  const cancellation = new CancellationTokenSource();
  const answer = client.sendRequest<Explain["result"]>(EXPLAIN, params, cancellation.token);
  const settled = answer.then(
    () => undefined,
    () => undefined,
  );
  const late = setTimeout(() => {
    const options = {
      location: ProgressLocation.Notification,
      title: "Trying what moves the figures",
      cancellable: true,
    };
    window.withProgress(options, (_, token) => {
      token.onCancellationRequested(() => cancellation.cancel());
      return settled;
    });
  }, PATIENCE);
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled) return "cancelled";
    throw error;
  } finally {
    clearTimeout(late);
    cancellation.dispose();
  }
}
