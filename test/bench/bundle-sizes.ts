import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Folders that hold what is shipped, relative to the project. */
const FOLDERS = ["server/dist", "client/dist", "."] as const;

/** Bytes of each bundle and extension package that has been built, by path relative to `root`. */
export async function bundleSizes(root: string): Promise<Readonly<Record<string, number>>> {
  const sizes: Record<string, number> = {};
  for (const folder of FOLDERS) {
    const kind = folder === "." ? ".vsix" : ".js";
    const names = await readdir(join(root, folder), { recursive: folder !== "." }).catch(() => []);
    for (const name of names.filter((candidate) => candidate.endsWith(kind)).sort()) {
      sizes[join(folder, name)] = (await stat(join(root, folder, name))).size;
    }
  }
  return sizes;
}
