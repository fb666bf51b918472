import type { Node } from "jsonc-parser";
import { span } from "../base/span.ts";
import { JsonSpans, spanOf } from "./json-spans.ts";
import { shortForm } from "./long-form.ts";
import type { MissingThing, ValueSource } from "./validate-value.ts";
import type { BlockInfo } from "./vocabulary.ts";

/** A block of a JSON file as the source of a value. */
export function jsonSource(node: Node, info: BlockInfo, text: string): ValueSource {
  const namePart = info.header.segments[0]?.part;
  const spans = new JsonSpans(node, namePart, []);

  return {
    isJson: true,
    at: (pointer) => spans.at(pointer),
    contentAt: (pointer) => withoutQuotes(spans.at(pointer), text),
    keyAt: (pointer) => withoutQuotes(spans.keyAt(pointer), text),
    headerOf: (pointer) => new JsonSpans(nodeAt(node, pointer), namePartAt(info, pointer), []).header,
    wasAttempted: () => false,
    insertion(missing) {
      const holder = nodeAt(node, missing.attribute?.pointer ?? missing.blockPointer);
      const example = exampleFor(missing);
      if (example === undefined || holder.type !== "object") return [];
      const shown = `${JSON.stringify(missing.name)}: ${JSON.stringify(example)}`;
      const last = holder.children?.at(-1);
      const end = last ? spanOf(last).end : holder.offset + 1;
      const lead = last ? /[\s]*$/.exec(text.slice(0, last.offset))?.[0] || " " : "";
      return [
        { title: `Insert ${shown}`, edits: [{ span: span(end, end), text: `${last ? "," : ""}${lead}${shown}` }] },
      ];
    },
  };
}

/** The part that stands for the block at a pointer: its name, or what it has instead. */
function namePartAt(info: BlockInfo, pointer: string): string | undefined {
  const property = pointer.split("/")[1];
  const nested = [...info.nested.values()].find((candidate) => candidate.property === property);
  return (nested?.block ?? info).header.segments[0]?.part;
}

function withoutQuotes(where: ReturnType<JsonSpans["at"]>, text: string): ReturnType<JsonSpans["at"]> {
  return where && text[where.start] === '"' ? span(where.start + 1, where.end - 1) : where;
}

function nodeAt(top: Node, pointer: string): Node {
  let node = top;
  for (const token of pointer.split("/").slice(1)) {
    const next =
      node.type === "array"
        ? node.children?.[Number(token)]
        : node.children?.find((property) => property.children?.[0]?.value === token)?.children?.[1];
    if (!next) return node;
    node = next;
  }
  return node;
}

function exampleFor({ block, name, attribute }: MissingThing): unknown {
  if (attribute) return attribute.info.parts.get(name)?.example;
  const example = block.attributes.get(name)?.example ?? block.parts.get(name)?.example;
  return example === undefined ? undefined : (shortForm({ [name]: example }, block) as Record<string, unknown>)[name];
}
