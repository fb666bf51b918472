import { execFile } from "node:child_process";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

export interface Tool {
  /** The npm package, and its folder in the cache. */
  readonly name: string;
  readonly version: string;
}

/** The Node that the other servers need (22 or later), as npm carries it for each system. */
export const NEWER_NODE: Tool = { name: `node-${process.platform}-${process.arch}`, version: "24.9.0" };
/** First major version of Node that all the other servers run on. */
const NEEDED_NODE_MAJOR = 24;

/**
 * Installs a pinned npm package into a folder of its own below `cache` unless it is there already.
 * Returns that folder. Rejects when npm cannot install it.
 */
export async function installTool(tool: Tool, cache: string): Promise<string> {
  const folder = join(cache, tool.name.replaceAll("/", "-"));
  if ((await installedVersion(tool, folder)) === tool.version) return folder;
  await mkdir(folder, { recursive: true });
  // A manifest of its own: npm would otherwise install into the project.
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  const args = [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--save-exact",
    `${tool.name}@${tool.version}`,
  ];
  await promisify(execFile)("npm", args, { cwd: folder, shell: process.platform === "win32" });
  return folder;
}

/** Path of a Node binary that the other servers run on: the running one when it is new enough. */
export async function newerNode(cache: string): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_NODE_MAJOR) return process.execPath;
  const folder = await installTool(NEWER_NODE, cache);
  const binary = join(
    folder,
    "node_modules",
    NEWER_NODE.name,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  await access(binary);
  return binary;
}

async function installedVersion(tool: Tool, folder: string): Promise<string | undefined> {
  try {
    const manifest: unknown = JSON.parse(
      await readFile(join(folder, "node_modules", tool.name, "package.json"), "utf8"),
    );
    if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
    return undefined;
  } catch {
    return undefined;
  }
}
