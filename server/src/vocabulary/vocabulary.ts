import type { ParseOptions } from "../syntax/tree.ts";
import type { BlockKind } from "./block-document.ts";
import {
  type Assumed,
  blockSchema,
  type CollectionSchema,
  definitionName,
  definitionOf,
  planSchema,
  type Rule,
  type ValueSchema,
} from "./definitions.ts";
import { type Form, parseForm, plainForm } from "./form.ts";
import { type ValueType, valueType } from "./value-type.ts";

/** A block of the language: a top-level one, or `step`, which stands only inside a runbook. */
export type BlockWord = BlockKind | "step";

export interface BlockInfo {
  readonly word: BlockWord;
  readonly title: string;
  readonly description: string;
  /** How it is written. */
  readonly example: string;
  /** Name, label and the like, which stand between the word and the brace. */
  readonly header: Form;
  readonly parts: ReadonlyMap<string, PartInfo>;
  readonly attributes: ReadonlyMap<string, AttributeInfo>;
  /** Blocks that may stand inside, by their word, with the property of the value that holds them. */
  readonly nested: ReadonlyMap<string, Nested>;
  /** Parts and attributes that a whole block must have. A block inside an `option` needs only `identity`. */
  readonly required: readonly string[];
  readonly identity: readonly string[];
  readonly rules: readonly Rule[];
  /** Property of a plan document that holds such blocks. Absent for `step`. */
  readonly collection?: string;
  /** True for `plan` and `assume`, which a document holds once. */
  readonly single: boolean;
  /** False for a statement without braces, such as `import`. */
  readonly hasBody: boolean;
}

export interface Nested {
  readonly block: BlockInfo;
  readonly property: string;
}

/** A value: a part of a header, a part of an attribute, or the one value of an attribute. */
export interface PartInfo {
  /** Empty for the value of a plain attribute. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly type: ValueType;
  readonly list: boolean;
  readonly assumed?: Assumed;
  /** Taken in JSON when left out. */
  readonly default?: string;
  /** An example in JSON. */
  readonly example: unknown;
}

export interface AttributeInfo {
  readonly word: string;
  readonly title: string;
  readonly description: string;
  /** May stand in several statements: its value is a list. */
  readonly repeatable: boolean;
  readonly form: Form;
  /** By name; a plain attribute has one part, with an empty name. */
  readonly parts: ReadonlyMap<string, PartInfo>;
  /** The value is an object with named parts, not one value or a list of values. */
  readonly composite: boolean;
  /** The part that may stand in JSON for the whole value. */
  readonly main?: string;
  /** Parts that must be there. */
  readonly required: readonly string[];
  readonly rules: readonly Rule[];
  readonly assumed?: Assumed;
  readonly example: unknown;
}

/** The block of that word, also of `step`; nothing for an unknown word. */
export function blockInfo(word: BlockWord): BlockInfo;
export function blockInfo(word: string): BlockInfo | undefined;
export function blockInfo(word: string): BlockInfo | undefined {
  return vocabulary().blocks.get(word);
}

/** All blocks in the order of the schema; `step` stands last. */
export function allBlocks(): Iterable<BlockInfo> {
  return vocabulary().blocks.values();
}

/** Words that start a top-level statement. */
export function blockWords(): ReadonlySet<string> {
  return vocabulary().topLevel;
}

export function isBlockKind(word: string): word is BlockKind & string {
  return vocabulary().topLevel.has(word);
}

export function attributesOf(kind: BlockWord): ReadonlyMap<string, AttributeInfo> {
  return blockInfo(kind).attributes;
}

/** The blocks in which an attribute of that word may stand. */
export function blocksWithAttribute(attribute: string): readonly BlockInfo[] {
  return [...allBlocks()].filter((block) => block.attributes.has(attribute));
}

/** What the model assumes where an attribute is left out. */
export function assumedFor(kind: BlockWord, attribute: string): Assumed | undefined {
  return blockInfo(kind).attributes.get(attribute)?.assumed;
}

/** The block whose instances stand in that property of a plan document. */
export function blockOfCollection(property: string): BlockInfo | undefined {
  return vocabulary().byCollection.get(property);
}

/** The properties of a plan document that hold blocks, in their order. */
export function collections(): Iterable<string> {
  return vocabulary().byCollection.keys();
}

let options: ParseOptions | undefined;

/** What the parser may know about words. */
export function parseOptions(): ParseOptions {
  options ??= { blockWords: blockWords(), containerWords: new Set(["option"]) };
  return options;
}

/** Kinds of things that can be declared and named. */
export function declaredKind(block: BlockInfo): string | undefined {
  const type = block.parts.get("name")?.type;
  return type?.type === "name" ? type.declares : undefined;
}

interface Vocabulary {
  readonly blocks: ReadonlyMap<string, BlockInfo>;
  readonly byCollection: ReadonlyMap<string, BlockInfo>;
  readonly topLevel: ReadonlySet<string>;
}

