import { spawn } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEditorHome } from "./real-editor/editor-home.ts";
import { startEditorServer } from "./real-editor/editor-server.ts";
import { findProgram } from "./real-editor/install.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const EXAMPLES = fileURLToPath(new URL("../examples", import.meta.url));

/** Opens the examples with the extension as it is built here: in VS Code if there is one, else in the browser. */
async function main(): Promise<void> {
  const code = process.platform === "win32" ? findProgram("code.cmd") : findProgram("code");
  if (code === undefined || process.argv.includes("--browser")) await openInBrowser();
  else openOnDesktop(code);
}

function openOnDesktop(code: string): void {
  console.log(`Opening the examples in VS Code (${code}); --browser opens them in a browser instead.`);
  const args = ["--new-window", `--extensionDevelopmentPath=${ROOT}`, EXAMPLES];
  const shell = process.platform === "win32";
  spawn(shell ? `"${code}"` : code, args, { stdio: "inherit", shell }).on("exit", (status) => {
    process.exitCode = status ?? 1;
  });
}

async function openInBrowser(): Promise<void> {
  const home = createEditorHome();
  // The server's last files may come after it was told to end, and after `finally`.
  process.once("exit", () => home.remove());
  try {
    symlinkSync(ROOT, join(home.folders.extensions, "drplan"), "dir");
    const server = await startEditorServer(home.folders, ["--port=0", `--default-folder=${EXAMPLES}`]);
    console.log(`The examples are open at ${server.address} for a browser on this machine. Ctrl-C ends it.`);
    await server.ended;
  } finally {
    home.remove();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
