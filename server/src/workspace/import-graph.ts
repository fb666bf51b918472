import { resolveImport } from "../model/resolve-import.ts";
import { documentOf, type SourceFile, type Unit, unitsOf } from "../model/source-file.ts";
import type { BlockDocument } from "../vocabulary/block-document.ts";

/** What a file says about its place among other files. */
export interface Outline {
  /** True when it holds a `plan` block. */
  readonly isPlan: boolean;
  /** The files that it imports, in the order of the text. */
  readonly imports: readonly string[];
}

const NO_IMPORTS: readonly string[] = [];

/** @param before the file before an edit, if it is known: where neither `plan` nor `import` changed, all stays as it is. */
export function outlineOf(file: SourceFile, before?: SourceFile): Outline {
  const known = before && outlines.get(before);
  const outline = known && isUntouched(before, file) ? known : readOutline(file);
  outlines.set(file, outline);
  return outline;
}

const outlines = new WeakMap<SourceFile, Outline>();

/** True when the units that differ between two states of a file say nothing about other files. */
function isUntouched(before: SourceFile, now: SourceFile): boolean {
  const a = unitsOf(before);
  const b = unitsOf(now);
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const changed = [...a.slice(head, a.length - tail), ...b.slice(head, b.length - tail)];
  return changed.every((unit) => wordOf(unit) !== "plan" && wordOf(unit) !== "import");
}

function wordOf(unit: Unit): string | undefined {
  return "lineBreaks" in unit ? unit.statement?.word.text : unit.kind;
}

function readOutline(file: SourceFile): Outline {
  let isPlan = false;
  let imports = NO_IMPORTS;
  for (const unit of unitsOf(file)) {
    const word = wordOf(unit);
    if (word === "plan") isPlan = true;
    if (word === "import") imports = [...imports, ...targetsOf(file.uri, documentOf(unit))];
  }
  return { isPlan, imports };
}

function targetsOf(uri: string, document: BlockDocument): readonly string[] {
  if (document.kind !== "import" || document.value.file === undefined) return NO_IMPORTS;
  const target = resolveImport(uri, document.value.file);
  return target === undefined ? NO_IMPORTS : [target];
}

/** Which known file imports which. */
export class ImportGraph {
  private readonly outlines = new Map<string, Outline>();
  private readonly importers = new Map<string, Set<string>>();
  private readonly roots = new Map<string, string>();

  /** @param mayImport whether a file lies where plans may import it from; the importers of others don't count. */
  constructor(private readonly mayImport: (uri: string) => boolean) {}

  /** Notes what a file says now; nothing when there is no such file. */
  set(uri: string, outline: Outline | undefined): void {
    const before = this.outlines.get(uri);
    if (before && outline && sameOutline(before, outline)) return;
    this.roots.clear();
    for (const target of before?.imports ?? NO_IMPORTS) this.importers.get(target)?.delete(uri);
    if (outline) this.outlines.set(uri, outline);
    else this.outlines.delete(uri);
    for (const target of outline?.imports ?? NO_IMPORTS) {
      const importers = this.importers.get(target) ?? new Set();
      this.importers.set(target, importers.add(uri));
    }
  }

  /** To be called when `mayImport` answers otherwise than before. */
  forgetRoots(): void {
    this.roots.clear();
  }

  isPlan(uri: string): boolean {
    return this.outlines.get(uri)?.isPlan ?? false;
  }

  /**
   * The file from which a file's plan starts: itself when it holds a `plan` block or nobody imports it, else the nearest
   * importer that holds one, else the nearest that nobody imports. Of several, the first by name; the same goes for files
   * that only import each other.
   */
  rootOf(uri: string): string {
    let root = this.roots.get(uri);
    if (root === undefined) {
      root = this.findRoot(uri);
      this.roots.set(uri, root);
    }
    return root;
  }

  private findRoot(uri: string): string {
    const above = [...this.leadingTo(uri)];
    if (this.isPlan(uri) || above.length === 0) return uri;
    const plan = above.find((file) => this.isPlan(file));
    const top = above.find((file) => this.importersOf(file).length === 0);
    return plan ?? top ?? (above.sort()[0] as string);
  }

  /** All files that import it, also by way of others, the nearest first. A file in a circle leads to itself. */
  private leadingTo(uri: string): ReadonlySet<string> {
    const found = new Set(this.importersOf(uri));
    for (const file of found) for (const importer of this.importersOf(file)) found.add(importer);
    return found;
  }

  private importersOf(uri: string): readonly string[] {
    return this.mayImport(uri) ? [...(this.importers.get(uri) ?? NO_IMPORTS)].sort() : NO_IMPORTS;
  }
}

function sameOutline(a: Outline, b: Outline): boolean {
  return (
    a.isPlan === b.isPlan &&
    a.imports.length === b.imports.length &&
    a.imports.every((target, index) => target === b.imports[index])
  );
}
