import type { ValueSchema } from "../../server/src/vocabulary/definitions.ts";
import { blockSchema, definitionName, definitionOf } from "../../server/src/vocabulary/definitions.ts";
import { allBlocks, type BlockInfo } from "../../server/src/vocabulary/vocabulary.ts";

/** A JSON Schema as ajv reads it. */
export interface AjvSchema {
  readonly $id?: string;
  readonly [keyword: string]: unknown;
}

/**
 * The schemas that the validators are compiled from: `plan.schema.json` without what is only for people, with the
 * project's keywords where ajv's own would embed the whole schema in the code, and with every attribute in its long form
 * (`{ "rate": … }`), since short forms are lengthened before validation.
 */
export function ajvSchemas(): readonly AjvSchema[] {
  return [...allBlocks()].flatMap((block) => {
    const part = partial(block);
    return block.collection === undefined ? [part] : [part, whole(block)];
  });
}

/** A block inside an option: what it gives must be right, and it must say which block it changes. */
function partial(block: BlockInfo): AjvSchema {
  const { properties, required } = blockSchema(block.word);
  return { $id: block.word, ...objectSchema(properties, required) };
}

function whole(block: BlockInfo): AjvSchema {
  const missing = block.required.filter((name) => !block.identity.includes(name));
  return {
    $id: `whole-${block.word}`,
    $ref: block.word,
    ...(missing.length === 0 ? {} : { required: missing }),
    ...(block.rules.length === 0 ? {} : { keepsRules: block.rules }),
  };
}

function objectSchema(
  properties: Readonly<Record<string, ValueSchema>>,
  required: readonly string[] | undefined,
): AjvSchema {
  return {
    type: "object",
    properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, valueSchema(value)])),
    ...(required ? { required } : {}),
    onlyKnown: Object.keys(properties),
  };
}

function valueSchema(value: ValueSchema): AjvSchema {
  if (value.$ref !== undefined) {
    const target = definitionOf(definitionName(value.$ref));
    return "example" in target ? { $ref: definitionName(value.$ref) } : valueSchema(target);
  }
  if (value.quantity) return { isQuantity: value.quantity };
  if (value.enum) return { isOneOf: value.enum };
  if (value.format) return { isText: value.format };
  if (value.properties) {
    const schema = objectSchema(value.properties, value.required);
    return value.rules ? { ...schema, keepsRules: value.rules } : schema;
  }
  const { type, minimum, maximum, minItems, items } = value;
  return defined({ type, minimum, maximum, minItems, items: items && valueSchema(items) });
}

function defined(schema: AjvSchema): AjvSchema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}
