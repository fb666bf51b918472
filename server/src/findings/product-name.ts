import type { Technology } from "../catalogue/technology.ts";

/** A product as messages call it: by its maker's name, or by that which the plan has given it. */
export function productName(technology: Technology | undefined, otherwise = "the product"): string {
  if (!technology) return otherwise;
  return technology.origin === "plan" ? `'${technology.id}'` : technology.product;
}
