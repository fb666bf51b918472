import { nearest } from "../base/nearest.ts";
import { type Dimension, dataUnitParts, findUnit, unitSpellings, unitsOf } from "../quantity/units.ts";

/** Shorter words are no slips of one unit rather than of another. */
const SHORTEST_SLIP = 3;

/**
 * The unit that a word which is none surely means. Never one that differs in bits and bytes, prefix or time from what
 * was written: a repair must not change the value by a factor. Nothing when more than one remains.
 */
export function meantUnit(written: string, dimensions: readonly Dimension[]): string | undefined {
  const units = dimensions.flatMap((dimension) => unitsOf(dimension));
  const parts = dimensions.some((dimension) => dimension === "size" || dimension === "rate") && dataUnitParts(written);
  if (parts) {
    return only(
      units.filter((unit) => {
        const known = dataUnitParts(unit);
        if (!known || known.prefix !== parts.prefix) return false;
        if (parts.counts === undefined && parts.prefix === "") return false;
        if (parts.counts !== undefined && known.counts !== parts.counts) return false;
        // Bits alone are only of use per second: the language measures data in bytes.
        return known.per === parts.per || (parts.per === undefined && parts.counts === "bits");
      }),
    );
  }
  const sameLetters = only(units.filter((unit) => unit.toLowerCase() === written.toLowerCase()));
  if (sameLetters !== undefined || written.length < SHORTEST_SLIP) return sameLetters;
  const spellings = dimensions
    .flatMap((dimension) => unitSpellings(dimension))
    .filter((known) => keepsParts(written, known));
  // Of equally near ones the first wins, so the two orders differ where two units are equally near.
  const meant = [spellings, spellings.toReversed()].map((list) => canonicalOf(nearest(written, list)));
  return meant[0] === meant[1] ? meant[0] : undefined;
}

/** Data units are only guessed from what keeps the first letter, the letter for bit or byte and the time. */
function keepsParts(written: string, known: string): boolean {
  const parts = dataUnitParts(known);
  if (!parts || parts.counts === undefined) return true;
  if (/^byte/i.test(known) && !/^by/i.test(written)) return false;
  return written[0]?.toLowerCase() === known[0]?.toLowerCase() && signature(written) === signature(known);
}

/** The letters that decide the value: `i` of a binary prefix, `b` or `B`, and what stands behind a slash. */
function signature(unit: string): string {
  const [amount = "", per = ""] = unit.split("/");
  return `${/^.i/i.test(amount) && !/bit/i.test(amount)} ${/b/.test(amount)} ${/B/.test(amount)} ${per} ${/s/i.test(amount)}`;
}

function only(units: readonly string[]): string | undefined {
  return units.length === 1 ? units[0] : undefined;
}

function canonicalOf(spelling: string | undefined): string | undefined {
  const unit = spelling === undefined ? undefined : findUnit(spelling);
  return unit && "canonical" in unit ? unit.canonical : undefined;
}
