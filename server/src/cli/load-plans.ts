import { realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Analysis, analyse } from "../analysis.ts";
import type { SourceFile } from "../model/source-file.ts";
import { canonicalUri } from "../workspace/canonical-uri.ts";
import { ImportGraph, outlineOf } from "../workspace/import-graph.ts";
import { isPlanFile, readPlanFile } from "../workspace/plan-file.ts";
import { CommandFailure } from "./command-failure.ts";
import { findPlanFiles } from "./find-plan-files.ts";
import type { Host } from "./host.ts";
import { planFolder } from "./plan-folder.ts";
import { readTextFile, readTextStream, reasonOf } from "./read-text.ts";

/** The plans that the arguments of a command mean. */
export interface LoadedPlans {
  readonly plans: readonly Analysis[];
  /** What could not be read; the rest was. */
  readonly failures: readonly CommandFailure[];
  /** What people call a file: its path from the working directory, with forward slashes. */
  readonly nameOf: (uri: string) => string;
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
  const plans = loader.roots().map((root) => analyse(root, (uri) => loader.source(uri, root)));
  return { plans, failures: loader.failures, nameOf: (uri) => loader.nameOf(uri) };
}

class Loader {
  readonly failures: CommandFailure[] = [];
  private readonly given = new Set<string>();
  private readonly sources = new Map<string, SourceFile | undefined>();
  private readonly folders = new Set<string>();
  private readonly graph = new ImportGraph((uri) => this.mayImport(uri));
  private stdin: string | undefined;

  constructor(private readonly host: Host) {}

  async add(path: string): Promise<void> {
    try {
      if (path === STDIN.argument) await this.addStdin();
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
    const files = findPlanFiles(this.absolute(path));
    if (files.length === 0) throw new CommandFailure(path, "holds no plan (*.drplan, *.drplan.json)");
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
    for (const path of [...this.folders].flatMap(findPlanFiles).slice(0, MOST_FILES)) {
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
