import type { AttributeInfo, BlockInfo, PartInfo } from "../../server/src/vocabulary/vocabulary.ts";
import { allBlocks } from "../../server/src/vocabulary/vocabulary.ts";

/**
 * TypeScript types of the blocks' values, as `server/src/vocabulary/plan-types.ts` holds them.
 *
 * Everything is optional, since a value holds only what is sound.
 */
export function planTypes(): string {
  const blocks = [...allBlocks()];
  const topLevel = blocks.filter((block) => block.word !== "step");
  const values = topLevel.map((block) => `  readonly ${property(block.word)}: ${typeName(block.word)};`);
  return [
    "// Generated from schemas/plan.schema.json by `npm run generate`. Change the schema instead.",
    "",
    "/** A quantity in the language's notation, sound in its unit and bounds; `parseQuantity` reads it. */",
    "export type QuantityText = string;",
    "",
    "/** What the blocks say, by the word that starts them. */",
    `export interface BlockValues {\n${values.join("\n")}\n}`,
    ...blocks.flatMap(typesOf),
    "",
  ].join("\n");
}

function typesOf(block: BlockInfo): string[] {
  const own = typeName(block.word);
  const types: string[] = [];
  const members: string[] = [];
  const add = (name: string, doc: string, type: string) =>
    members.push(`  /** ${doc} */\n  ${member(`readonly ${property(name)}?:`, type)}`);
  for (const part of block.parts.values()) add(part.name, part.description, partType(part));
  for (const attribute of block.attributes.values()) {
    let type = plainType(attribute);
    if (attribute.composite) {
      type = `${own}${typeName(attribute.word)}`;
      types.push(compositeType(type, attribute));
    }
    add(
      attribute.word,
      attribute.description,
      attribute.repeatable && attribute.composite ? `readonly ${type}[]` : type,
    );
  }
  for (const { block: inner, property: name } of block.nested.values()) {
    add(name, `${inner.title} blocks inside.`, `readonly ${typeName(inner.word)}[]`);
  }
  add("doc", "The `///` lines above the block.", "string");
  return ["", `export interface ${own} {\n${members.join("\n")}\n}`, ...types];
}

/** A member, with a long union over several lines as the formatter breaks it. */
function member(name: string, type: string): string {
  if (name.length + type.length + 4 <= LINE_WIDTH || !type.includes(" | ")) return `${name} ${type};`;
  const list = /^readonly \((.*)\)\[\]$/.exec(type)?.[1];
  const choices = (list ?? type).split(" | ");
  const lines = choices.map((choice) => `\n    | ${choice}`).join("");
  return list === undefined ? `${name}${lines};` : `${name} readonly (${lines}\n  )[];`;
}

const LINE_WIDTH = 120;

function plainType(attribute: AttributeInfo): string {
  const part = attribute.parts.get("");
  return part ? partType(part) : "";
}

function compositeType(name: string, attribute: AttributeInfo): string {
  const members = [...attribute.parts.values()].map((part) => {
    const optional = attribute.required.includes(part.name) ? "" : "?";
    return `  /** ${part.description} */\n  ${member(`readonly ${property(part.name)}${optional}:`, partType(part))}`;
  });
  return `\nexport interface ${name} {\n${members.join("\n")}\n}`;
}

function partType(part: PartInfo): string {
  const one = valueTypeText(part);
  if (!part.list) return one;
  return one.includes("|") ? `readonly (${one})[]` : `readonly ${one}[]`;
}

function valueTypeText({ type }: PartInfo): string {
  switch (type.type) {
    case "quantity":
      return "QuantityText";
    case "count":
      return "number";
    case "yes-no":
      return "boolean";
    case "choice":
      return type.choices.map((choice) => JSON.stringify(choice.value)).join(" | ");
    default:
      return "string";
  }
}

function property(name: string): string {
  return /^\w+$/.test(name) ? name : JSON.stringify(name);
}

function typeName(word: string): string {
  return word
    .split("-")
    .map((part) => `${part[0]?.toUpperCase()}${part.slice(1)}`)
    .join("");
}
