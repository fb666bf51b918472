import { matchesGlob } from "../base/glob.ts";
import type { ConfigFile } from "./config-file.ts";

/** Whether a configuration leaves a file or folder out, by its path from the configuration's own folder, with forward slashes. */
export function isExcluded({ exclude }: Pick<ConfigFile, "exclude">, path: string): boolean {
  return exclude.some((pattern) => matchesGlob(path, pattern) || matchesGlob(`${path}/`, pattern));
}
