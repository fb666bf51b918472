import { type Bytes, bytes, type Rate, type Seconds } from "../../quantity/quantity.ts";

/** The mean rate at which distinct bytes are rewritten in any window of that length. */
export interface DistinctRate {
  readonly per: Seconds;
  readonly rate: Rate;
}

/**
 * Distinct bytes rewritten in a window of `length`: the rates of the table, in between by the logarithm of the length,
 * before the first and after the last as these; never more than a longer window of the table holds, so that the bytes
 * never fall when the length rises. The table is not empty.
 */
export function distinctBytes(table: readonly DistinctRate[], length: Seconds): Bytes {
  if (length <= 0) return bytes(0);
  let next: DistinctRate | undefined;
  let before: DistinctRate | undefined;
  let most = Number.POSITIVE_INFINITY;
  for (const entry of table) {
    if (entry.per >= length) {
      most = Math.min(most, entry.rate * entry.per);
      if (!next || entry.per < next.per) next = entry;
    } else if (!before || entry.per > before.per) before = entry;
  }
  next ??= before;
  before ??= next;
  if (!next || !before) return bytes(0);
  if (before === next || before.per === next.per) return bytes(Math.min(next.rate * length, most));
  const share = Math.log(length / before.per) / Math.log(next.per / before.per);
  return bytes(Math.min((before.rate + share * (next.rate - before.rate)) * length, most));
}
