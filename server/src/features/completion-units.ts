import type { Analysis } from "../analysis.ts";
import { unitsOf } from "../quantity/units.ts";
import { describeType } from "../vocabulary/describe-type.ts";
import type { PartInfo } from "../vocabulary/vocabulary.ts";
import { exampleOf } from "../vocabulary/write-value.ts";
import type { ItemParts } from "./completion-item.ts";
import type { Typed, ValuePlace } from "./completion-place.ts";
import { namesOfKind } from "./names-by-kind.ts";

/** Units that fit a number, that of the schema's example first. */
export function unitItems(
  analysis: Analysis,
  part: PartInfo,
  number: NonNullable<ValuePlace["number"]>,
  typed: Typed,
): readonly ItemParts[] {
  const { type } = part;
  if (type.type !== "quantity") return [];
  const { dimension, per, relative } = type.quantity;
  const dimensions = typeof dimension === "string" ? [dimension] : dimension;
  const usual = exampleOf(part).replace(/^[\d_.]+\s*/, "");
  const money = dimensions.includes("money")
    ? planCurrencies(analysis).map((code) => (per ? `${code}/${per}` : code))
    : [];
  const units = [...money, ...dimensions.flatMap(unitsOf)].filter((unit) => relative || !unit.startsWith("%/"));
  // Where unit and number touch, both are replaced: the editor filters by what stands there.
  const touching = typed.span.start <= number.span.start;
  return units.map((unit) => {
    const glued = /^[x/]/.test(unit) ? `${number.text}${unit}` : `${number.text} ${unit}`;
    return {
      label: unit,
      kind: "unit",
      detail: describeType(type),
      insertText: touching ? glued : unit,
      filterText: touching ? `${number.text}${unit}` : unit,
      rank: rankOf(unit, usual),
    };
  });
}

/** The usual unit, then those that differ from it in their prefix only, binary prefixes last. */
function rankOf(unit: string, usual: string): number {
  if (unit === usual) return 1;
  if (/^[KMGTP]i/.test(unit)) return 6;
  return unprefixed(unit) === unprefixed(usual) ? 2 : 4;
}

function unprefixed(unit: string): string {
  return unit.replace(/^[kMGTP](?=B|bps)/, "");
}

/** The plan's own currency, or those that most plans are in. */
function planCurrencies(analysis: Analysis): readonly string[] {
  const [plan] = namesOfKind(analysis, "plan");
  const value = plan?.declaration?.document.value;
  const own = value && "currency" in value && typeof value.currency === "string" ? [value.currency] : [];
  return [...new Set([...own, "EUR", "USD", "GBP", "CHF"])];
}
