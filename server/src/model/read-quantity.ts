import { parseQuantity } from "../quantity/parse-quantity.ts";
import type { Bytes, Frequency, Metres, Rate, Ratio, Seconds } from "../quantity/quantity.ts";
import { type Uncertain, uncertain } from "../quantity/uncertain.ts";
import type { Dimension } from "../quantity/units.ts";

/** The quantity in SI units, or nothing when the text is absent or of another dimension (the vocabulary has said so then). */
function read<T extends number>(text: string | undefined, dimension: Dimension): Uncertain<T> | undefined {
  if (text === undefined) return undefined;
  const result = parseQuantity(text);
  if (!result.ok || result.quantity.dimension !== dimension || result.quantity.relative) return undefined;
  return result.quantity.value as Uncertain<T>;
}

export const readDuration = (text: string | undefined) => read<Seconds>(text, "duration");
export const readSize = (text: string | undefined) => read<Bytes>(text, "size");
export const readRate = (text: string | undefined) => read<Rate>(text, "rate");
export const readDistance = (text: string | undefined) => read<Metres>(text, "distance");
/** Events per second. */
export const readFrequency = (text: string | undefined) => read<Frequency>(text, "frequency");
/** A share or a factor. */
export const readRatio = (text: string | undefined) => read<Ratio>(text, "ratio");

/** A rate that may be given as a share of the data per time (`5 %/day`); without data such a share says nothing. */
export function readChange(text: string | undefined, data: Uncertain<Bytes> | undefined): Uncertain<Rate> | undefined {
  if (text === undefined) return undefined;
  const result = parseQuantity(text);
  if (!result.ok || result.quantity.dimension !== "rate") return undefined;
  const { value, relative } = result.quantity;
  if (!relative) return value as Uncertain<Rate>;
  if (!data) return undefined;
  return uncertain(
    (value.low * data.low) as Rate,
    (value.likely * data.likely) as Rate,
    (value.high * data.high) as Rate,
  );
}
