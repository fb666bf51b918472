import type { ParsedQuantity } from "./parse-quantity.ts";
import type { Dimension } from "./units.ts";

/** The unit of the SI value itself. Money has its currency. */
const SI_UNITS: Readonly<Record<Exclude<Dimension, "money">, string>> = {
  number: "",
  duration: " s",
  size: " B",
  rate: " B/s",
  distance: " m",
  ratio: "x",
  frequency: "/s",
};

/** What a value is a value of. */
export type Measure = Pick<ParsedQuantity, "dimension" | "relative" | "currency" | "per">;

/** A value in SI units as a plan may write it, so that reading it gives the same number again. Not for people. */
export function writeQuantity(value: number, { dimension, relative, currency, per }: Measure): string {
  if (relative) return `${decimal(value * 100 * DAY)} %/day`;
  if (dimension !== "money") return `${decimal(value)}${SI_UNITS[dimension]}`;
  return `${decimal(value)} ${currency ?? ""}${per === undefined ? "" : `/${per}`}`;
}

/** Seconds. */
const DAY = 86_400;

/** The shortest digits that mean the number, without an exponent: the language does not know these. Not below zero. */
function decimal(value: number): string {
  const [mantissa = "", exponent] = String(value).split("e");
  if (exponent === undefined) return mantissa;
  const [whole = "", part = ""] = mantissa.split(".");
  const point = whole.length + Number(exponent);
  const digits = whole + part;
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  return digits.padEnd(point, "0");
}
