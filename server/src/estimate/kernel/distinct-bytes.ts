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
  const ordered = [...table].sort((a, b) => a.per - b.per);
  const above = ordered.findIndex(({ per }) => per >= length);
  const next = ordered[above] ?? ordered[ordered.length - 1];
  const before = above > 0 ? ordered[above - 1] : next;
  if (!next || !before) return bytes(0);
  const most = Math.min(...ordered.slice(above < 0 ? ordered.length : above).map(({ per, rate }) => rate * per));
  if (before === next || before.per === next.per) return bytes(Math.min(next.rate * length, most));
  const share = Math.log(length / before.per) / Math.log(next.per / before.per);
  return bytes(Math.min((before.rate + share * (next.rate - before.rate)) * length, most));
}
