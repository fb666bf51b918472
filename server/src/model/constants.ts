import { parseQuantity } from "../quantity/parse-quantity.ts";
import { type Uncertain, uncertain } from "../quantity/uncertain.ts";
import { type Assumed, definitionOf } from "../vocabulary/definitions.ts";
import type { BlockValues } from "../vocabulary/plan-types.ts";
import { type Declaration, isKind } from "./declaration.ts";

/** Names of the model's constants, as `assume` and the configuration override them. */
export type ConstantName = Exclude<keyof BlockValues["assume"], "setup" | "cost" | "changed" | "doc">;

/** A constant of the model in SI units, with where its value comes from. */
export interface Constant {
  readonly name: ConstantName;
  readonly value: Uncertain;
  /** The value as written. */
  readonly text: string;
  readonly source: string;
  /** True when the plan overrides it. */
  readonly overridden: boolean;
}

export type Constants = Readonly<Record<ConstantName, Constant>>;

const NOT_CONSTANTS: ReadonlySet<string> = new Set(["setup", "cost", "changed", "doc"]);

let shipped: Constants | undefined;

/** The documented values of all constants. */
export function shippedConstants(): Constants {
  if (!shipped) {
    const entries = Object.entries(definitionOf("assume").properties ?? {})
      .filter(([name]) => !NOT_CONSTANTS.has(name))
      .map(([name, { assumed }]) => [name, shippedConstant(name as ConstantName, assumed ?? {})]);
    shipped = Object.freeze(Object.fromEntries(entries)) as Constants;
  }
  return shipped;
}

function shippedConstant(name: ConstantName, assumed: Assumed): Constant {
  const text = assumed.value ?? "";
  const likely = amountOf(text)?.likely;
  if (likely === undefined) throw new Error(`The schema gives no value for the constant '${name}'.`);
  const low = amountOf(assumed.low)?.likely ?? likely;
  const high = amountOf(assumed.high)?.likely ?? likely;
  return { name, value: uncertain(low, likely, high), text, source: assumed.source ?? "", overridden: false };
}

function amountOf(text: string | number | undefined): Uncertain | undefined {
  if (text === undefined) return undefined;
  const result = parseQuantity(String(text));
  return result.ok ? result.quantity.value : undefined;
}

/** The constants with what a configuration file overrides, and after it the plan's `assume` blocks, later ones last. */
export function constantsWith(
  assumptions: readonly Declaration[],
  elsewhere: Readonly<Record<string, string | number>> = {},
): Constants {
  let constants = overriding(shippedConstants(), elsewhere, "the configuration file");
  for (const declaration of assumptions) {
    if (!isKind(declaration, "assume")) continue;
    constants = overriding(constants, declaration.document.value, "the plan's `assume` block");
  }
  return constants;
}

function overriding(constants: Constants, written: object, source: string): Constants {
  let result = constants;
  for (const [name, text] of Object.entries(written)) {
    const value = NOT_CONSTANTS.has(name) ? undefined : amountOf(text as string | number);
    if (!value || !(name in constants)) continue;
    result = { ...result, [name]: { name, value, text: String(text), source, overridden: true } };
  }
  return result;
}
