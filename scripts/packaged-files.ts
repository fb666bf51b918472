import { fileURLToPath } from "node:url";
import { listFiles, PackageManager } from "@vscode/vsce";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Where the packaged extension lands. */
export const VSIX = fileURLToPath(new URL("../drplan.vsix", import.meta.url));

/** Paths in the package, from the extension's folder. No dependency is among them: the bundles hold those. */
export function packagedFiles(): Promise<string[]> {
  return listFiles({ cwd: ROOT, packageManager: PackageManager.None });
}
