import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "./browser.ts";
import { type EditorServer, startEditorServer } from "./editor-server.ts";
import { openSuite } from "./open-suite.ts";
import { openWebSuite } from "./open-web-suite.ts";
import { readArguments, type SuiteRun } from "./suite-arguments.ts";

/** Runs before the suite in the extension host. */
const SHIM = fileURLToPath(new URL("suite-shim.cjs", import.meta.url));

const SERVER_ARGUMENTS = [
  "--port=0",
  "--disable-workspace-trust",
  "--disable-getting-started-override",
  // A built workbench ignores the suite's path without it.
  "--enable-smoke-test-driver",
];

/** A page that playwright answers counts as public, and may then not reach this machine. */
const PRIVATE_NETWORK = "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets";

/** The longest that a suite may run, in ms: ten times what ours need on a slow machine. */
const TIMEOUT = 300_000;

/** How often the suite's output is copied to ours, in ms. */
const COPY_INTERVAL = 100;

/**
 * Runs an extension's test suite as the desktop's `code` would, for the arguments that `@vscode/test-electron` gives.
 * `DRPLAN_VERBOSE=1` also prints what the server and the page log.
 * @returns the exit code: 0 when the suite passed
 */
export async function runSuite(argv: readonly string[]): Promise<number> {
  const run = readArguments(argv);
  const folder = mkdtempSync(join(tmpdir(), "drplan-suite-"));
  const output = join(folder, "output");
  const passed = join(folder, "passed");
  Object.assign(process.env, {
    DRPLAN_SUITE: run.suite,
    DRPLAN_SUITE_OUTPUT: output,
    DRPLAN_SUITE_PASSED: passed,
  });
  const file = openSync(output, "a+");
  const copy = () => copyTo(process.stdout, file);
  const timer = setInterval(copy, COPY_INTERVAL);
  try {
    const code = await inWorkbench(run, folder);
    copy();
    if (code === 0 && !run.web && !existsSync(passed))
      throw new Error("The extension host ended before the suite did.");
    return code;
  } catch (error) {
    copy();
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    clearInterval(timer);
    closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inWorkbench(run: SuiteRun, folder: string): Promise<number> {
  const log = process.env.DRPLAN_VERBOSE === "1" ? (text: string) => process.stderr.write(text) : () => {};
  let died: (reason: Error) => void = () => {};
  const death = new Promise<never>((_, reject) => {
    died = reject;
  });
  death.catch(() => {});
  const alarm = setTimeout(() => died(new Error(`The suite ran longer than ${TIMEOUT / 1000} s.`)), TIMEOUT);
  let server: EditorServer | undefined;
  const browser = await launchBrowser(...(run.web ? [PRIVATE_NETWORK] : []));
  try {
    const folders = {
      userData: run.userData ?? join(folder, "user"),
      extensions: run.extensions ?? join(folder, "extensions"),
      serverData: join(folder, "server"),
    };
    server = await startEditorServer(folders, SERVER_ARGUMENTS, (text) => {
      log(text);
      const host = /Extension Host Process exited with code: .*/.exec(text);
      // The page may still report how the suite ended.
      if (host) setTimeout(() => died(new Error(host[0])), 5000).unref();
    });
    server.ended.then(() => died(new Error("VS Code's server ended early.")));
    browser.on("disconnected", () => died(new Error("The browser ended early.")));
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    // Without a network an outside address would be waited for.
    await page.route(
      (url) => url.hostname !== "127.0.0.1",
      (route) => route.abort(),
    );
    page.on("crash", () => died(new Error("The page crashed.")));
    page.on("console", (message) => log(`[page] ${message.text()}\n`));
    const result = run.web ? openWebSuite(page, server.address, run) : openSuite(page, server.address, run, SHIM);
    return await Promise.race([result, death]);
  } finally {
    clearTimeout(alarm);
    await browser.close();
    await server?.stop();
  }
}

/** Copies what was appended to the file since the last call. */
function copyTo(stream: NodeJS.WritableStream, file: number): void {
  const buffer = Buffer.alloc(64 * 1024);
  for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
    stream.write(Buffer.from(buffer.subarray(0, length)));
  }
}
