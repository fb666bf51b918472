import type { Page } from "playwright-core";
import type { SuiteRun } from "./suite-arguments.ts";

/**
 * Opens a workbench whose extension host, a process of the server, runs the suite.
 * @param shim the module that runs first there
 * @returns the exit code that the workbench reports
 */
export async function openSuite(page: Page, address: string, run: SuiteRun, shim: string): Promise<number> {
  const remote = (path: string) => `vscode-remote://${new URL(address).host}${encodeURI(path)}`;
  const exit = exitOf(page);
  await page.goto(
    workbenchAddress(address, run.workspace, [
      ["extensionDevelopmentPath", remote(run.extension)],
      ["extensionTestsPath", remote(shim)],
    ]),
  );
  return await exit;
}

/** Settles with the exit code when the workbench reports the end of a suite. To be called before the page loads. */
export function exitOf(page: Page): Promise<number> {
  return new Promise((resolve, reject) => {
    page.exposeFunction("codeAutomationExit", resolve).catch(reject);
  });
}

/** The workbench on a folder, with what a desktop would get on its command line. */
export function workbenchAddress(
  address: string,
  folder: string | undefined,
  options: readonly (readonly [string, string])[],
): string {
  const query = new URLSearchParams(folder === undefined ? { ew: "true" } : { folder });
  query.set("payload", JSON.stringify([["enableProposedApi", ""], ["skipWelcome", "true"], ...options]));
  return `${address}/?${query}`;
}
