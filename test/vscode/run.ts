import { fileURLToPath } from "node:url";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { findDesktopEditor } from "../../scripts/real-editor/desktop.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const EMBEDDED_EDITOR = fileURLToPath(new URL("../../scripts/real-editor/code.cjs", import.meta.url));
const WORKSPACE = fileURLToPath(new URL("workspace", import.meta.url));

/** The suites' bundle: `desktop` runs in an extension host that is a process, `web` in a worker. */
async function bundle(kind: "desktop" | "web"): Promise<string> {
  const outfile = fileURLToPath(new URL(`dist/${kind}.js`, import.meta.url));
  const common = { bundle: true, outfile, format: "cjs", sourcemap: "inline", logLevel: "warning" } as const;
  const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  if (kind === "desktop") {
    await build({
      ...common,
      entryPoints: [path("suite/node.ts")],
      platform: "node",
      external: ["vscode", "mocha"],
    });
  } else {
    await build({
      ...common,
      entryPoints: [path("suite/web.ts")],
      platform: "browser",
      external: ["vscode"],
      // mocha's browser build looks for a page's address, which a worker of an extension does not have.
      banner: { js: 'globalThis.location ??= { search: "" };' },
    });
  }
  return outfile;
}

async function main(kind: string | undefined): Promise<void> {
  if (kind !== "desktop" && kind !== "web") throw new Error("Say which: desktop or web.");
  await runTests({
    vscodeExecutablePath: (await findDesktopEditor()) ?? EMBEDDED_EDITOR,
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: await bundle(kind),
    launchArgs: [WORKSPACE, ...(kind === "web" ? ["--extensionDevelopmentKind=web"] : [])],
  });
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
