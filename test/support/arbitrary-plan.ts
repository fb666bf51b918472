import fc from "fast-check";
import type { Dimension } from "../../server/src/quantity/units.ts";
import { brokenRules } from "../../server/src/vocabulary/broken-rules.ts";
import type { QuantityConstraint, Rule } from "../../server/src/vocabulary/definitions.ts";
import type { ValueType } from "../../server/src/vocabulary/value-type.ts";
import {
  type AttributeInfo,
  allBlocks,
  type BlockInfo,
  blockInfo,
  type PartInfo,
} from "../../server/src/vocabulary/vocabulary.ts";

type Raw = Readonly<Record<string, unknown>>;

/** What an attribute may be beyond its own rules, so that generated blocks contradict nothing. */
const CHANCE_OF_ATTRIBUTE = 0.3;

/**
 * Valid plan documents in JSON, in short and long forms, generated from the schema. Names are drawn from a small set, so
 * references often meet a declaration, but no promise is made that they do.
 */
export function arbitraryPlan(): fc.Arbitrary<Raw> {
  const collections: Record<string, fc.Arbitrary<unknown>> = {};
  for (const block of allBlocks()) {
    if (block.word === "step") continue;
    const whole = arbitraryBlock(block, true);
    collections[block.collection ?? block.word] = block.single ? whole : fc.array(whole, { maxLength: 3 });
  }
  return fc.record(collections, { requiredKeys: [] }).map(withoutEmptyLists);
}

/** Valid values of one kind of block. `isWhole` is false for those inside an option. */
export function arbitraryBlock(block: BlockInfo, isWhole: boolean): fc.Arbitrary<Raw> {
  const properties: Record<string, fc.Arbitrary<unknown>> = {};
  const required = isWhole ? block.required : block.identity;
  for (const part of block.parts.values()) {
    properties[part.name] = sometimes(arbitraryPart(part), required.includes(part.name) || part.default !== undefined);
  }
  for (const attribute of block.attributes.values()) {
    properties[attribute.word] = sometimes(arbitraryAttribute(attribute), required.includes(attribute.word));
  }
  for (const { block: inner, property } of block.nested.values()) {
    const items = fc.array(arbitraryBlock(inner, inner.word === "step"), { minLength: 1, maxLength: 2 });
    properties[property] = sometimes(items, false);
  }
  properties.doc = sometimes(arbitraryDoc, false);
  return fc
    .record(properties)
    .map(withoutUndefined)
    .map((value) => withoutHalfLinks(value, block))
    .filter((value) => !isWhole || brokenRules(longest(value), block.rules).length === 0);
}

function sometimes(arbitrary: fc.Arbitrary<unknown>, always: boolean): fc.Arbitrary<unknown> {
  if (always) return arbitrary;
  const weight = Math.round(CHANCE_OF_ATTRIBUTE * 10);
  return fc.oneof({ arbitrary, weight }, { arbitrary: fc.constant(undefined), weight: 10 - weight });
}

function withoutUndefined(value: Raw): Raw {
  return Object.fromEntries(Object.entries(value).filter(([, given]) => given !== undefined));
}

function withoutEmptyLists(value: Raw): Raw {
  return Object.fromEntries(Object.entries(value).filter(([, given]) => !Array.isArray(given) || given.length > 0));
}

/** A link inside an option names both ends or none: the language cannot write one alone. */
function withoutHalfLinks(value: Raw, { word }: BlockInfo): Raw {
  if (word !== "link" || (value.from !== undefined && value.to !== undefined)) return value;
  const { from: _from, to: _to, direction: _direction, ...rest } = value;
  return rest;
}

/** Rules name parts of composite attributes, so they are asked of the long form. */
function longest(value: Raw): Raw {
  return typeof value.every === "string" ? { ...value, every: { interval: value.every } } : value;
}

function arbitraryAttribute(attribute: AttributeInfo): fc.Arbitrary<unknown> {
  const item = attribute.composite ? arbitraryComposite(attribute) : arbitraryPart(only(attribute));
  return attribute.composite && attribute.repeatable ? fc.array(item, { minLength: 1, maxLength: 3 }) : item;
}

function only(attribute: AttributeInfo): PartInfo {
  const part = attribute.parts.get("");
  if (!part) throw new Error(`'${attribute.word}' has several parts.`);
  return part;
}

function arbitraryComposite(attribute: AttributeInfo): fc.Arbitrary<unknown> {
  const parts: Record<string, fc.Arbitrary<unknown>> = {};
  for (const part of attribute.parts.values()) parts[part.name] = arbitraryPart(part);
  const { main } = attribute;
  return fc
    .record(parts, { requiredKeys: [...attribute.required] })
    .filter((value) => keeps(value, attribute.rules))
    .chain((value) => {
      const isShort = main !== undefined && Object.keys(value).length === 1;
      return isShort ? fc.constantFrom<unknown>(value, value[main]) : fc.constant<unknown>(value);
    });
}

