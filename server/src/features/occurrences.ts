import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import { blockAt, inFile, type LocatedBlock, syntaxOf } from "./locate.ts";
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
  const blocks = syntaxOf(analysis, uri)?.blocks ?? [];
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
