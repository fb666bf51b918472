import { longForm } from "./long-form.ts";
import { type BlockInfo, blockOfCollection } from "./vocabulary.ts";
import type { PlanDocument } from "./write-json.ts";
import { writeAttribute, writeParts } from "./write-value.ts";

type Raw = Readonly<Record<string, unknown>>;

/** A plan document as text of the language. The document must be sound; what the vocabulary does not know is left out. */
export function writePlan(document: PlanDocument): string {
  const blocks = Object.entries(document).flatMap(([property, value]) => {
    const info = blockOfCollection(property);
    if (!info) return [];
    const items = info.single ? [value] : (value as readonly unknown[]);
    return items.map((item) => writeBlock(longForm(item, info, true) as Raw, info, ""));
  });
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n`;
}

/** A block with its documentation, without a line break at its end. */
export function writeBlock(value: Raw, info: BlockInfo, indent: string): string {
  const doc = typeof value.doc === "string" ? value.doc.split("\n") : [];
  const lines = doc.map((line) => `${indent}///${line === "" ? "" : ` ${line}`}`);
  const header = [info.word, writeParts(info.header, info.parts, value)].filter((piece) => piece !== "").join(" ");
  const body = bodyOf(value, info, `${indent}  `);
  if (body.length === 0 || !info.hasBody) return [...lines, indent + header].join("\n");
  return [...lines, `${indent}${header} {`, ...body, `${indent}}`].join("\n");
}

function bodyOf(value: Raw, info: BlockInfo, indent: string): readonly string[] {
  return Object.entries(value).flatMap(([name, given]) => {
    const attribute = info.attributes.get(name);
    if (attribute) return writeAttribute(attribute, given).map((statement) => indent + statement);
    const nested = [...info.nested.values()].find((candidate) => candidate.property === name);
    return nested ? (given as readonly Raw[]).map((item) => writeBlock(item, nested.block, indent)) : [];
  });
}