let loaded: Vocabulary | undefined;

/** Read from the schema on first use: it costs a millisecond that a caller of nothing need not pay. */
function vocabulary(): Vocabulary {
  loaded ??= load();
  return loaded;
}

function load(): Vocabulary {
  const blocks = new Map<string, BlockInfo>();
  const byCollection = new Map<string, BlockInfo>();
  const step = readBlockInfo("step", blocks);
  blocks.delete("step");
  for (const [property, collection] of Object.entries(planSchema.properties)) {
    const word = blockWordOf(collection);
    if (word === undefined) continue;
    const block = readBlockInfo(word, blocks, { property, schema: collection }, step);
    byCollection.set(property, block);
  }
  const topLevel = new Set(blocks.keys());
  blocks.set("step", step);
  return { blocks, byCollection, topLevel };
}

/** The word of the block that a property of the plan document holds. */
function blockWordOf({ $ref, items }: CollectionSchema): string | undefined {
  const ref = $ref ?? items?.$ref ?? items?.allOf?.[0]?.$ref ?? items?.anyOf?.find((entry) => entry.$ref)?.$ref;
  return ref === undefined ? undefined : definitionName(ref);
}

/** Nested blocks come before what holds them: `option` stands last in the schema but for `assume`. */
function readBlockInfo(
  word: string,
  known: Map<string, BlockInfo>,
  collection?: { readonly property: string; readonly schema: CollectionSchema },
  step?: BlockInfo,
): BlockInfo {
  const definition = blockSchema(word);
  const header = parseForm(definition.form);
  const parts = new Map<string, PartInfo>();
  const attributes = new Map<string, AttributeInfo>();
  const nested = new Map<string, Nested>();
  for (const [property, raw] of Object.entries(definition.properties)) {
    const value = raw.$ref === undefined ? raw : definitionOf(definitionName(raw.$ref));
    const inner = value.items?.$ref;
    if (inner !== undefined) {
      const name = definitionName(inner);
      const block = name === "step" ? step : known.get(name);
      if (!block) throw new Error(`The schema must hold '${name}' before '${word}'.`);
      nested.set(name, { block, property });
    } else if (header.segments.some((segment) => segment.part === property)) {
      parts.set(property, partInfo(property, value));
    } else if (property !== "doc") attributes.set(property, attributeInfo(property, value));
  }
  const whole = collection?.schema.items;
  const identity = definition.required ?? [];
  const info: BlockInfo = {
    word: word as BlockWord,
    title: definition.title,
    description: definition.description,
    example: definition.example,
    header,
    parts,
    attributes,
    nested,
    required: [...identity, ...(whole?.required ?? [])],
    identity,
    rules: whole?.rules ?? [],
    ...(collection ? { collection: collection.property } : {}),
    single: collection?.schema.$ref !== undefined,
    hasBody: word !== "import",
  };
  known.set(word, info);
  return info;
}

function attributeInfo(word: string, value: ValueSchema): AttributeInfo {
  const item = value.items ?? value;
  const repeatable = value.type === "array";
  const parts = new Map<string, PartInfo>();
  for (const [name, part] of Object.entries(item.properties ?? {})) parts.set(name, partInfo(name, part, item));
  if (!item.properties) parts.set("", partInfo("", value));
  const form = item.form === undefined ? plainForm(repeatable) : parseForm(item.form);
  const main = Array.isArray(item.type) ? form.segments[0]?.part : undefined;
  return {
    word,
    title: value.title ?? titleOf(word),
    description: value.description ?? "",
    repeatable,
    form,
    parts,
    composite: item.properties !== undefined,
    ...(main === undefined ? {} : { main }),
    required: item.required ?? [],
    rules: item.rules ?? [],
    ...assumed(value),
    example: value.examples?.[0],
  };
}

function partInfo(name: string, value: ValueSchema, parent: ValueSchema = {}): PartInfo {
  return {
    name,
    title: value.title ?? titleOf(name),
    description: value.description ?? "",
    type: valueType(value.items ?? value, parent),
    list: value.type === "array",
    ...(value.default === undefined ? {} : { default: value.default }),
    ...assumed(value),
    example: value.examples?.[0],
  };
}

function assumed({ assumed: what }: ValueSchema): { readonly assumed?: Assumed } {
  if (what === undefined) return {};
  if (what.constant === undefined) return { assumed: what };
  const constant = blockSchema("assume").properties[what.constant]?.assumed;
  if (!constant) throw new Error(`'assume' has no constant '${what.constant}'.`);
  return { assumed: { ...constant, constant: what.constant } };
}

function titleOf(word: string): string {
  return word === "" ? "" : `${word[0]?.toUpperCase()}${word.slice(1).replaceAll("-", " ")}`;
}
