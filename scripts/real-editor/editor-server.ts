import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { installRealEditor } from "./install.ts";

/** How long a server may take to end before it is killed, in ms. */
const STOP_PATIENCE = 5000;

/** Variables of a surrounding VS Code, which would make the server believe that it is part of that one. */
const FOREIGN_VARIABLES =
  /^(?:VSCODE_(?:IPC_HOOK|PID$|CWD$|NLS_CONFIG|CODE_CACHE|CRASH|ESM_ENTRYPOINT|HANDLES_|L10N|PARENT_PID)|ELECTRON_)/;

/** Where an editor keeps its state. */
export interface EditorFolders {
  readonly userData: string;
  readonly extensions: string;
  readonly serverData: string;
}

export interface EditorServer {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  /** Settles when the server ended by itself, or was stopped. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts VS Code's server, reachable from this machine only. It also ends when this process is told to.
 * @param args further arguments of the server
 * @param onOutput receives what the server prints
 */
export async function startEditorServer(
  folders: EditorFolders,
  args: readonly string[],
  onOutput: (text: string) => void = () => {},
): Promise<EditorServer> {
  const { node, serverMain } = installRealEditor();
  const server = spawn(
    node,
    [serverMain, ...folderArguments(folders), "--host", "127.0.0.1", "--without-connection-token", ...args],
    { env: ownEnvironment(), stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const port = await new Promise<string>((resolve, reject) => {
    let printed = "";
    const read = (chunk: Buffer) => {
      onOutput(String(chunk));
      printed += String(chunk);
      const match = /Extension host agent listening on (\d+)/.exec(printed);
      if (match?.[1]) resolve(match[1]);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`VS Code's server did not start:\n${printed}`)));
  });
  const stopServer = () => stop(server, ended);
  // In a process group of its own it hears nothing of a Ctrl-C; who waits for it sees it end.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stopServer);
  return { address: `http://127.0.0.1:${port}`, ended, stop: stopServer };
}

/** Installs a packaged extension into the folders of an editor. Throws when that fails. */
export function installExtension(folders: EditorFolders, vsix: string): void {
  const { node, serverMain } = installRealEditor();
  const args = [serverMain, ...folderArguments(folders), "--install-extension", vsix, "--force"];
  const result = spawnSync(node, args, { env: ownEnvironment(), encoding: "utf8" });
  if (result.status !== 0) throw new Error(`Installing ${vsix} failed:\n${result.stdout}${result.stderr}`);
}

function folderArguments({ userData, extensions, serverData }: EditorFolders): string[] {
  const folders = ["--user-data-dir", userData, "--extensions-dir", extensions, "--server-data-dir", serverData];
  return [...folders, "--accept-server-license-terms", "--disable-telemetry"];
}

function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN_VARIABLES.test(name)));
}

/** The whole group, so that its extension hosts end with it. */
async function stop(server: ChildProcess, ended: Promise<void>): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    server.kill("SIGTERM");
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, STOP_PATIENCE).unref())]);
  }
  try {
    if (server.pid !== undefined) process.kill(-server.pid, "SIGKILL");
  } catch {
    // Nothing of the group is left.
  }
}
