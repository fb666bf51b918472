import { getNodeValue, type Node } from "jsonc-parser";
import { whole } from "../generated/validators.js";
import type { BlockDocument } from "./block-document.ts";
import { jsonSource } from "./json-source.ts";
import { JsonSpans } from "./json-spans.ts";
import { longForm } from "./long-form.ts";
import { validateValue } from "./validate-value.ts";
import { compact } from "./value-place.ts";
import type { BlockInfo } from "./vocabulary.ts";

/** Reads one block from a value of a JSON document, for which `isJsonBlock` holds; spans are those of the value's nodes, in the text. */
export function readJsonBlock(node: Node, info: BlockInfo, text: string): BlockDocument {
  const raw = longForm(getNodeValue(node), info, true) as Record<string, unknown>;
  const validator = whole[info.word];
  if (!validator) throw new Error(`No validator was generated for '${info.word}'.`);
  const { problems, removed } = validateValue(validator, info, raw, () => jsonSource(node, info, text));
  if (removed.length > 0) compact(raw);
  const spans = new JsonSpans(node, info.header.segments[0]?.part, removed);
  // The validator has just established that the value has the type which is generated from the same schema.
  return { kind: info.word, value: raw, spans, problems } as unknown as BlockDocument;
}

/** Whether a value can be read as a block: an object, or a text where that stands for one. */
export function isJsonBlock({ type }: Node, { hasBody }: BlockInfo): boolean {
  return type === "object" || (type === "string" && !hasBody);
}