function keeps(value: Raw, rules: readonly Rule[]): boolean {
  return brokenRules(value, rules).length === 0;
}

function arbitraryPart(part: PartInfo): fc.Arbitrary<unknown> {
  const one = arbitraryValue(part.type);
  return part.list ? fc.array(one, { minLength: 1, maxLength: 3 }) : one;
}

const NAMES = ["frankfurt", "dublin", "gold", "orders", "wan", "to", "for", "Zürich_2", "db-01", "plan", "rpo"];
const arbitraryName = fc.constantFrom(...NAMES);
/** Everything that may stand in a string, with what must be escaped often enough. */
const arbitraryText = fc.string({
  unit: fc.oneof(
    { arbitrary: fc.constantFrom('"', "\\", "\n", "\t", "/", "{", "}", ";", " ", "é", "字", "😀"), weight: 1 },
    { arbitrary: fc.constantFrom(..."abcXYZ019 -_.,:"), weight: 3 },
  ),
  maxLength: 20,
});
const arbitraryDoc = fc
  .array(fc.string({ unit: fc.constantFrom(..."abc XYZ.,*/'\"é"), minLength: 1, maxLength: 20 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((lines) => lines.map((line) => `a${line.trim()}`).join("\n"));

function arbitraryValue(type: ValueType): fc.Arbitrary<unknown> {
  switch (type.type) {
    case "quantity":
      return arbitraryQuantity(type.quantity);
    case "count":
      return fc.integer({ min: Math.max(type.min, 0), max: 10_000 });
    case "choice":
      return fc.constantFrom(...type.choices.map((choice) => choice.value));
    case "yes-no":
      return fc.boolean();
    case "name":
    case "reference":
      return arbitraryName;
    case "text":
      return arbitraryText;
    case "path":
      return fc.constantFrom("sites.drplan", "../parts/links.drplan");
    case "window":
      return fc.constantFrom("mon-fri 09:00-17:00", "sat,sun", "22:00-06:00", "fri-mon 00:00-24:00", "wed");
    case "moment":
      return fc.constantFrom("09:00", "mon 09:00", "sun 23:59");
    case "date":
      return fc.constantFrom("2026-09-14", "2024-02-29", "1999-12-31");
    case "place":
      return fc.constantFrom(
        "50.1109, 8.6821",
        "-33.87, 151.21",
        "50.1109 N, 8.6821 E",
        "Frankfurt",
        "aws:eu-central-1",
      );
    case "currency":
      return fc.constantFrom("GBP", "EUR", "USD");
  }
}

const UNITS: Readonly<Record<Dimension, readonly string[]>> = {
  number: [""],
  duration: ["ms", "s", "min", "h", "d", "w", "month", "year"],
  size: ["kB", "MB", "GB", "TB", "KiB", "MiB"],
  rate: ["kbps", "Mbps", "Gbps", "MB/s", "GB/h", "GiB/s"],
  distance: ["m", "km", "mi", "nmi"],
  ratio: ["%", "x"],
  frequency: ["/h", "/day"],
  money: ["GBP", "EUR"],
};

/** Quantities inside their bounds: plain ones, ranges and tolerances. */
function arbitraryQuantity(constraint: QuantityConstraint): fc.Arbitrary<string> {
  if (constraint.min === "64 B") return fc.constantFrom("1500 B", "9000 B", "9_000", "1280");
  const dimensions = typeof constraint.dimension === "string" ? [constraint.dimension] : constraint.dimension;
  const units = dimensions.flatMap((dimension) => UNITS[dimension]).map((unit) => withPeriod(unit, constraint));
  // One to ninety-nine per cent, or one to ninety-nine times, is inside every bound of the schema but a ratio's.
  const isReduction = constraint.min === "1x";
  const bounded = isReduction ? ["x"] : constraint.max === "100 %" ? units.filter((unit) => unit !== "x") : units;
  return fc
    .tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 40 }), fc.constantFrom(...bounded), fc.nat(9))
    .map(([low, more, unit, form]) => {
      const space = unit === "" || unit === "x" || unit.startsWith("/") || form === 9 ? "" : " ";
      if (form === 0) return `${low}..${low + more}${space}${unit}`;
      if (form === 1 && !isReduction) return `${low + 40}${space}${unit} ± 10 %`;
      return `${low}${form === 2 ? ".5" : ""}${space}${unit}`;
    });
}

function withPeriod(unit: string, { per }: QuantityConstraint): string {
  return per === undefined ? unit : `${unit}/${per}`;
}

/** The block's own arbitrary, by word. */
export function arbitraryBlockOf(word: string): fc.Arbitrary<Raw> {
  const info = blockInfo(word);
  if (!info) throw new Error(`There is no block '${word}'.`);
  return arbitraryBlock(info, true);
}
