import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { canonicalUri } from "./canonical-uri.ts";
import type { Session } from "./session.ts";
import type { Snapshot } from "./snapshot.ts";

interface OfDocument {
  readonly textDocument: { readonly uri: string };
}

type Answer<R> = R | ResponseError<never> | Promise<R | ResponseError<never>>;

/** Makes request handlers from functions of a snapshot. */
export type Guard = <P extends OfDocument, R>(
  name: string,
  empty: R,
  answer: (snapshot: Snapshot, params: P) => R,
) => (params: P, token: CancellationToken) => Answer<R>;

/**
 * The one way from a request to its answer: finds the snapshot, waits while files that the plan needs are being read,
 * leaves cancelled requests, and turns an exception into a line in the log and the empty answer.
 */
export function createGuard(session: Session): Guard {
  return (name, empty, answer) => (params, token) => {
    const now = () => {
      try {
        if (token.isCancellationRequested)
          return new ResponseError<never>(LSPErrorCodes.RequestCancelled, "Cancelled.");
        const snapshot = session.snapshot(canonicalUri(params.textDocument.uri));
        return snapshot ? answer(snapshot, params) : empty;
      } catch (error) {
        session.logError(name, error);
        return empty;
      }
    };
    try {
      const uri = canonicalUri(params.textDocument.uri);
      const loading = session.documents.get(uri) && session.workspace.loading(uri);
      return loading ? loading.then(now) : now();
    } catch (error) {
      session.logError(name, error);
      return empty;
    }
  };
}

/** The same for a request that is about no document. */
export function guardedRequest<P, R>(session: Session, name: string, empty: R, answer: (params: P) => R) {
  return (params: P): R => {
    try {
      return answer(params);
    } catch (error) {
      session.logError(name, error);
      return empty;
    }
  };
}

/** Runs a notification's handler; an exception ends in the log. */
export function guarded<P>(session: Session, name: string, handle: (params: P) => void): (params: P) => void {
  return (params) => {
    try {
      handle(params);
    } catch (error) {
      session.logError(name, error);
    }
  };
}
