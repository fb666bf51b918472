import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { Page } from "playwright-core";
import { exitOf, workbenchAddress } from "./open-suite.ts";
import type { SuiteRun } from "./suite-arguments.ts";
import { SUITE_MARK } from "./suite-mark.ts";

/** Where the page finds the extension's files: on the workbench's own origin, the only one that its policy allows. */
const EXTENSION_PATH = "/extension-under-development";

/**
 * Opens a workbench whose browser extension host, a web worker, runs the extension and the suite.
 * @returns the exit code that the workbench reports
 */
export async function openWebSuite(page: Page, address: string, run: SuiteRun): Promise<number> {
  const { host } = new URL(address);
  const suite = relative(run.extension, run.suite);
  if (suite.startsWith("..")) throw new Error("In the browser the suite must lie in the extension's folder.");
  const served = (path: string) => ({ scheme: "http", authority: host, path });
  const options = {
    extensions: [served(EXTENSION_PATH)],
    extensionTestsPath: served(`${EXTENSION_PATH}/${suite}`),
  };
  const exit = exitOf(page);
  await page.exposeFunction("codeAutomationLog", (_type: string, [text, ...rest]: unknown[]) => {
    if (typeof text === "string" && text.startsWith(SUITE_MARK)) console.log(text.slice(SUITE_MARK.length), ...rest);
  });
  await page.context().route(
    (url) => url.host === host && url.pathname.startsWith(EXTENSION_PATH),
    (route) => {
      const { pathname } = new URL(route.request().url());
      const path = join(run.extension, decodeURIComponent(pathname.slice(EXTENSION_PATH.length)));
      return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 });
    },
  );
  await page.route(
    (url) => url.host === host && url.pathname === "/",
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: withDevelopmentOptions(await response.text(), options) });
    },
  );
  await page.goto(workbenchAddress(address, run.workspace, []));
  return await exit;
}

/** The workbench's page with these options among its settings, which it takes from nowhere else. */
function withDevelopmentOptions(html: string, options: object): string {
  return html.replace(
    /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/,
    (_, start: string, settings: string) => {
      const configuration = JSON.parse(settings.replaceAll("&quot;", '"'));
      configuration.developmentOptions = { ...configuration.developmentOptions, ...options };
      return `${start}${JSON.stringify(configuration).replaceAll('"', "&quot;")}"`;
    },
  );
}
