// Not `node:fs/promises`: loading it takes time at each start, also where no file is ever read.
import { type Dirent, promises } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { canonicalUri } from "../workspace/canonical-uri.ts";
import { isPlanFile } from "../workspace/plan-file.ts";
import type { WorkspaceHost } from "../workspace.ts";

/** Folders that hold no plans of the user. */
const SKIPPED = new Set(["node_modules"]);
/** The most folders that are looked into for plan files. */
const MOST_FOLDERS = 5000;

/** Files on the disk of the machine on which the server runs. */
export function nodeFiles(folders: () => readonly string[]): Required<WorkspaceHost> {
  return {
    async read(uri) {
      try {
        return await promises.readFile(fileURLToPath(uri), "utf8");
      } catch (error) {
        if (isAbsence(error)) return undefined;
        throw error;
      }
    },
    async list() {
      const found: string[] = [];
      const waiting = folders().map((folder) => fileURLToPath(folder));
      for (let looked = 0; waiting.length > 0 && looked < MOST_FOLDERS; looked++) {
        const folder = waiting.shift() as string;
        for (const entry of await entriesOf(folder)) {
          if (entry.isDirectory() && !SKIPPED.has(entry.name) && !entry.name.startsWith(".")) {
            waiting.push(join(folder, entry.name));
          } else if (entry.isFile() && isPlanFile(entry.name)) {
            found.push(canonicalUri(pathToFileURL(join(folder, entry.name)).href));
          }
        }
      }
      return found;
    },
  };
}

/** A folder that may not be read is as good as empty. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await promises.readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR";
}
