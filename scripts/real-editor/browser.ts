import { type Browser, chromium } from "playwright-core";
import { installChromium } from "./install.ts";

/** Starts a headless browser. Its pages are reached by playwright only. */
export function launchBrowser(...args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: installChromium(),
    headless: true,
    // Root in a container has neither a sandbox nor a graphics card nor much shared memory.
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", ...args],
  });
}
