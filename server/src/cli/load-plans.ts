import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Analysis, type AnalysisSettings, analyse } from "../analysis.ts";
import { isGlob } from "../base/glob.ts";
import type { ConfigFile } from "../config/config-file.ts";
import { settingsOf } from "../config/config-settings.ts";
import type { SourceFile } from "../model/source-file.ts";
import { canonicalUri } from "../workspace/canonical-uri.ts";
import { ImportGraph, outlineOf } from "../workspace/import-graph.ts";
import { isPlanFile, readPlanFile } from "../workspace/plan-file.ts";
import { CommandFailure } from "./command-failure.ts";
import { Configs } from "./configs.ts";
import { findByPattern, findPlanFiles } from "./find-plan-files.ts";
import type { Host } from "./host.ts";
import { planFolder } from "./plan-folder.ts";
import { startProgress } from "./progress.ts";
import { readTextFile, readTextStream, reasonOf } from "./read-text.ts";

/** The plans that the arguments of a command mean. */
export interface LoadedPlans {
  readonly plans: readonly Analysis[];
  /** What could not be read; the rest was. */
  readonly failures: readonly CommandFailure[];
  /** What people call a file: its path from the working directory, with forward slashes. */
  readonly nameOf: (uri: string) => string;
  /** The configurations that count for them. */
  readonly configs: readonly ConfigFile[];
  /** True when one of them came from the standard input. */
  readonly hasStdin: boolean;
  /** The same plans with other contents of their files. */
  readonly withFiles: (changed: Iterable<SourceFile>) => LoadedPlans;
}

/** What stands for the standard input among the arguments, and in messages. */
const STDIN = { argument: "-", name: "<stdin>" };

/**
 * Reads the plans of the files, folders and `-` given. A file without a `plan` block that another one imports is no plan of
 * its own: the plan that imports it counts, also when only the part was given.
 */
export async function loadPlans(paths: readonly string[], host: Host): Promise<LoadedPlans> {
  const loader = new Loader(host);
  for (const path of paths) await loader.add(path);
  return loader.loaded(loader.roots(), new Map());
}

class Loader {
  readonly failures: CommandFailure[] = [];
  private readonly given = new Set<string>();
  private readonly sources = new Map<string, SourceFile | undefined>();
  private readonly folders = new Set<string>();
  private readonly graph = new ImportGraph((uri) => this.mayImport(uri));
  private readonly configs = new Configs((path) => this.nameOf(uriOf(path)));
  private readonly settings = new Map<ConfigFile | undefined, AnalysisSettings>();
  private stdin: string | undefined;

  constructor(private readonly host: Host) {}

  loaded(roots: readonly string[], before: ReadonlyMap<string, Analysis>): LoadedPlans {
    const progress = startProgress(this.host);
    const plans = new Map(
      roots.map((root, index) => {
        progress.step(`estimating ${this.nameOf(root)}, ${index + 1} of ${roots.length}`);
        const sourceOf = (uri: string) => this.source(uri, root);
        return [root, analyse(root, sourceOf, before.get(root), this.settingsFor(root))] as const;
      }),
    );
    progress.end();
    return {
      plans: [...plans.values()],
      failures: this.failures,
      nameOf: (uri) => this.nameOf(uri),
      configs: this.configs.all(),
      hasStdin: this.stdin !== undefined,
      withFiles: (changed) => {
        for (const file of changed) this.keep(file);
        return this.loaded(roots, plans);
      },
    };
  }

  /** The same object for plans with the same configuration. */
  private settingsFor(root: string): AnalysisSettings {
    const config = this.configFor(root);
    const settings = this.settings.get(config) ?? settingsOf(config, this.host.today);
    this.settings.set(config, settings);
    return settings;
  }

  private configFor(root: string): ConfigFile | undefined {
    try {
      return this.configs.at(dirname(fileURLToPath(root)));
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      if (!this.failures.some(({ place }) => place === error.place)) this.failures.push(error);
      return undefined;
    }
  }

  async add(path: string): Promise<void> {
    try {
      if (path === STDIN.argument) await this.addStdin();
      else if (isGlob(path) && !existsSync(this.absolute(path))) this.addPattern(path);
      else if (statSync(this.absolute(path)).isDirectory()) this.addFolder(path);
      else this.addFile(this.absolute(path), path);
    } catch (error) {
      this.failures.push(error instanceof CommandFailure ? error : new CommandFailure(path, reasonOf(error)));
    }
  }

