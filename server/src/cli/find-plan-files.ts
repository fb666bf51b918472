import { type Dirent, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { isGlob, matchesGlob } from "../base/glob.ts";
import { isPlanFile } from "../workspace/plan-file.ts";

/** Folders that hold no plans of the user. */
const SKIPPED = new Set(["node_modules"]);
/** The most folders that are looked into. */
const MOST_FOLDERS = 5000;

const nothing = () => false;

/**
 * All plan files in a folder and below, by path. Hidden folders and what is excluded are left out, and a folder that may not
 * be read counts as empty.
 */
export function findPlanFiles(folder: string, isExcluded: (path: string) => boolean = nothing): readonly string[] {
  const found: string[] = [];
  const waiting = [folder];
  for (let looked = 0; looked < MOST_FOLDERS; looked++) {
    const next = waiting.shift();
    if (next === undefined) break;
    for (const entry of entriesOf(next)) {
      const path = join(next, entry.name);
      const isFolder = entry.isDirectory() && !SKIPPED.has(entry.name) && !entry.name.startsWith(".");
      const isPlan = entry.isFile() && isPlanFile(entry.name);
      if ((!isFolder && !isPlan) || isExcluded(path)) continue;
      if (isFolder) waiting.push(path);
      else found.push(path);
    }
  }
  return found.sort();
}

/** The plan files that a pattern means, for shells that leave patterns to the command; it counts from `cwd`. */
export function findByPattern(
  pattern: string,
  cwd: string,
  isExcluded: (path: string) => boolean = nothing,
): readonly string[] {
  const parts = pattern.split(/[\\/]/);
  const fixed = parts.slice(0, parts.findIndex(isGlob)).join("/");
  const folder = resolve(cwd, fixed === "" && pattern.startsWith("/") ? "/" : fixed);
  const rest = parts.slice(parts.findIndex(isGlob)).join("/");
  // A leading slash ties a pattern without any other to this folder.
  return findPlanFiles(folder, isExcluded).filter((path) =>
    matchesGlob(relative(folder, path).split(sep).join("/"), `/${rest}`),
  );
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
