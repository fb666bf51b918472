import type { Dimension } from "../quantity/units.ts";
import type { QuantityConstraint } from "./definitions.ts";
import type { ValueType } from "./value-type.ts";

const DIMENSIONS: Readonly<Record<Dimension, string>> = {
  number: "a plain number",
  duration: "a duration",
  size: "an amount of data",
  rate: "a rate",
  distance: "a distance",
  ratio: "a share or a factor",
  frequency: "a count per time",
  money: "an amount of money",
};

/** More choices than these are not listed in a message. */
const CHOICES_LISTED = 12;

/** What a value of the type is, for people: "a rate", "the name of a site", "one of hot, warm, cold, none". */
export function describeType(type: ValueType): string {
  switch (type.type) {
    case "quantity":
      return describeQuantity(type.quantity);
    case "count":
      return type.whole ? "a whole number" : "a number";
    case "choice": {
      const words = type.choices.map((choice) => choice.word);
      return words.length <= CHOICES_LISTED ? `one of ${words.join(", ")}` : "one of its values";
    }
    case "yes-no":
      return "yes or no";
    case "name":
      return "a name";
    case "reference":
      return type.kinds.length === 0 ? "a name" : `the name of a ${type.kinds.join(" or ")}`;
    case "text":
      return "a text in quotes";
    case "path":
      return "a path in quotes";
    case "window":
      return "a window of the week";
    case "moment":
      return "a time of day";
    case "date":
      return "a date";
    case "place":
      return "coordinates or a place";
    case "currency":
      return "a currency of three capital letters";
  }
}

function describeQuantity({ dimension, per }: QuantityConstraint): string {
  if (typeof dimension !== "string") return dimension.map(describeDimension).join(" or ");
  if (per !== undefined) return `${describeDimension(dimension)} per ${per === "h" ? "hour" : per}`;
  return describeDimension(dimension);
}

export function describeDimension(dimension: Dimension): string {
  return DIMENSIONS[dimension];
}
