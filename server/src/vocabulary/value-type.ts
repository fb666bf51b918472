import type { QuantityConstraint, TextFormat, ValueSchema } from "./definitions.ts";

/** What a value is. */
export type ValueType =
  | { readonly type: "quantity"; readonly quantity: QuantityConstraint }
  | { readonly type: "count"; readonly whole: boolean; readonly min: number; readonly max: number }
  | { readonly type: "choice"; readonly choices: readonly Choice[] }
  | { readonly type: "yes-no" }
  /** A name declared here. */
  | { readonly type: "name"; readonly declares: string }
  /** A name declared elsewhere, of one of these kinds, or of the kind that the part `kindFrom` gives; without that part, of these. */
  | { readonly type: "reference"; readonly kinds: readonly string[]; readonly kindFrom?: string }
  /** `numbers`: a number without a unit is such a text as well, as of a version. */
  | { readonly type: "text"; readonly numbers?: true }
  | { readonly type: Exclude<TextFormat, "name"> };

export interface Choice {
  readonly value: string;
  /** As the language writes it. */
  readonly word: string;
  readonly description: string;
}

/** `parent` holds the parts of which the value is one. */
export function valueType(schema: ValueSchema, parent: ValueSchema = {}): ValueType {
  if (schema.quantity) return { type: "quantity", quantity: schema.quantity };
  if (schema.enum) return { type: "choice", choices: choicesOf(schema, schema.enum) };
  if (schema.type === "integer" || schema.type === "number") {
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
    return { type: "count", whole: schema.type === "integer", min: minimum, max: maximum };
  }
  if (schema.type === "boolean") return { type: "yes-no" };
  if (schema.declares !== undefined) return { type: "name", declares: schema.declares };
  if (schema.refers) return { type: "reference", kinds: schema.refers };
  if (schema.refersBy !== undefined) {
    const usual = parent.properties?.[schema.refersBy]?.assumed?.value;
    return { type: "reference", kinds: usual === undefined ? [] : [usual], kindFrom: schema.refersBy };
  }
  if (schema.format === undefined || schema.format === "name") return textType(schema);
  return { type: schema.format };
}

/** What the schema's examples are, the language accepts without quotes. */
function textType({ examples }: ValueSchema): ValueType {
  const hasNumbers = examples?.some((example) => typeof example === "string" && /^[\d.]+$/.test(example));
  return hasNumbers ? { type: "text", numbers: true } : { type: "text" };
}

function choicesOf(schema: ValueSchema, values: readonly string[]): readonly Choice[] {
  return values.map((value, index) => ({
    value,
    word: schema.enumWords?.[index] ?? value,
    description: schema.enumDescriptions?.[index] ?? "",
  }));
}
