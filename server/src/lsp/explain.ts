import { type CancellationToken, ResponseError } from "vscode-jsonrpc";
import type { Steps } from "../base/steps.ts";
import { explainedAt } from "../features/explained-at.ts";
import { canonicalUri } from "../workspace/canonical-uri.ts";
import { markup } from "./markup.ts";
import { REQUEST_CANCELLED } from "./protocol-numbers.ts";
import type { Session } from "./session.ts";
import type { Clock } from "./updates.ts";

/** Milliseconds after which other messages have their turn: typing must not notice. Own choice. */
const SLICE = 10;

/** Answers how figures came about: long work, done in slices between other messages. */
export function registerExplain(session: Session, clock: Clock): void {
  session.connection.onRequest("drplan/explain", async ({ textDocument, position }, token) => {
    const uri = canonicalUri(textDocument.uri);
    try {
      if (session.documents.get(uri)) await session.workspace.loading(uri);
      const snapshot = session.snapshot(uri);
      if (!snapshot) return null;
      const steps = explainedAt(snapshot.analysis, uri, snapshot.positions.offset(position));
      const explained = await inSlices(steps, clock, token);
      if (explained === CANCELLED) return new ResponseError<never>(REQUEST_CANCELLED, "Cancelled.");
      return explained ? { title: explained.title, markdown: markup(explained.markdown).value } : null;
    } catch (error) {
      session.logError("drplan/explain", error);
      return null;
    }
  });
}

const CANCELLED = Symbol("cancelled");

async function inSlices<T>(steps: Steps<T>, clock: Clock, token: CancellationToken): Promise<T | typeof CANCELLED> {
  for (;;) {
    const end = clock.now() + SLICE;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (clock.now() < end);
    await new Promise<void>((resolve) => clock.defer(resolve));
    if (token.isCancellationRequested) return CANCELLED;
  }
}
