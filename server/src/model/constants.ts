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

/** The constants with what the plan's `assume` blocks override, later ones last. */
export function constantsWith(assumptions: readonly Declaration[]): Constants {
  let constants = shippedConstants();
  for (const declaration of assumptions) {
    if (!isKind(declaration, "assume")) continue;
    for (const [name, written] of Object.entries(declaration.document.value)) {
      const value = NOT_CONSTANTS.has(name) ? undefined : amountOf(written as string | number);
      if (!value || !(name in constants)) continue;
      const constant = { name, value, text: String(written), source: "the plan's `assume` block", overridden: true };
      constants = { ...constants, [name]: constant };
    }
  }
  return constants;
}
