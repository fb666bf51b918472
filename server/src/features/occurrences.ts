import type { Analysis } from "../analysis.ts";
import { type Span, shift } from "../base/span.ts";
import type { Declaration } from "../model/declaration.ts";
import type { JsonFile } from "../vocabulary/read-json.ts";
import { readBuiltInScenario } from "./built-in-scenario.ts";
import { blockAt, inFile, type LocatedBlock } from "./locate.ts";
import { type Named, nameOf, sameNamed, spanOf } from "./name-at.ts";
import { namesInBlock } from "./names-in-block.ts";

/** A place where a name stands. */
export interface Occurrence {
  readonly uri: string;
  /** In the file. */
  readonly span: Span;
  readonly declares: boolean;
}

/** Every place of the plan that names a thing, file by file in the order of the text. */
export function occurrencesOf(analysis: Analysis, named: Named): readonly Occurrence[] {
  return [...analysis.plan.files.keys()].flatMap((uri) => occurrencesIn(analysis, uri, named));
}

/** The same in one file. Looks only into blocks in whose text the name stands. */
export function occurrencesIn(analysis: Analysis, uri: string, named: Named): readonly Occurrence[] {
  const source = analysis.plan.files.get(uri)?.source;
  if (!source) return [];
  if (source.form === "json") return occurrencesInJson(analysis, uri, source.json, named.name);
  const { blocks } = source.syntax;
  const found: Occurrence[] = [];
  for (let index = 0; index < blocks.length; index++) {
    if (!blocks[index]?.text.includes(named.name)) continue;
    const located = blockAt(analysis, uri, index);
    if (located) found.push(...inBlock(analysis, located, named));
  }
  return found;
}

function inBlock(analysis: Analysis, located: LocatedBlock, named: Named): readonly Occurrence[] {
  return namesInBlock(located.block).flatMap((use) => {
    const meant = nameOf(analysis, use, located.block);
    if (!sameNamed(meant, named)) return [];
    const changes = located.declaration?.document.kind === "option" && named.kind === "plan";
    return [{ uri: located.uri, span: inFile(located, spanOf(use, meant)), declares: use.declares && !changes }];
  });
}

function occurrencesInJson(
  { plan }: Analysis,
  uri: string,
  { text, starts }: JsonFile,
  name: string,
): readonly Occurrence[] {
  if (!text.includes(name)) return [];
  const ids = plan.files.get(uri)?.ids ?? [];
  return ids.flatMap((id, index) => {
    const declaration = plan.declarations.get(id);
    if (!declaration) return [];
    return pointersTo(declaration, name).flatMap(({ pointer, declares }) => {
      const inBlock = declaration.document.spans.at(pointer);
      const span = inBlock && shift(inBlock, starts[index] ?? 0);
      const at = span ? text.slice(span.start, span.end).lastIndexOf(name) : -1;
      if (!span || at < 0) return [];
      const start = span.start + at;
      return [{ uri, span: { start, end: start + name.length }, declares }];
    });
  });
}

function pointersTo(declaration: Declaration, name: string): { pointer: string; declares: boolean }[] {
  const uses = declaration.references.filter(({ name: used, kinds }) => {
    return used === name || (kinds.includes("scenario") && readBuiltInScenario(used)?.of === name);
  });
  const found = uses.map(({ pointer }) => ({ pointer, declares: false }));
  return declaration.name === name ? [{ pointer: "/name", declares: true }, ...found] : found;
}
