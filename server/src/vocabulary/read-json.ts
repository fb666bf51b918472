import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { nearest } from "../base/nearest.ts";
import { type Span, span } from "../base/span.ts";
import type { BlockDocument, Problem, ProblemCode } from "./block-document.ts";
import { spanOf } from "./json-spans.ts";
import { isJsonBlock, readJsonBlock } from "./read-json-block.ts";
import { type BlockInfo, blockOfCollection, collections } from "./vocabulary.ts";

/** A plan document, read. */
export interface JsonFile {
  readonly text: string;
  /** In the order of the file; the spans of each count from its own start. */
  readonly documents: readonly BlockDocument[];
  /** Where each of them starts in the text. */
  readonly starts: readonly number[];
  /** What is wrong outside of the blocks, in the file; each block has its own problems. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a `.drplan.json` file. Never throws; what is sound is read also when something else is wrong. Blocks at its start
 * and its end that are as they were `before` stay the same objects.
 */
export function readJson(text: string, before?: JsonFile): JsonFile {
  const errors: ParseError[] = [];
  const root = text.trim() === "" ? undefined : parseTree(text, errors);
  const problems = errors.map((error) => syntaxProblem(error));
  const items: Item[] = [];
  if (!root && errors.length === 0)
    problems.push(problem("bad-json", "The plan is empty: it needs at least {}", span(0, 0)));
  else if (root?.type === "object") for (const property of root.children ?? []) readProperty(property, items, problems);
  else if (root) problems.push(problem("bad-json", "A plan document is a JSON object", spanOf(root)));
  const starts = items.map(({ node }) => node.offset);
  return { text, documents: documentsOf(items, text, before), starts, problems };
}

/** What is to be read as a block. */
interface Item {
  readonly node: Node;
  readonly info: BlockInfo;
}

function documentsOf(items: readonly Item[], text: string, before: JsonFile | undefined): readonly BlockDocument[] {
  const old = before?.documents ?? [];
  const known = (item: Item, index: number) => {
    const document = old[index];
    if (!before || document?.kind !== item.info.word) return undefined;
    const start = before.starts[index] ?? 0;
    const { length } = item.node;
    const isSame =
      document.spans.statement.end === length &&
      before.text.slice(start, start + length) === text.slice(item.node.offset, item.node.offset + length);
    return isSame ? document : undefined;
  };
  const most = Math.min(items.length, old.length);
  let head = 0;
  while (head < most && known(items[head] as Item, head)) head++;
  let tail = 0;
  while (tail < most - head && known(items[items.length - 1 - tail] as Item, old.length - 1 - tail)) tail++;
  const changed = items.slice(head, items.length - tail).map(({ node, info }) => {
    const { offset, length } = node;
    moveBack(node, offset);
    return readJsonBlock(node, info, text.slice(offset, offset + length));
  });
  return [...old.slice(0, head), ...changed, ...old.slice(old.length - tail)];
}

/** The places of a block count from its own start, so that it stays the same when something changes before it. */
function moveBack(node: { offset: number; readonly children?: Node[] }, by: number): void {
  node.offset -= by;
  for (const child of node.children ?? []) moveBack(child, by);
}

function syntaxProblem({ error, offset, length }: ParseError): Problem {
  const what = printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return problem("bad-json", `This is not JSON: ${what}`, span(offset, offset + length));
}

function problem(code: ProblemCode, message: string, where: Span): Problem {
  return { code, severity: "error", message, span: where, repairs: [] };
}

function readProperty(property: Node, items: Item[], problems: Problem[]): void {
  const [key, value] = property.children ?? [];
  if (!key || !value || key.value === "$schema") return;
  const block = blockOfCollection(key.value);
  if (!block) {
    problems.push(unknownCollection(key));
    return;
  }
  const wanted = block.single ? "object" : "array";
  if (value.type !== wanted) {
    const message = `'${key.value}' is ${block.single ? "one block: write it in braces" : "a list: write it in square brackets"}`;
    problems.push(problem("unexpected-value", message, spanOf(value)));
    return;
  }
  for (const node of block.single ? [value] : (value.children ?? [])) {
    if (isJsonBlock(node, block)) items.push({ node, info: block });
    else problems.push(problem("unexpected-value", `A ${block.word} is written in braces`, spanOf(node)));
  }
}

function unknownCollection(key: Node): Problem {
  const name = String(key.value);
  const meant = nearest(name, collections());
  const hint = meant === undefined ? `it holds ${[...collections()].join(", ")}` : `did you mean '${meant}'?`;
  const where = span(key.offset + 1, key.offset + key.length - 1);
  const repairs =
    meant === undefined ? [] : [{ title: `Write '${meant}'`, edits: [{ span: where, text: meant }], safe: true }];
  return { ...problem("unknown-block", `A plan document has no '${name}': ${hint}`, where), repairs };
}
