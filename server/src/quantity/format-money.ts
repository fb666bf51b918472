import { formatUncertain } from "./format-quantity.ts";
import type { Uncertain } from "./uncertain.ts";

/** An amount as `1 972 GBP`; small ones with their cents. */
export function formatMoney(value: number, currency: string | null | undefined): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 2;
  const [whole = "", cents] = Math.abs(value).toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0");
  const sign = value < 0 && Number(whole + (cents ?? "")) > 0 ? "−" : "";
  return `${sign}${grouped}${cents === undefined ? "" : `.${cents}`}${currency ? `\u00a0${currency}` : ""}`;
}

/** An amount with its range, unless it is exact. */
export function formatAmount(value: Uncertain, currency: string | null | undefined): string {
  return formatUncertain(value, (amount) => formatMoney(amount, currency));
}
