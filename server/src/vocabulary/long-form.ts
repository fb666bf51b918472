import type { AttributeInfo, BlockInfo, PartInfo } from "./vocabulary.ts";

type Raw = Record<string, unknown>;

/**
 * The value of a block in its long form: what JSON may shorten (`"change": ["2 MB/s"]`) is written out, and what has a
 * fixed default is filled in. Copies only what it changes; what is wrong stays for validation to refuse.
 */
export function longForm(value: unknown, block: BlockInfo, isWhole: boolean): unknown {
  if (typeof value === "string" && !block.hasBody) return { [block.header.segments[0]?.part ?? ""]: value };
  if (!isObject(value)) return value;
  const long: Raw = {};
  for (const [name, given] of Object.entries(value)) long[name] = longProperty(name, given, block);
  for (const part of isWhole ? block.parts.values() : []) {
    if (part.default !== undefined && long[part.name] === undefined) long[part.name] = part.default;
  }
  return long;
}

function longProperty(name: string, given: unknown, block: BlockInfo): unknown {
  const attribute = block.attributes.get(name);
  if (attribute) {
    return attribute.repeatable && Array.isArray(given)
      ? given.map((item) => longItem(item, attribute))
      : longItem(given, attribute);
  }
  for (const nested of block.nested.values()) {
    if (nested.property !== name || !Array.isArray(given)) continue;
    return given.map((item) => longForm(item, nested.block, nested.block.word === "step"));
  }
  return given;
}

function longItem(item: unknown, attribute: AttributeInfo): unknown {
  if (!attribute.composite) return numberAsText(item, attribute.parts.get(""));
  if (attribute.main !== undefined && !isObject(item) && !Array.isArray(item)) return { [attribute.main]: item };
  if (!isObject(item)) return item;
  return Object.fromEntries(
    Object.entries(item).map(([name, given]) => [name, numberAsText(given, attribute.parts.get(name))]),
  );
}

/** A quantity that may be a plain number is one in JSON too. */
function numberAsText(value: unknown, part: PartInfo | undefined): unknown {
  if (typeof value !== "number" || part?.type.type !== "quantity") return value;
  const { dimension } = part.type.quantity;
  return typeof dimension !== "string" && dimension.includes("number") ? String(value) : value;
}

/** The short form, in which documents are written. */
export function shortForm(value: Readonly<Raw>, block: BlockInfo): unknown {
  const short: Raw = {};
  for (const [name, given] of Object.entries(value)) {
    const attribute = block.attributes.get(name);
    const nested = [...block.nested.values()].find((candidate) => candidate.property === name);
    if (nested) short[name] = (given as readonly Raw[]).map((item) => shortForm(item, nested.block));
    else if (!attribute?.composite) short[name] = given;
    else if (Array.isArray(given)) short[name] = given.map((item) => shortItem(item as Raw, attribute));
    else short[name] = shortItem(given as Raw, attribute);
  }
  const [first] = block.header.segments;
  const isLone = !block.hasBody && first !== undefined && Object.keys(short).length === 1;
  return isLone ? short[first.part] : short;
}

function shortItem(item: Raw, { main }: AttributeInfo): unknown {
  const names = Object.keys(item);
  return main !== undefined && names.length === 1 && names[0] === main ? item[main] : item;
}

function isObject(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
