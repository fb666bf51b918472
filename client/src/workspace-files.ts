import { type Disposable, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ServerRequests } from "../../server/src/protocol.ts";

/** Files that a plan may consist of. */
const PLAN_FILES = "**/*.{drplan,drplan.json}";

type ReadFile = ServerRequests["drplan/readFile"];
type ListFiles = ServerRequests["drplan/listFiles"];

const READ_FILE: keyof ServerRequests = "drplan/readFile";
const LIST_FILES: keyof ServerRequests = "drplan/listFiles";

/** Reads plan files for a server that cannot: in a browser, and in workspaces that are on no disk. */
export function answerFileRequests(client: BaseLanguageClient): Disposable[] {
  return [client.onRequest(READ_FILE, readFile), client.onRequest(LIST_FILES, listFiles)];
}

/** Only files of the workspace: what a plan imports must not reach out of it. */
async function readFile({ uri: text }: ReadFile["params"]): Promise<ReadFile["result"]> {
  const uri = Uri.parse(text, true);
  if (!workspace.getWorkspaceFolder(uri)) return null;
  try {
    return { text: new TextDecoder().decode(await workspace.fs.readFile(uri)) };
  } catch {
    return null;
  }
}

async function listFiles(): Promise<ListFiles["result"]> {
  return (await workspace.findFiles(PLAN_FILES)).map((uri) => uri.toString());
}
