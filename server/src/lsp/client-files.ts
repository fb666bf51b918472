import type { ServerRequests } from "../protocol.ts";
import { canonicalUri } from "../workspace/canonical-uri.ts";
import type { WorkspaceHost } from "../workspace.ts";
import type { Connection } from "./connection.ts";

/** How long the client may take to read a file, in ms; then the file counts as missing until it changes. */
const PATIENCE = 10_000;

/** Files as the client reads them: also those of a workspace that is on no disk. */
export function clientFiles(connection: Connection): Required<WorkspaceHost> {
  const ask = async <M extends keyof ServerRequests>(method: M, params: ServerRequests[M]["params"]) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`The client did not answer ${method}.`)), PATIENCE);
    });
    try {
      return await Promise.race([connection.request(method, params), late]);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    read: async (uri) => (await ask("drplan/readFile", { uri }))?.text,
    list: async () => (await ask("drplan/listFiles", {})).map(canonicalUri),
  };
}

/** For a client that reads no files: a plan then consists of open files. */
export const NO_FILES: WorkspaceHost = { read: async () => undefined };
