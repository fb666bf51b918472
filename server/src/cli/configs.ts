import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { CONFIG_NAME, type ConfigFile } from "../config/config-file.ts";
import { isExcluded } from "../config/is-excluded.ts";
import { readConfig } from "../config/read-config.ts";
import { canonicalUri } from "../workspace/canonical-uri.ts";
import { planFolder } from "./plan-folder.ts";
import { readTextFile } from "./read-text.ts";

/** The configurations that count for the plans of one command; each is read once. */
export class Configs {
  private readonly byFolder = new Map<string, ConfigFile | undefined>();
  private readonly read = new Map<string, ConfigFile | undefined>();

  /** @param nameOf what people call a file */
  constructor(private readonly nameOf: (path: string) => string) {}

  /** The nearest at or above a folder, no farther than the top of its repository. Throws a CommandFailure when it cannot be read. */
  at(folder: string): ConfigFile | undefined {
    if (!this.byFolder.has(folder)) this.byFolder.set(folder, this.readAt(planFolder(folder)));
    return this.byFolder.get(folder);
  }

  private readAt(top: string): ConfigFile | undefined {
    const path = join(top, CONFIG_NAME);
    if (!this.read.has(path)) {
      const text = existsSync(path) ? readTextFile(path, this.nameOf(path)) : undefined;
      const uri = canonicalUri(pathToFileURL(path).href);
      this.read.set(path, text === undefined ? undefined : readConfig(uri, text));
    }
    return this.read.get(path);
  }

  /** All that were asked for. */
  all(): readonly ConfigFile[] {
    return [...this.read.values()].flatMap((config) => config ?? []);
  }

  /** Whether a walk through folders leaves a file or folder out. */
  excludes(path: string): boolean {
    const folder = dirname(path);
    const config = this.at(folder);
    if (!config || config.exclude.length === 0) return false;
    return isExcluded(config, relative(planFolder(folder), path).split(sep).join("/"));
  }
}
