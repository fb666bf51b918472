import type { BlockDocument } from "./block-document.ts";
import type { ValueType } from "./value-type.ts";
import { type BlockInfo, blockInfo } from "./vocabulary.ts";

/** An amount or a count in a block, as written. */
export interface QuantityPlace {
  /** JSON pointer into the block's value. */
  readonly pointer: string;
  readonly value: string | number;
  readonly type: Extract<ValueType, { readonly type: "quantity" | "count" }>;
  /** For people: `bandwidth`, `change mon-fri 09:00-17:00`, `takes of step 'call'`. */
  readonly label: string;
}

/** All amounts and counts that a block gives, in the order of the vocabulary. */
export function quantityPlaces(document: BlockDocument): readonly QuantityPlace[] {
  if (document.kind === "unknown") return [];
  return [...placesIn(blockInfo(document.kind), document.value as Raw, "", "")];
}

type Raw = Readonly<Record<string, unknown>>;

function* placesIn(block: BlockInfo, value: Raw, prefix: string, suffix: string): Iterable<QuantityPlace> {
  for (const { word, parts, composite, repeatable } of block.attributes.values()) {
    const given = value[word];
    if (given === undefined) continue;
    const items = composite && repeatable ? (given as readonly unknown[]) : [given];
    for (const [index, item] of items.entries()) {
      const at = `${prefix}/${word}${composite && repeatable ? `/${index}` : ""}`;
      for (const { name, type, list } of parts.values()) {
        const held = name === "" ? item : (item as Raw)[name];
        if (list || (type.type !== "quantity" && type.type !== "count")) continue;
        if (typeof held !== "string" && typeof held !== "number") continue;
        const pointer = name === "" ? at : `${at}/${name}`;
        yield { pointer, value: held, type, label: `${word}${partWords(name, item)}${suffix}` };
      }
    }
  }
  for (const { block: inner, property } of block.nested.values()) {
    for (const [index, nested] of ((value[property] as readonly Raw[] | undefined) ?? []).entries()) {
      const of = ` of ${inner.word} '${String(nested.name ?? index + 1)}'`;
      yield* placesIn(inner, nested, `${prefix}/${property}/${index}`, of);
    }
  }
}

/** What tells a part from others of its attribute: its window, or its own word. */
function partWords(name: string, item: unknown): string {
  if (name === "" || typeof item !== "object" || item === null) return "";
  const { window } = item as Raw;
  if (typeof window === "string") return ` ${window}`;
  const [first] = Object.keys(item);
  return name === first ? "" : ` ${name}`;
}

/** The value of a block with another value at a pointer. What is not on the way there stays the same object. */
export function withValueAt<T>(value: T, pointer: string, replacement: unknown): T {
  const [, key, ...rest] = pointer.split("/");
  if (key === undefined) return replacement as T;
  const inner = rest.length === 0 ? "" : `/${rest.join("/")}`;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === Number(key) ? withValueAt(item, inner, replacement) : item)) as T;
  }
  const held = (value as Raw)[key];
  return { ...value, [key]: withValueAt(held, inner, replacement) };
}
