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
  const read = moneyIn(text);
  if (!read) return undefined;
  const { value, currency, per } = read;
  const by = per === "year" ? YEAR : per === "h" ? HOUR : 1;
  return { amount: { low: value.low / by, likely: value.likely / by, high: value.high / by }, currency };
}

/** An amount paid once, or one paid every year: the figure as written. */
export function readAmount(text: string | undefined): Money | undefined {
  const read = moneyIn(text);
  return read && { amount: read.value, currency: read.currency };
}

function moneyIn(text: string | undefined) {
  const read = text === undefined ? undefined : parseQuantity(text);
  if (!read?.ok || read.quantity.dimension !== "money") return undefined;
  const { value, currency, per } = read.quantity;
  return currency === undefined ? undefined : { value, currency, per };
}

/** Seconds. */
const HOUR = 3600;
/** The Julian year, as a quantity's `year`. */
export const YEAR = 365.25 * 86_400;
