import { existsSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { isGlob } from "../base/glob.ts";
import { applyEdits } from "../base/text-edit.ts";
import { canonicalQuantity } from "../features/format.ts";
import { paintWith } from "../report/paint.ts";
import { textDiff } from "../report/text-diff.ts";
import { formatFile } from "../syntax/format-file.ts";
import { parseFile } from "../syntax/parse-file.ts";
import { positionAt } from "../syntax/position.ts";
import { parseOptions } from "../vocabulary/vocabulary.ts";
import { CommandFailure } from "./command-failure.ts";
import { Configs } from "./configs.ts";
import { findByPattern, findPlanFiles } from "./find-plan-files.ts";
import { overwrite } from "./fix-plans.ts";
import type { ExitCode, Host } from "./host.ts";
import { readTextFile, readTextStream, reasonOf } from "./read-text.ts";

export interface FormatOptions {
  /** Tell which files are not in the usual form, and write nothing. */
  readonly check?: boolean;
  /** Show what would change, and write nothing. */
  readonly diff?: boolean;
}

/**
 * Gives plan files their usual form; only what differs is written, and `-` goes from the standard input to the standard
 * output. Blocks with errors stay as they are, which is said, and ends with 2. With `check` or `diff` 1 says that something would change.
 */
export async function formatCommand(paths: readonly string[], options: FormatOptions, host: Host): Promise<ExitCode> {
  let code: ExitCode = 0;
  let changed = 0;
  const worse = (now: ExitCode) => {
    if (now > code) code = now;
  };
  const files = new Set<string>();
  for (const path of paths) {
    try {
      if (path === "-") worse(await formatInput(options, host));
      else for (const file of filesOf(path, host)) files.add(file);
    } catch (error) {
      worse(told(error, host));
    }
  }
  for (const path of files) {
    const name = relative(host.cwd, path).split(sep).join("/");
    try {
      const before = readTextFile(path, name);
      const { text, isWhole } = formatted(before, name, host);
      if (!isWhole) worse(2);
      if (text === before) continue;
      changed++;
      if (options.diff) host.out(textDiff(name, before, text, paintWith(host.colours)));
      else host.out(`${name}\n`);
      if (options.check || options.diff) worse(1);
      else overwrite(pathToFileURL(path).href, text, name);
    } catch (error) {
      worse(told(error, host));
    }
  }
  if (files.size > 0) host.err(summary(changed, files.size, options));
  return code;
}

async function formatInput({ check, diff }: FormatOptions, host: Host): Promise<ExitCode> {
  const name = "<stdin>";
  const before = await readTextStream(host.stdin(), name);
  const { text, isWhole } = formatted(before, name, host);
  if (diff) host.out(textDiff(name, before, text, paintWith(host.colours)));
  else if (!check) host.out(text);
  else if (text !== before) host.out(`${name}\n`);
  if (!isWhole) return 2;
  return (check || diff) && text !== before ? 1 : 0;
}

/** The files that an argument means. JSON has no form of its own, so folders and patterns leave it out. */
function filesOf(path: string, host: Host): readonly string[] {
  const absolute = resolve(host.cwd, path);
  const configs = new Configs((file) => relative(host.cwd, file));
  const isExcluded = (file: string) => configs.excludes(file);
  const isPlain = (file: string) => !isJson(file);
  if (isGlob(path) && !existsSync(absolute)) {
    const found = findByPattern(path, host.cwd, isExcluded).filter(isPlain);
    if (found.length === 0) throw new CommandFailure(path, "matches no plan (*.drplan)");
    return found;
  }
  let isFolder: boolean;
  try {
    isFolder = statSync(absolute).isDirectory();
  } catch (error) {
    throw new CommandFailure(path, reasonOf(error));
  }
  if (!isFolder) {
    if (isJson(path))
      throw new CommandFailure(path, "is JSON, which has no form of its own here: only *.drplan files have");
    return [absolute];
  }
  const found = findPlanFiles(absolute, isExcluded).filter(isPlain);
  if (found.length === 0) throw new CommandFailure(path, "holds no plan (*.drplan)");
  return found;
}

function isJson(path: string): boolean {
  return path.toLowerCase().endsWith(".json");
}

/** The text in its usual form; says of each block with errors where it stays as it is. */
function formatted(text: string, name: string, host: Host): { readonly text: string; readonly isWhole: boolean } {
  const file = parseFile(text, parseOptions());
  const broken = file.blocks.flatMap(({ errors }, index) => errors.slice(0, 1).map((error) => ({ error, index })));
  for (const { error, index } of broken) {
    const { line, character } = positionAt(file, (file.starts[index] ?? 0) + error.span.start);
    host.err(`drplan: ${name}:${line + 1}:${character + 1}: ${error.message} (this block stays as it is)\n`);
  }
  return { text: applyEdits(text, formatFile(file, canonicalQuantity)), isWhole: broken.length === 0 };
}

function told(error: unknown, host: Host): ExitCode {
  if (!(error instanceof CommandFailure)) throw error;
  host.err(`drplan: ${error.place}: ${error.message}\n`);
  return 2;
}

function summary(changed: number, files: number, { check, diff }: FormatOptions): string {
  const what = check || diff ? "would change" : "changed";
  return `${changed} of ${files} ${files === 1 ? "file" : "files"} ${what}.\n`;
}
