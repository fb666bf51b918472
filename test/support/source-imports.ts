import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";

/** The folder of the project. */
export const ROOT = join(import.meta.dirname, "../..");

/** One `import … from` or `export … from` of a TypeScript file. */
export interface Import {
  /** What is imported: a path from the project's folder, or the name of a package. */
  readonly target: string;
  readonly isPackage: boolean;
  /** True when nothing of it is left at run time. */
  readonly typesOnly: boolean;
}

export interface Source {
  /** Path from the project's folder, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** All TypeScript files below folders of the project. */
export function sourcesBelow(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => readSource(join(entry.parentPath, entry.name)))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  );
}

function readSource(file: string): Source {
  const path = relative(ROOT, file).split(sep).join("/");
  const text = readFileSync(file, "utf8");
  return { path, text, imports: importsOf(text, path) };
}

/** A statement that imports, wherever it stands; the texts of examples hold no `from "…"`. */
const STATEMENT = /^(?:import|export)\s+(type\s+)?([^;"'`]*?)\s*from\s+"([^"\n]+)"/gm;
const FOR_EFFECT = /^import\s+"(\.[^"\n]+\.ts|[a-z@][^"\n.]*)";$/gm;
const DYNAMIC = /\bimport\(\s*["'`]([^"'`\n]+)/g;

/** What a text of TypeScript imports, also for effect only or later on. */
export function importsOf(text: string, path: string): readonly Import[] {
  const found = [...text.matchAll(STATEMENT)].map(([, type, names = "", target = ""]) =>
    importOf(target, path, type !== undefined || onlyTypes(names)),
  );
  const others = [...text.matchAll(FOR_EFFECT), ...text.matchAll(DYNAMIC)];
  return [...found, ...others.map(([, target = ""]) => importOf(target, path, false))];
}

function importOf(target: string, path: string, typesOnly: boolean): Import {
  if (!target.startsWith(".")) return { target, isPackage: true, typesOnly };
  return { target: posix.join(posix.dirname(path), target), isPackage: false, typesOnly };
}

function onlyTypes(names: string): boolean {
  const list = /^\{([^}]*)\}$/.exec(names)?.[1];
  const items = list?.split(",").filter((item) => item.trim() !== "") ?? [];
  return items.length > 0 && items.every((item) => /^\s*type\s/.test(item));
}
