import { type ParsedQuantity, parseQuantity } from "../quantity/parse-quantity.ts";
import type { Dimension } from "../quantity/units.ts";
import type { QuantityConstraint } from "./definitions.ts";

/** How a quantity fails what its attribute asks for. */
export type QuantityFailure = "unreadable" | "dimension" | "period" | "relative" | "bounds" | "ambiguous";

/** A quantity that is all that its attribute asks for. Called by the generated validators. */
export function isQuantity(value: unknown, constraint: QuantityConstraint): boolean {
  return quantityFailure(value, constraint) === undefined;
}

/** The first way in which the quantity fails; an ambiguous unit comes last, since the value is still usable. */
export function quantityFailure(value: unknown, constraint: QuantityConstraint): QuantityFailure | undefined {
  if (typeof value !== "string") return "unreadable";
  const parsed = parseQuantity(value);
  if (!parsed.ok) return "unreadable";
  const { quantity } = parsed;
  if (!allows(constraint, quantity.dimension)) return "dimension";
  if (quantity.relative && !constraint.relative) return "relative";
  if (quantity.per !== constraint.per) return "period";
  if (!isWithin(quantity, constraint)) return "bounds";
  return quantity.ambiguous ? "ambiguous" : undefined;
}

function allows({ dimension }: QuantityConstraint, given: Dimension): boolean {
  return typeof dimension === "string" ? dimension === given : dimension.includes(given);
}

/** A bound counts for quantities of its own dimension, and for bare numbers where these are allowed. */
function isWithin(
  { dimension, value: { low, high } }: ParsedQuantity,
  { min, max, moreThan }: QuantityConstraint,
): boolean {
  if (moreThan === undefined ? low < 0 : low <= 0) return false;
  if (min !== undefined && low < (boundFor(min, dimension) ?? low)) return false;
  return max === undefined || high <= (boundFor(max, dimension) ?? high);
}

function boundFor(bound: string, dimension: Dimension): number | undefined {
  const parsed = parseQuantity(bound);
  if (!parsed.ok) return undefined;
  const { quantity } = parsed;
  return quantity.dimension === dimension || dimension === "number" ? quantity.value.likely : undefined;
}
