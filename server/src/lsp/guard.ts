import { type CancellationToken, ResponseError } from "vscode-jsonrpc";
import { canonicalUri } from "../workspace/canonical-uri.ts";
import type { Answer, RequestHandler } from "./connection.ts";
import type { RequestsToServer } from "./methods.ts";
import { REQUEST_CANCELLED } from "./protocol-numbers.ts";
import type { Session } from "./session.ts";
import type { Snapshot } from "./snapshot.ts";

/** The requests that are about one document. */
type DocumentMethod = {
  [M in keyof RequestsToServer]: RequestsToServer[M]["params"] extends { readonly textDocument: { uri: string } }
    ? M
    : never;
}[keyof RequestsToServer];

type Result<M extends DocumentMethod> = RequestsToServer[M]["result"];

/** Registers the answer to a request as a function of a snapshot; `empty` is what a client gets that can't be answered. */
export type Guard = <M extends DocumentMethod>(
  method: M,
  empty: Result<M>,
  answer: (snapshot: Snapshot, params: RequestsToServer[M]["params"]) => Result<M> | ResponseError<never>,
) => void;

/**
 * The one way from a request to its answer: finds the snapshot, waits while files that the plan needs are being read,
 * leaves cancelled requests, and turns an exception into a line in the log and the empty answer.
 */
export function createGuard(session: Session): Guard {
  return (method, empty, answer) => {
    type P = RequestsToServer[typeof method]["params"];
    const respond = (params: P, token: CancellationToken): Answer<typeof empty> => {
      const uri = canonicalUri(params.textDocument.uri);
      const now = () => {
        if (token.isCancellationRequested) return new ResponseError<never>(REQUEST_CANCELLED, "Cancelled.");
        const snapshot = session.snapshot(uri);
        return snapshot ? answer(snapshot, params) : empty;
      };
      const loading = session.documents.get(uri) && session.workspace.loading(uri);
      return loading ? loading.then(() => caught(session, method, empty, now)) : now();
    };
    const handler = (params: P, token: CancellationToken) =>
      caught(session, method, empty, () => respond(params, token));
    session.connection.onRequest(method, handler as RequestHandler<typeof method>);
  };
}

/** What `action` returns; when it throws, a line in the log and `otherwise`. */
export function caught<R, E>(session: Session, what: string, otherwise: E, action: () => R): R | E {
  try {
    return action();
  } catch (error) {
    session.logError(what, error);
    return otherwise;
  }
}
