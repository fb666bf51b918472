import { sameItems } from "../base/same-items.ts";
import { CONFIG_NAME, type ConfigFile } from "../config/config-file.ts";
import { readConfig } from "../config/read-config.ts";

/** The configuration files that plans ask for: open ones as they are being edited, the others as they are stored. */
export class ConfigFiles {
  private readonly stored = new Map<string, ConfigFile | undefined>();
  private readonly open = new Map<string, ConfigFile>();
  private readonly reads = new Map<string, Promise<void>>();

  /**
   * @param read the text of a file, or nothing when there is none; never fails
   * @param onLoaded is told when what counts may differ
   * @param onExcludes is told when a configuration leaves out others than before
   */
  constructor(
    private readonly read: (uri: string) => Promise<string | undefined>,
    private readonly onLoaded: () => void,
    private readonly onExcludes: () => void,
  ) {}

  /** The nearest at or above a file, no farther up than the folder `top`, as far as they are read. */
  nearest(uri: string, top: string): ConfigFile | undefined {
    for (const candidate of candidates(uri, top)) {
      const config = this.open.get(candidate) ?? this.stored.get(candidate);
      if (config) return config;
      if (!this.stored.has(candidate) && !this.reads.has(candidate)) this.load(candidate);
    }
    return undefined;
  }

  /** What is still being read of those that may count for a file. */
  loading(uri: string, top: string): readonly Promise<void>[] {
    return candidates(uri, top).flatMap((candidate) => this.reads.get(candidate) ?? []);
  }

  /** A configuration is open with this text. */
  put(uri: string, text: string): void {
    const before = this.open.get(uri) ?? this.stored.get(uri);
    if (this.open.get(uri)?.text === text) return;
    this.open.set(uri, readConfig(uri, text));
    this.compare(uri, before);
  }

  /** From now on what is stored counts. */
  close(uri: string): void {
    const before = this.open.get(uri);
    if (!this.open.delete(uri)) return;
    this.compare(uri, before);
    this.load(uri);
  }

  /** A stored configuration was created, changed or deleted. */
  changed(uri: string): void {
    if (this.stored.has(uri) || this.reads.has(uri)) this.load(uri);
  }

  /** All that count for something, or did. */
  *all(): Iterable<ConfigFile> {
    yield* this.open.values();
    for (const [uri, config] of this.stored) if (config && !this.open.has(uri)) yield config;
  }

  private compare(uri: string, before: ConfigFile | undefined): void {
    const now = this.open.get(uri) ?? this.stored.get(uri);
    if (!sameItems(before?.exclude ?? [], now?.exclude ?? [])) this.onExcludes();
  }

  /** The last of several reads of one file counts. */
  private load(uri: string): void {
    const reading = this.read(uri).then((text) => {
      if (this.reads.get(uri) !== reading) return;
      this.reads.delete(uri);
      const [isKnown, before] = [this.stored.has(uri), this.stored.get(uri)];
      if (text === undefined || before?.text !== text) {
        this.stored.set(uri, text === undefined ? undefined : readConfig(uri, text));
        // What is read for the first time has been waited for.
        if (isKnown && !this.open.has(uri)) this.compare(uri, before);
      }
      this.onLoaded();
    });
    this.reads.set(uri, reading);
  }
}

/** True for what is called like a configuration. */
export function isConfigFile(uri: string): boolean {
  return uri.endsWith(`/${CONFIG_NAME}`);
}

/** Where the configurations of a file may lie, the nearest first. */
function candidates(uri: string, top: string): readonly string[] {
  const found: string[] = [];
  for (let folder = parentOf(uri); folder.startsWith(top); folder = parentOf(folder)) {
    found.push(`${folder}/${CONFIG_NAME}`);
    if (folder === top) break;
  }
  return found;
}

function parentOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf("/")));
}
