import type { Status } from "../protocol.ts";
import type { Session } from "./session.ts";
import type { Clock, UpdateReport } from "./updates.ts";

/** Milliseconds between two messages that only say how long the last update took. */
const RARELY = 1000;

/** Tells a client that wants to know what the server is doing. */
export function createStatus(session: Session, version: string, clock: Clock): (report: UpdateReport) => void {
  let last: Status | undefined;
  let sent = Number.NEGATIVE_INFINITY;
  return ({ loading, files, milliseconds }) => {
    if (!session.client.wantsStatus) return;
    const status: Status = { state: loading ? "loading" : "ready", version, files, lastUpdateMs: milliseconds };
    const isNew = status.state !== last?.state || status.files !== last.files;
    if (!isNew && clock.now() - sent < RARELY) return;
    last = status;
    sent = clock.now();
    session.connection.notify("drplan/status", status);
  };
}
