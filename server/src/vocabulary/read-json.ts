import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { nearest } from "../base/nearest.ts";
import { type Span, span } from "../base/span.ts";
import { whole } from "../generated/validators.js";
import type { BlockDocument, BlockKind, Problem, ProblemCode } from "./block-document.ts";
import { jsonSource } from "./json-source.ts";
import { JsonSpans, spanOf } from "./json-spans.ts";
import { longForm } from "./long-form.ts";
import { validateValue } from "./validate-value.ts";
import { compact } from "./value-place.ts";
import { type BlockInfo, blockInfo, blockOfCollection, collections } from "./vocabulary.ts";

/** A plan document, read. Spans count from the start of the file. */
export interface JsonFile {
  readonly text: string;
  /** In the order of the file. */
  readonly documents: readonly BlockDocument[];
  /** What is wrong outside of the blocks; each block has its own problems. */
  readonly problems: readonly Problem[];
}

/** Reads a `.drplan.json` file. Never throws; what is sound is read also when something else is wrong. */
export function readJson(text: string): JsonFile {
  const errors: ParseError[] = [];
  const root = text.trim() === "" ? undefined : parseTree(text, errors);
  const problems = errors.map((error) => syntaxProblem(error));
  const documents: BlockDocument[] = [];
  if (!root && errors.length === 0)
    problems.push(problem("bad-json", "The plan is empty: it needs at least {}", span(0, 0)));
  if (!root) return { text, documents, problems };
  if (root.type !== "object") {
    problems.push(problem("bad-json", "A plan document is a JSON object", spanOf(root)));
    return { text, documents, problems };
  }
  for (const property of root.children ?? []) readProperty(property, text, documents, problems);
  return { text, documents, problems };
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

function readProperty(property: Node, text: string, documents: BlockDocument[], problems: Problem[]): void {
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
  for (const item of block.single ? [value] : (value.children ?? [])) {
    const document = readItem(item, block, text);
    if (document) documents.push(document);
    else problems.push(problem("unexpected-value", `A ${block.word} is written in braces`, spanOf(item)));
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

/** Reads one block from a value of a JSON document; spans count from the start of its text. Nothing when it is no object. */
export function readJsonBlock(node: Node, kind: BlockKind, text: string): BlockDocument | undefined {
  return readItem(node, blockInfo(kind), text);
}

function readItem(node: Node, info: BlockInfo, text: string): BlockDocument | undefined {
  const value = longForm(getNodeValue(node), info, true);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const validator = whole[info.word];
  if (!validator) throw new Error(`No validator was generated for '${info.word}'.`);
  const raw = value as Record<string, unknown>;
  const { problems, removed } = validateValue(validator, info, raw, () => jsonSource(node, info, text));
  if (removed.length > 0) compact(raw);
  const spans = new JsonSpans(node, info.header.segments[0]?.part, removed);
  // The validator has just established that the value has the type which is generated from the same schema.
  return { kind: info.word, value: raw, spans, problems } as unknown as BlockDocument;
}
