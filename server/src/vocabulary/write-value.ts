import { isCoordinates } from "./check-text.ts";
import type { Form, Segment } from "./form.ts";
import type { ValueType } from "./value-type.ts";
import type { AttributeInfo, PartInfo } from "./vocabulary.ts";

/** A value of JSON in the language's notation. */
export function writeValue(type: ValueType, value: unknown): string {
  switch (type.type) {
    case "choice":
      return type.choices.find((choice) => choice.value === value)?.word ?? String(value);
    case "yes-no":
      return value === true ? "yes" : "no";
    case "text":
    case "path":
      return quote(String(value));
    case "place":
      return isCoordinates(String(value)) || /^\p{L}[\p{L}\p{N}-]*:[\p{L}\p{N}-]+$/u.test(String(value))
        ? String(value)
        : quote(String(value));
    default:
      return String(value);
  }
}

/** The parts of a header or of an attribute behind its word. */
export function writeParts(form: Form, parts: ReadonlyMap<string, PartInfo>, value: unknown): string {
  const written = form.segments.flatMap((segment) => {
    const part = parts.get(segment.part);
    const given = segment.part === "" ? value : (value as Readonly<Record<string, unknown>>)[segment.part];
    return part === undefined || given === undefined ? [] : [writeSegment(segment, part, given)];
  });
  return written.join(" ");
}

function writeSegment(segment: Segment, part: PartInfo, given: unknown): string {
  const values = Array.isArray(given) ? given : [given];
  const text = values.map((value) => writeValue(part.type, value)).join(", ");
  return [segment.word, segment.symbol, text].filter((piece) => piece !== undefined).join(" ");
}

/** The statements of an attribute: one, or one for each item of a list of objects. */
export function writeAttribute(attribute: AttributeInfo, value: unknown): readonly string[] {
  const values = attribute.composite && attribute.repeatable ? (value as readonly unknown[]) : [value];
  return values.map((item) => {
    const whole = attribute.main !== undefined && typeof item !== "object" ? { [attribute.main]: item } : item;
    return `${attribute.word} ${writeParts(attribute.form, attribute.parts, whole)}`;
  });
}

/** An example of a value, in the language's notation. */
export function exampleOf(part: PartInfo): string {
  const example = Array.isArray(part.example) ? part.example[0] : part.example;
  return writeValue(part.type, example);
}

export function quote(text: string): string {
  const escaped = text.replace(/["\\\n\t]/g, (character) => ESCAPES[character] ?? character);
  return `"${escaped}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t" };
