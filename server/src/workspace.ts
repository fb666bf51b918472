import { type Analysis, type AnalysisSettings, analyse } from "./analysis.ts";
import type { ConfigFile } from "./config/config-file.ts";
import { settingsOf } from "./config/config-settings.ts";
import type { SourceFile } from "./model/source-file.ts";
import { ConfigFiles, isConfigFile } from "./workspace/config-files.ts";
import { ImportGraph, outlineOf } from "./workspace/import-graph.ts";
import { ImporterSearch, type SearchedWorkspace } from "./workspace/importer-search.ts";
import { isLeftOut } from "./workspace/is-left-out.ts";
import { isPlanFile, readPlanFile, textOfPlanFile } from "./workspace/plan-file.ts";

/** Access to the files that are not open. Asynchronous, since a workspace need not be on a disk. */
export interface WorkspaceHost {
  /** The text of a file, or nothing when there is no such file. */
  read(uri: string): Promise<string | undefined>;
  /** The plan files in the workspace folders. */
  list?(): Promise<readonly string[]>;
}

export interface WorkspaceEvents {
  /** Files were read: analyses may differ from before, and no longer wait for them. */
  onLoaded(): void;
  /** A file could not be read, though it may exist. It counts as missing. */
  onError(error: unknown): void;
}

/**
 * The plan files of a workspace: open ones as they are being edited, the others as they are stored, and the analysis of
 * each plan, kept from one change to the next. URIs are canonical: one spelling for each file.
 *
 * Stored files are read when a plan needs them; until they arrive the analysis lacks them, and `loading` says so.
 */
export class Workspace {
  private readonly open = new Map<string, SourceFile>();
  private readonly stored = new Map<string, SourceFile | undefined>();
  private readonly reads = new Map<string, Promise<void>>();
  private readonly graph = new ImportGraph((uri) => this.mayImport(uri));
  private readonly configs = new ConfigFiles(
    (uri) => this.readText(uri),
    () => {
      this.generation++;
      this.events.onLoaded();
    },
    () => this.searchAgain(),
  );
  private readonly importers = new ImporterSearch(this.searched());
  /** What the search for importers has found. */
  private readonly found = new Set<string>();
  private readonly settings = new Map<ConfigFile | undefined, AnalysisSettings>();
  private readonly analyses = new Map<string, { readonly analysis: Analysis; readonly generation: number }>();
  private workspaceFolders: readonly string[] = [];
  /** Grows with every change of a file. */
  private generation = 0;

  constructor(
    private readonly host: WorkspaceHost,
    private readonly events: WorkspaceEvents,
    /** The day on which is judged, `2026-09-14`; nothing is too old where there is none. */
    private readonly today: () => string | undefined = () => undefined,
  ) {}

  /** Plans import only files in these folders (URIs without a slash at the end) and beside or below open files outside of them. */
  set folders(folders: readonly string[]) {
    this.workspaceFolders = folders;
    this.importers.forget();
    this.foldersChanged();
  }

  get folders(): readonly string[] {
    return this.workspaceFolders;
  }

  /** Opens a file or gives it another content. What is open counts, whatever is stored. */
  put(file: SourceFile): void {
    const before = this.open.get(file.uri);
    this.open.set(file.uri, file);
    this.graph.set(file.uri, outlineOf(file, before));
    this.generation++;
    if (!before) this.foldersChanged();
  }

  /** From now on what is stored counts. */
  close(uri: string): void {
    const file = this.open.get(uri);
    if (!file) return;
    this.open.delete(uri);
    this.stored.set(uri, file);
    this.foldersChanged();
    for (const [root, { analysis }] of this.analyses) {
      if (![...analysis.plan.files.keys()].some((known) => this.open.has(known))) this.analyses.delete(root);
    }
    this.load(uri);
  }

  /** Stored files were created, changed or deleted. */
  changed(uris: readonly string[]): void {
    for (const uri of uris) {
      if (isConfigFile(uri)) this.configs.changed(uri);
      if (!isPlanFile(uri) || this.open.has(uri)) continue;
      const isSearched = this.importers.isStarted && !this.isLeftOut(uri);
      if (this.stored.has(uri) || this.reads.has(uri) || isSearched) this.load(uri);
    }
  }

  openFiles(): Iterable<SourceFile> {
    return this.open.values();
  }

  /** The content of an open file. */
  openFile(uri: string): SourceFile | undefined {
    return this.open.get(uri);
  }

  /** The analysis of the plan to which a file belongs, as far as its files are read. */
  analysisOf(uri: string): Analysis {
    const root = this.graph.rootOf(uri);
    const before = this.analyses.get(root);
    if (before?.generation === this.generation) return before.analysis;
    const settings = this.settingsFor(root);
    const analysis =
      before?.analysis.settings === settings && this.isCurrent(before.analysis)
        ? before.analysis
        : analyse(root, (file) => this.sourceOf(file, root), before?.analysis, settings);
    this.analyses.set(root, { analysis, generation: this.generation });
    return analysis;
  }

