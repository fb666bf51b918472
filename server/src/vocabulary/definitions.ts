import schemaFile from "../../../schemas/plan.schema.json";
import type { Dimension } from "../quantity/units.ts";

/** What a quantity must be, as `quantity` in the schema says it. Amounts are never negative. */
export interface QuantityConstraint {
  readonly dimension: Dimension | readonly Dimension[];
  readonly min?: string;
  readonly max?: string;
  readonly moreThan?: string;
  /** An amount of money per time; left out, it is paid once. */
  readonly per?: "year" | "h";
  /** A share of the workload's data per time (`5 %/day`) is also meant. */
  readonly relative?: true;
}

/** Notations other than quantities; `check-text.ts` knows them. */
export type TextFormat = "name" | "place" | "window" | "moment" | "date" | "path" | "currency";

/**
 * What must hold between the values of a block or of an attribute. Values are named by their property, parts of a value
 * behind a slash.
 */
export interface Rule {
  /** The rule applies when each of these has one of the values. */
  readonly when?: Readonly<Record<string, readonly (string | boolean)[]>>;
  /** These must be absent. */
  readonly without?: readonly string[];
  /** One of these must be present. */
  readonly needs?: readonly string[];
  /** Two names, or a name and a list of names, that must not be the same. */
  readonly differ?: readonly [string, string];
  /** Two quantities of which the first must not be below the second. */
  readonly atLeast?: readonly [string, string];
  readonly because: string;
  readonly severity?: "error" | "warning";
}

/** The parts of JSON Schema that values of `plan.schema.json` use, with the keywords that are the project's own. */
export interface ValueSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  /** How the values are written in the language, where that differs from JSON. */
  readonly enumWords?: readonly string[];
  readonly format?: TextFormat;
  readonly quantity?: QuantityConstraint;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: ValueSchema;
  /** How the parts of an object are written in the language. */
  readonly form?: string;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly required?: readonly string[];
  readonly rules?: readonly Rule[];
  /** The kind of thing that the name declares. */
  readonly declares?: string;
  /** Kinds of things that the name refers to; `refersBy` names the part that says the kind. */
  readonly refers?: readonly string[];
  readonly refersBy?: string;
  readonly assumed?: Assumed;
}

/** What holds when a value is left out: a value and where it comes from, or the constant of `assume` that says so. */
export interface Assumed {
  /** In the language's notation; absent when it depends on other things, which `source` then describes. */
  readonly value?: string;
  readonly low?: string;
  readonly high?: string;
  readonly source?: string;
  /** Name of the constant in `assume`, which then holds all the rest. */
  readonly constant?: string;
}

export interface BlockSchema extends ValueSchema {
  readonly title: string;
  readonly description: string;
  readonly form: string;
  /** How the block is written. */
  readonly example: string;
  readonly properties: Readonly<Record<string, ValueSchema>>;
}

/** A property of the plan document: one block, or a list of blocks with what a whole one needs. */
export interface CollectionSchema {
  readonly $ref?: string;
  readonly items?: {
    readonly $ref?: string;
    readonly allOf?: readonly { readonly $ref?: string }[];
    readonly anyOf?: readonly { readonly $ref?: string }[];
    readonly required?: readonly string[];
    readonly rules?: readonly Rule[];
  };
}

export interface PlanSchema {
  readonly properties: Readonly<Record<string, CollectionSchema>>;
  readonly definitions: Readonly<Record<string, BlockSchema | ValueSchema>>;
}

/** `schemas/plan.schema.json`, which a test of its own keeps to these types. */
export const planSchema = schemaFile as unknown as PlanSchema;

const REF = "#/definitions/";

/** The name behind a `$ref`. */
export function definitionName(ref: string): string {
  return ref.slice(REF.length);
}

export function definitionOf(name: string): BlockSchema | ValueSchema {
  const found = planSchema.definitions[name];
  if (!found) throw new Error(`The schema has no definition '${name}'.`);
  return found;
}

/** The definition of a block. */
export function blockSchema(word: string): BlockSchema {
  const found = definitionOf(word);
  if (!("example" in found)) throw new Error(`The schema's definition '${word}' is no block.`);
  return found;
}
