import { parseQuantity } from "../quantity/parse-quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";

/** An amount of money, once or per second, in one currency. */
export interface Money {
  /** In the currency; per second where it is a rate (`3_600 GBP/h` is 1). A year has 365.25 days. */
  readonly amount: Uncertain;
  /** ISO 4217, as written. */
  readonly currency: string;
}

/** The amount, or nothing when the text is absent or no money (the vocabulary has said so then). */
export function readMoney(text: string | undefined): Money | undefined {
  if (text === undefined) return undefined;
  const result = parseQuantity(text);
  if (!result.ok || result.quantity.dimension !== "money" || result.quantity.currency === undefined) return undefined;
  const { value, currency, per } = result.quantity;
  const by = per === "year" ? YEAR : per === "h" ? HOUR : 1;
  return { amount: { low: value.low / by, likely: value.likely / by, high: value.high / by }, currency };
}

/** Seconds. */
const HOUR = 3600;
const YEAR = 365.25 * 86_400;
