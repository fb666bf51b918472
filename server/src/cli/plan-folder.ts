import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** What stands at the top of a workspace. */
const MARKERS = ["drplan.config.json", ".git"];

/**
 * The folder that a plan's imports must stay inside: the nearest one above that holds `drplan.config.json` or `.git`, else
 * the plan's own.
 */
export function planFolder(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (MARKERS.some((marker) => existsSync(join(at, marker)))) return at;
    if (dirname(at) === at) return folder;
  }
}
