import type { Analysis } from "../analysis.ts";
import { type Span, shift } from "../base/span.ts";
import type { Block, Statement } from "../syntax/tree.ts";
import { type BlockInfo, type BlockWord, declaredKind } from "../vocabulary/vocabulary.ts";
import { syntaxOf } from "./locate.ts";
import { meaningOf } from "./statement-meaning.ts";

/** A block in the outline of a file. Spans count from the start of the file. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: BlockWord;
  readonly span: Span;
  /** What the name is made of; inside `span`. */
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

/** The outline of a file: its blocks, with steps and other blocks that stand inside them. */
export function documentSymbols(analysis: Analysis, uri: string): readonly DocumentSymbol[] {
  const syntax = syntaxOf(analysis, uri);
  if (!syntax) return [];
  return syntax.blocks.flatMap((block, index) => {
    const start = syntax.starts[index] ?? 0;
    return symbolsOf(block).map((symbol) => moved(symbol, start));
  });
}

const NONE: readonly DocumentSymbol[] = [];
const NO_STATEMENTS: readonly Statement[] = [];
const known = new WeakMap<Block, readonly DocumentSymbol[]>();

/** In the block's offsets. */
function symbolsOf(block: Block): readonly DocumentSymbol[] {
  let symbols = known.get(block);
  if (!symbols) {
    symbols = block.statement ? symbolsIn([block.statement], block.text) : NONE;
    known.set(block, symbols);
  }
  return symbols;
}

function symbolsIn(path: readonly Statement[], text: string): readonly DocumentSymbol[] {
  const meaning = meaningOf(path);
  const statement = path[path.length - 1];
  if (meaning?.kind !== "block" || !statement) return NONE;
  const { nested } = meaning.block;
  const inner = nested.size === 0 ? NO_STATEMENTS : (statement.body?.statements ?? NO_STATEMENTS);
  const children = inner.length === 0 ? NONE : inner.flatMap((one) => symbolsIn([...path, one], text));
  return [{ ...titleOf(statement, meaning.block, text), kind: meaning.block.word, span: statement.span, children }];
}

/** A block that declares a name is known by it; another one by all that stands before its brace. */
function titleOf(
  { word, values }: Statement,
  block: BlockInfo,
  text: string,
): Pick<DocumentSymbol, "name" | "detail" | "selection"> {
  const [first, second] = values;
  const last = values[values.length - 1];
  if (!first || !last) return { name: word.text, detail: "", selection: word.span };
  if (declaredKind(block) !== undefined) {
    const rest = second ? oneLine(text.slice(second.span.start, last.span.end)) : "";
    return { name: first.text, detail: second?.kind === "string" ? second.text : rest, selection: first.span };
  }
  const selection = { start: first.span.start, end: last.span.end };
  const name = last === first ? first.text : oneLine(text.slice(selection.start, selection.end));
  return { name: name === "" ? word.text : name, detail: word.text, selection };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

function moved(symbol: DocumentSymbol, by: number): DocumentSymbol {
  return {
    ...symbol,
    span: shift(symbol.span, by),
    selection: shift(symbol.selection, by),
    children: symbol.children.length === 0 ? NONE : symbol.children.map((child) => moved(child, by)),
  };
}
