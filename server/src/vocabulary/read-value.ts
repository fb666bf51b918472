import type { Value } from "../syntax/tree.ts";
import { isText } from "./check-text.ts";
import type { Form } from "./form.ts";
import type { Reading } from "./reading.ts";
import type { ValueType } from "./value-type.ts";

const BARE_NUMBER = /^-?\d[\d_]*(?:\.\d[\d_]*)?$/;

/**
 * The JSON of one value that starts at index `at`, or nothing when what stands there cannot be meant as such a value.
 * What has the right form but is wrong (an unknown word, another unit) is returned as text: validation says more about it.
 * Leaves the index behind it in `cx.next`.
 */
export function readValue(
  type: ValueType,
  values: readonly Value[],
  at: number,
  form: Form,
  cx: Reading,
): string | number | boolean | undefined {
  const value = values[at];
  if (!value) return undefined;
  cx.next = at + 1;
  switch (type.type) {
    case "quantity":
      return value.kind === "quantity" ? quantityText(value, values[at + 1], form, cx) : undefined;
    case "count":
      if (value.kind !== "quantity") return undefined;
      return BARE_NUMBER.test(value.text) ? Number(value.text.replaceAll("_", "")) : value.text;
    case "choice":
      if (value.kind === "symbol") return type.choices.find((choice) => choice.word === value.text)?.value;
      // Where the choices are symbols, a word is something else; where they are words, it may be a mistyped one.
      return value.kind === "name" && /^\p{L}/u.test(type.choices[0]?.word ?? "") ? value.text : undefined;
    case "yes-no":
      if (value.kind !== "name") return undefined;
      return value.text === "yes" ? true : value.text === "no" ? false : value.text;
    case "name":
    case "reference":
      return value.kind === "name" ? value.text : undefined;
    case "text":
      // Next to other values only quotes tell where a text ends; a lone name is a text as it is, a quantity is none.
      if (value.kind === "string") return value.text;
      if (form.segments.length !== 1 || form.segments[0]?.part !== "") return undefined;
      return value.kind === "name" || (type.numbers && BARE_NUMBER.test(value.text)) ? value.text : undefined;
    case "path":
      return value.kind === "string" ? value.text : undefined;
    case "window":
      return windowText(values, at, cx);
    case "moment":
      return momentText(value, values[at + 1], cx);
    case "place":
      return placeText(values, at, cx);
    case "date":
    case "currency":
      return value.kind === "symbol" ? undefined : value.text;
  }
}

/** A unit that does not exist stands behind a blank as a word of its own: together they say what is wrong. */
function quantityText(value: Value & { kind: "quantity" }, next: Value | undefined, form: Form, cx: Reading): string {
  if (value.unit || next?.kind !== "name" || form.byWord.has(next.text) || isText(next.text, "window"))
    return value.text;
  cx.next++;
  return `${value.text} ${next.text}`;
}

/** Days, commas and an interval, as far as they go: `sat,sun 22:00-06:00`. */
function windowText(values: readonly Value[], at: number, cx: Reading): string | undefined {
  let text = "";
  let i = at;
  for (; i < values.length; i++) {
    const value = values[i] as Value;
    if (value.kind === "symbol" && value.text === ",") text += ",";
    else if (value.kind === "name" || value.kind === "interval" || value.kind === "time") {
      text += text === "" || text.endsWith(",") ? value.text : ` ${value.text}`;
    } else break;
  }
  cx.next = i;
  return text === "" ? undefined : text;
}

function momentText(value: Value, next: Value | undefined, cx: Reading): string | undefined {
  if (value.kind === "time") return value.text;
  if (value.kind !== "name") return undefined;
  if (next?.kind !== "time") return value.text;
  cx.next++;
  return `${value.text} ${next.text}`;
}

/** Coordinates, or a place by its name. */
function placeText(values: readonly Value[], at: number, cx: Reading): string | undefined {
  const first = values[at];
  if (first?.kind === "string" || first?.kind === "name") return first.text;
  if (first?.kind !== "quantity") return undefined;
  const latitude = degrees(values, at, cx);
  const comma = values[cx.next];
  if (comma?.kind !== "symbol" || comma.text !== "," || values[cx.next + 1]?.kind !== "quantity") return latitude;
  return `${latitude}, ${degrees(values, cx.next + 1, cx)}`;
}

/** A number of degrees with its hemisphere: `50.1109 N`. */
function degrees(values: readonly Value[], at: number, cx: Reading): string {
  const number = values[at]?.text ?? "";
  const hemisphere = values[at + 1];
  cx.next = at + 1;
  if (hemisphere?.kind !== "name" || !/^[NSEW]$/i.test(hemisphere.text)) return number;
  cx.next++;
  return `${number} ${hemisphere.text}`;
}
