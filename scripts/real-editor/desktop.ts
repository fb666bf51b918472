import { downloadAndUnzipVSCode } from "@vscode/test-electron";

/**
 * A desktop VS Code for tests, downloaded once; undefined where there is no screen or no way to download it.
 * `DRPLAN_VSCODE` decides instead of this machine: `desktop`, `embedded`, or the path of an executable.
 */
export async function findDesktopEditor(): Promise<string | undefined> {
  const wish = process.env.DRPLAN_VSCODE;
  if (wish === "embedded") return undefined;
  if (wish !== undefined && wish !== "desktop") return wish;
  if (wish === undefined && !hasScreen()) return undefined;
  try {
    return await downloadAndUnzipVSCode();
  } catch (error) {
    if (wish === "desktop") throw error;
    console.error("VS Code cannot be downloaded here; taking VS Code's server and a headless browser.");
    return undefined;
  }
}

function hasScreen(): boolean {
  if (process.platform === "win32" || process.platform === "darwin") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
