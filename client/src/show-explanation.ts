import { commands, Position, Range, Uri, window } from "vscode";

/** Shows the hover of a place in a document: how the figures that a code lens tells came about. */
export async function showExplanation(uri: string, at: { readonly line: number; readonly character: number }) {
  const position = new Position(at.line, at.character);
  await window.showTextDocument(Uri.parse(uri), { selection: new Range(position, position) });
  await commands.executeCommand("editor.action.showHover", { focus: "autoFocusImmediately" });
}
