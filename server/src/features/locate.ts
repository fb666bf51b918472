import type { Analysis } from "../analysis.ts";
import { type Span, shift } from "../base/span.ts";
import type { Declaration } from "../model/declaration.ts";
import type { SourceFile } from "../model/source-file.ts";
import { type Path, pathAt } from "../syntax/path-at.ts";
import { blockIndexAt } from "../syntax/position.ts";
import type { Block, Statement, SyntaxFile } from "../syntax/tree.ts";

/** A block of a file with its place in it. */
export interface LocatedBlock {
  readonly uri: string;
  readonly syntax: SyntaxFile;
  readonly index: number;
  readonly block: Block;
  /** Where the block starts in the file. */
  readonly start: number;
  readonly declaration: Declaration | undefined;
}

/** What stands at an offset. Spans in `path` count from the block's start. */
export interface Located extends LocatedBlock {
  /** The offset in the block. */
  readonly offset: number;
  readonly path: Path;
  /** The innermost statement. */
  readonly statement: Statement | undefined;
  /** The statement around that one. */
  readonly outer: Statement | undefined;
}

/** The syntax of a file of the plan; nothing for a file in another form or out of the plan. */
export function syntaxOf(analysis: Analysis, uri: string): SyntaxFile | undefined {
  const source: SourceFile | undefined = analysis.plan.files.get(uri)?.source;
  return source?.form === "drplan" ? source.syntax : undefined;
}

export function blockAt(analysis: Analysis, uri: string, index: number): LocatedBlock | undefined {
  const file = analysis.plan.files.get(uri);
  if (file?.source?.form !== "drplan") return undefined;
  const { syntax } = file.source;
  const block = syntax.blocks[index];
  if (!block) return undefined;
  const declaration = analysis.plan.declarations.get(file.ids[index] ?? -1);
  return { uri, syntax, index, block, start: syntax.starts[index] ?? 0, declaration };
}

/** What stands at an offset of a file. Where two blocks meet, the one of which something stands there. */
export function locate(analysis: Analysis, uri: string, offset: number): Located | undefined {
  const syntax = syntaxOf(analysis, uri);
  if (!syntax) return undefined;
  const index = blockIndexAt(syntax, offset);
  const here = locatedIn(analysis, uri, index, offset);
  if (!here || here.offset > 0 || index === 0 || here.path.statements.length > 0) return here;
  const before = locatedIn(analysis, uri, index - 1, offset);
  return before && before.path.statements.length > 0 ? before : here;
}

function locatedIn(analysis: Analysis, uri: string, index: number, offset: number): Located | undefined {
  const found = blockAt(analysis, uri, index);
  if (!found) return undefined;
  const inBlock = offset - found.start;
  const path = pathAt(found.block, inBlock);
  const { statements } = path;
  return { ...found, offset: inBlock, path, statement: statements.at(-1), outer: statements.at(-2) };
}

/** The blocks that a range of a file touches. */
export function* blocksIn(analysis: Analysis, uri: string, range: Span): Iterable<LocatedBlock> {
  const syntax = syntaxOf(analysis, uri);
  if (!syntax) return;
  const last = blockIndexAt(syntax, range.end);
  for (let index = blockIndexAt(syntax, range.start); index <= last; index++) {
    const found = blockAt(analysis, uri, index);
    if (found) yield found;
  }
}

/** A span of the block in the file's offsets. */
export function inFile({ start }: { readonly start: number }, span: Span): Span {
  return shift(span, start);
}
