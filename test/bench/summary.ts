/** What is told of a series of times, in milliseconds. */
export interface Summary {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
}

/** Median and 95th percentile (nearest rank) of at least one value. */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError("There is nothing to summarise.");
  const ordered = [...values].sort((a, b) => a - b);
  const at = (share: number): number => ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? Number.NaN;
  return { count: ordered.length, p50: at(0.5), p95: at(0.95) };
}
