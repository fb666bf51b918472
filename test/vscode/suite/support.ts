import * as vscode from "vscode";

/** How long an answer of the server is waited for, in ms: far more than it takes, so that only a missing one fails. */
const PATIENCE = 20_000;
const PAUSE = 50;

/** Opens a file of the test workspace in an editor, as it is on disk. */
export async function openPlan(name = "retail.drplan"): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("The test workspace is not open.");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  if (document.isDirty) await vscode.commands.executeCommand("workbench.action.files.revert");
  return document;
}

/** Asks until the answer is one: not undefined, not empty, not false. */
export async function eventually<T>(what: string, ask: () => T | PromiseLike<T>): Promise<NonNullable<T>> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    // The editor cancels a question when the document changes under it, such as by the edit of the test before: ask again.
    const answer = await (async () => ask())().catch((error: unknown) => {
      if (!isCancelled(error)) throw error;
      return undefined;
    });
    if (answer && !(Array.isArray(answer) && answer.length === 0)) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && /cancel/i.test(`${error.name} ${error.message}`);
}

/** The findings with that code, once there are some. */
export function findings(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic[]> {
  return eventually(`a finding ${code}`, () => findingsNow(document, code));
}

/** Waits until no finding has that code. */
export async function noFindings(document: vscode.TextDocument, code: string): Promise<void> {
  await eventually(`the findings ${code} to vanish`, () => findingsNow(document, code).length === 0);
}

function findingsNow(document: vscode.TextDocument, code: string): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((found) => (typeof found.code === "object" ? found.code.value : found.code) === code);
}

/** The place of a piece of text, counted from `after` on; its start, or `offset` characters later. */
export function placeOf(document: vscode.TextDocument, text: string, offset = 0): vscode.Position {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`The plan holds no '${text}'.`);
  return document.positionAt(at + offset);
}

/** Replaces the first occurrence of a text, as typing does. */
export async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const start = placeOf(document, text);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, placeOf(document, text, text.length)), by);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error("The edit was refused.");
}

/** The text of all hovers at a place, once there are some. */
export async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await eventually("a hover", () =>
    vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, position),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n");
}
