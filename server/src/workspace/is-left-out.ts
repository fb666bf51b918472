import type { ConfigFile } from "../config/config-file.ts";
import { isExcluded } from "../config/is-excluded.ts";

/** Whether a configuration leaves a file, or a folder that holds it, out of searches. */
export function isLeftOut(config: Pick<ConfigFile, "exclude" | "uri">, uri: string): boolean {
  const folder = config.uri.slice(0, config.uri.lastIndexOf("/") + 1);
  if (config.exclude.length === 0 || !uri.startsWith(folder)) return false;
  const names = uri.slice(folder.length).split("/").map(decoded);
  return names.some((_, index) => isExcluded(config, names.slice(0, index + 1).join("/")));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A name with a percent sign that nobody has escaped.
    return segment;
  }
}
