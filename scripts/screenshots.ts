import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import { VSIX } from "./packaged-files.ts";
import { launchBrowser } from "./real-editor/browser.ts";
import { createEditorHome } from "./real-editor/editor-home.ts";
import { installExtension, startEditorServer } from "./real-editor/editor-server.ts";
import { workbenchAddress } from "./real-editor/open-suite.ts";

const EXAMPLES = fileURLToPath(new URL("../examples", import.meta.url));
const PICTURES = fileURLToPath(new URL("../.screenshots", import.meta.url));

const THEMES = { dark: "Default Dark Modern", light: "Default Light Modern" } as const;

/** How long the workbench may take to show something, in ms. */
const PATIENCE = 30_000;

/** How long a scene rests before its picture: fades and late answers, in ms. */
const REST = 1500;

/** Plays what a picture shows; the result, if any, undoes what Escape does not. */
type Scene = (page: Page) => Promise<void | (() => Promise<void>)>;

const ON_FRANKFURT_DUBLIN: Readonly<Record<string, Scene>> = {
  async problems(page) {
    await runCommand(page, "Problems: Focus on Problems View");
    await page.locator(".markers-panel .monaco-list-row", { hasText: "sync-too-far" }).click({ timeout: PATIENCE });
    return () => runCommand(page, "View: Hide Panel");
  },
  async hover(page) {
    await wordInLine(page, "replicate orders", "replicate").hover();
    await page.locator(".monaco-hover:visible").first().waitFor({ timeout: PATIENCE });
  },
  async fixes(page) {
    await wordInLine(page, "replicate orders", "sync").click();
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget .monaco-list-row").first().waitFor({ timeout: PATIENCE });
  },
  async completion(page) {
    await wordInLine(page, "replicate orders", "sync").dblclick();
    await page.mouse.move(0, 0);
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+Space");
    await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor({ timeout: PATIENCE });
    return () => page.keyboard.press("Control+Z");
  },
};

const ON_BUNKER_CASCADE: Readonly<Record<string, Scene>> = {
  async explanation(page) {
    await goToPayments(page);
    await page.locator(".codelens-decoration a", { hasText: "loss of frankfurt" }).click({ timeout: PATIENCE });
    await page.locator(".monaco-hover:visible").first().waitFor({ timeout: PATIENCE });
  },
  async derivation(page) {
    await goToPayments(page);
    await runCommand(page, "Explain the Figures at the Cursor");
    await page.locator("iframe.webview.ready").first().waitFor({ timeout: PATIENCE });
    return () => runCommand(page, "View: Close All Editors");
  },
};

async function goToPayments(page: Page): Promise<void> {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").first().fill("@payments");
  await page.keyboard.press("Enter");
}

/** The examples on which the scenes play. */
const PLANS = { "bunker-cascade.drplan": ON_BUNKER_CASCADE, "frankfurt-dublin.drplan": ON_FRANKFURT_DUBLIN };

/** Installs the package in an editor that nobody has used yet, and takes a picture of each scene in each theme. */
async function main(): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const browser = await launchBrowser();
  try {
    for (const [theme, colorTheme] of Object.entries(THEMES)) {
      const home = createEditorHome({ "workbench.colorTheme": colorTheme });
      installExtension(home.folders, VSIX);
      const server = await startEditorServer(home.folders, ["--port=0"]);
      try {
        for (const [plan, scenes] of Object.entries(PLANS)) {
          const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
          await openPlan(page, server.address, plan);
          for (const [name, play] of Object.entries(scenes)) await takePicture(page, play, `${name}-${theme}.png`);
          await page.close();
        }
      } finally {
        await server.stop();
        home.remove();
      }
    }
  } finally {
    await browser.close();
  }
}

async function takePicture(page: Page, play: Scene, name: string): Promise<void> {
  const undo = await play(page);
  await page.waitForTimeout(REST);
  const path = join(PICTURES, name);
  await page.screenshot({ path });
  console.log(path);
  await page.keyboard.press("Escape");
  await undo?.();
}

async function openPlan(page: Page, address: string, plan: string): Promise<void> {
  await page.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
  await page.goto(workbenchAddress(address, EXAMPLES, []));
  const file = page.locator(".explorer-folders-view .monaco-list-row", { hasText: plan });
  await file.dblclick({ timeout: PATIENCE });
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await page.locator(".view-line").first().waitFor({ timeout: PATIENCE });
}

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").first().fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click({ timeout: PATIENCE });
}

/** The piece of an editor line that holds a word; the editor writes spaces that do not break. */
function wordInLine(page: Page, line: string, word: string): Locator {
  const text = new RegExp(line.replaceAll(" ", "\\s+"));
  const pieces = page.locator(".view-line", { hasText: text }).first().locator("span > span");
  return pieces.filter({ hasText: new RegExp(`^\\s*${word}\\s*$`) }).first();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
