import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { isPlanFile } from "../workspace/plan-file.ts";

/** Folders that hold no plans of the user. */
const SKIPPED = new Set(["node_modules"]);
/** The most folders that are looked into. */
const MOST_FOLDERS = 5000;

/** All plan files in a folder and below, by path. Hidden folders are left out, and one that may not be read counts as empty. */
export function findPlanFiles(folder: string): readonly string[] {
  const found: string[] = [];
  const waiting = [folder];
  for (let looked = 0; looked < MOST_FOLDERS; looked++) {
    const next = waiting.shift();
    if (next === undefined) break;
    for (const entry of entriesOf(next)) {
      const path = join(next, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name) && !entry.name.startsWith(".")) waiting.push(path);
      else if (entry.isFile() && isPlanFile(entry.name)) found.push(path);
    }
  }
  return found.sort();
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