  /** Done once all files are read that the plan of this file needs; nothing when they are. */
  loading(uri: string): Promise<void> | undefined {
    const root = this.graph.rootOf(uri);
    const top = this.topOf(root);
    this.configs.nearest(root, top);
    // First what all of the analysis rests on, so that it is not made twice.
    const configs = this.configs.loading(root, top);
    if (configs.length > 0) return Promise.all(configs).then(() => this.loading(uri));
    const waits = [...this.analysisOf(uri).plan.files.keys()].flatMap((file) => this.reads.get(file) ?? []);
    const scan = this.graph.isPlan(uri) || !this.host.list ? undefined : this.importers.search();
    if (scan) waits.push(scan);
    return waits.length === 0 ? undefined : Promise.all(waits).then(() => this.loading(uri));
  }

  /** The configuration that counts for the plan of a file, and the folder at whose top one would count for all plans. */
  configFor(uri: string): { readonly config: ConfigFile | undefined; readonly top: string } {
    const root = this.graph.rootOf(uri);
    const top = this.topOf(root);
    return { config: this.configs.nearest(root, top), top };
  }

  configFiles(): Iterable<ConfigFile> {
    return this.configs.all();
  }

  /** Opens a configuration or gives it another content. */
  putConfig(uri: string, text: string): void {
    this.configs.put(uri, text);
    this.generation++;
  }

  closeConfig(uri: string): void {
    this.configs.close(uri);
    this.generation++;
  }

  /** The same object while configuration and day are the same. */
  private settingsFor(root: string): AnalysisSettings {
    const { config } = this.configFor(root);
    const today = this.today();
    const known = this.settings.get(config);
    if (known && known.today === today) return known;
    const settings = settingsOf(config, today);
    this.settings.set(config, settings);
    return settings;
  }

  /** The workspace folder that holds a file; its own folder outside of all. */
  private topOf(uri: string): string {
    const holding = this.folders.filter((folder) => uri.startsWith(`${folder}/`));
    return holding.sort((a, b) => a.length - b.length)[0] ?? uri.slice(0, uri.lastIndexOf("/"));
  }

  /** True when the change was in files of other plans. */
  private isCurrent({ plan }: Analysis): boolean {
    return [...plan.files.values()].every(({ uri, source }) => this.sourceOf(uri, plan.root) === source);
  }

  /** A file's content, if a plan may import it (or it is the plan's root); one that is not read yet is asked for. */
  sourceOf(uri: string, root?: string): SourceFile | undefined {
    if (uri !== root && !this.mayImport(uri)) return undefined;
    const open = this.open.get(uri);
    if (open) return open;
    if (!this.stored.has(uri) && !this.reads.has(uri)) this.load(uri);
    return this.stored.get(uri);
  }

  private mayImport(uri: string): boolean {
    if (!isPlanFile(uri)) return false;
    if (this.folders.some((folder) => uri.startsWith(`${folder}/`))) return true;
    for (const open of this.open.keys()) if (uri.startsWith(open.slice(0, open.lastIndexOf("/") + 1))) return true;
    return false;
  }

  private foldersChanged(): void {
    this.graph.forgetRoots();
    this.generation++;
  }

  /** Reads a file; the last of several reads of one file counts. */
  private load(uri: string): void {
    const read = this.readText(uri).then((text) => {
      if (this.reads.get(uri) !== read) return;
      this.reads.delete(uri);
      this.store(uri, text);
      this.events.onLoaded();
    });
    this.reads.set(uri, read);
  }

  private async readText(uri: string): Promise<string | undefined> {
    try {
      return await this.host.read(uri);
    } catch (error) {
      this.events.onError(error);
      return undefined;
    }
  }

  /** Takes over what was read, if it is new. */
  private store(uri: string, text: string | undefined): void {
    const before = this.stored.get(uri);
    if (text === undefined ? this.stored.has(uri) && !before : before && textOfPlanFile(before) === text) return;
    const file = text === undefined ? undefined : readPlanFile(uri, text);
    this.stored.set(uri, file);
    if (!this.open.has(uri)) this.graph.set(uri, file && outlineOf(file));
    this.generation++;
  }

  /** What may import others is looked for in the folders, without what the nearest configuration excludes. */
  private searched(): SearchedWorkspace {
    return {
      list: () => this.listed(),
      read: (uri) => this.readText(uri),
      isKnown: (uri) => this.stored.has(uri) || this.open.has(uri),
      isLeftOut: async (uri) => {
        const top = this.topOf(uri);
        this.configs.nearest(uri, top);
        await Promise.all(this.configs.loading(uri, top));
        return this.isLeftOut(uri);
      },
      take: (uri, text) => {
        this.found.add(uri);
        this.store(uri, text);
      },
      onDone: () => this.events.onLoaded(),
    };
  }

  private isLeftOut(uri: string): boolean {
    const config = this.configs.nearest(uri, this.topOf(uri));
    return config !== undefined && isLeftOut(config, uri);
  }

  /** Others are left out than before: what a search found is forgotten until the next, or until a plan needs it. */
  private searchAgain(): void {
    this.importers.forget();
    for (const uri of this.found) {
      this.stored.delete(uri);
      if (!this.open.has(uri)) this.graph.set(uri, undefined);
    }
    this.found.clear();
    this.generation++;
  }

  private async listed(): Promise<readonly string[]> {
    try {
      return (await this.host.list?.()) ?? [];
    } catch (error) {
      this.events.onError(error);
      return [];
    }
  }
}