  private async addStdin(): Promise<void> {
    if (this.stdin !== undefined) return;
    const text = await readTextStream(this.host.stdin(), STDIN.name);
    // A document in JSON starts with a brace, and nothing in the language does.
    const name = text.trimStart().startsWith("{") ? "stdin.drplan.json" : "stdin.drplan";
    this.stdin = uriOf(join(this.host.cwd, name));
    this.folders.add(planFolder(this.host.cwd));
    this.give(readPlanFile(this.stdin, text));
  }

  private addFolder(path: string): void {
    const files = findPlanFiles(this.absolute(path), (file) => this.configs.excludes(file));
    if (files.length === 0) throw new CommandFailure(path, "holds no plan (*.drplan, *.drplan.json)");
    this.addFiles(files);
  }

  private addPattern(pattern: string): void {
    const files = findByPattern(pattern, this.host.cwd, (file) => this.configs.excludes(file));
    if (files.length === 0) throw new CommandFailure(pattern, "matches no plan (*.drplan, *.drplan.json)");
    this.addFiles(files);
  }

  private addFiles(files: readonly string[]): void {
    for (const file of files) {
      try {
        this.addFile(file, this.nameOf(uriOf(file)));
      } catch (error) {
        if (!(error instanceof CommandFailure)) throw error;
        this.failures.push(error);
      }
    }
  }

  private addFile(path: string, name: string): void {
    const uri = uriOf(path);
    if (this.given.has(uri)) return;
    this.folders.add(planFolder(dirname(path)));
    this.give(readPlanFile(uri, readTextFile(path, name)));
  }

  private give(file: SourceFile): void {
    this.given.add(file.uri);
    this.keep(file);
  }

  private keep(file: SourceFile): void {
    this.sources.set(file.uri, file);
    this.graph.set(file.uri, outlineOf(file));
  }

  /** Where the plans of the given files start, in the order given. */
  roots(): readonly string[] {
    if ([...this.given].some((uri) => !this.graph.isPlan(uri) && this.graph.rootOf(uri) === uri))
      this.lookForImporters();
    return [...new Set([...this.given].map((uri) => this.graph.rootOf(uri)))];
  }

  /** Reads the plans in the folders, for they may import a file that seems to be a part. */
  private lookForImporters(): void {
    for (const path of this.searched().slice(0, MOST_FILES)) {
      const uri = uriOf(path);
      if (this.sources.has(uri)) continue;
      try {
        this.keep(readPlanFile(uri, readTextFile(path, path)));
      } catch (error) {
        // Nobody asked for this file: that it cannot be read matters only if a plan imports it.
        if (!(error instanceof CommandFailure)) throw error;
      }
    }
  }

  private searched(): readonly string[] {
    return [...this.folders].flatMap((folder) => findPlanFiles(folder, (file) => this.configs.excludes(file)));
  }

  source(uri: string, root: string): SourceFile | undefined {
    if (uri !== root && !this.mayImport(uri)) return undefined;
    if (!this.sources.has(uri)) this.sources.set(uri, this.imported(uri));
    return this.sources.get(uri);
  }

  /** A file that only an import names. That it is missing is a finding; that it cannot be read is a failure. */
  private imported(uri: string): SourceFile | undefined {
    const path = fileURLToPath(uri);
    try {
      // A symbolic link may lead out of the folder, and a plan is no reason to read what lies there.
      const real = realpathSync(path);
      if (![...this.folders].some((folder) => isBelow(real, realpathSync(folder)))) return undefined;
      return readPlanFile(uri, readTextFile(path, this.nameOf(uri)));
    } catch (error) {
      if (error instanceof CommandFailure) this.failures.push(error);
      return undefined;
    }
  }

  private mayImport(uri: string): boolean {
    return isPlanFile(uri) && [...this.folders].some((folder) => uri.startsWith(`${uriOf(folder)}/`));
  }

  private absolute(path: string): string {
    return resolve(this.host.cwd, path);
  }

  nameOf(uri: string): string {
    if (uri === this.stdin) return STDIN.name;
    return relative(this.host.cwd, fileURLToPath(uri)).split(sep).join("/");
  }
}

/** The most files that are looked through for what imports a part. */
const MOST_FILES = 2000;

function uriOf(path: string): string {
  return canonicalUri(pathToFileURL(path).href);
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
