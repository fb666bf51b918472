import type { CodeLens } from "vscode-languageserver";
import { codeLenses, type LensAbout, lensTitle } from "../features/code-lenses.ts";
import { caught, type Guard } from "./guard.ts";
import type { Session } from "./session.ts";

/** What makes the text of a lens once somebody looks at it. */
interface LensData {
  /** Canonical URI of the document. */
  readonly uri: string;
  readonly name: string;
  readonly about: LensAbout;
}

/** A file of thousands of workloads has as many lenses, of which a screenful is looked at: the others stay without text. */
export function registerCodeLenses(session: Session, on: Guard): void {
  on("textDocument/codeLens", [], ({ analysis, uri, positions, settings }) => {
    if (!settings.codeLens) return [];
    return codeLenses(analysis, uri).map(({ span, name, about }) => {
      const data: LensData = { uri, name, about };
      return { range: positions.range(span), data };
    });
  });
  session.connection.onRequest("codeLens/resolve", (lens) =>
    caught(session, "codeLens/resolve", lens, () => resolved(lens, session)),
  );
}

/** With its text. A client without a command to show more gets one that does nothing. */
function resolved(lens: CodeLens, session: Session): CodeLens {
  const data: LensData = lens.data;
  const snapshot = session.snapshot(data.uri);
  const title = (snapshot && lensTitle(snapshot.analysis, data)) ?? "";
  const { explainCommand } = session.client;
  if (!snapshot || explainCommand === undefined) return { ...lens, command: { title, command: "" } };
  const at = [snapshot.clientUri(data.uri), lens.range.start];
  return { ...lens, command: { title, command: explainCommand, arguments: at } };
}
