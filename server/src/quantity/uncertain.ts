/** A value known to lie between `low` and `high`; `likely` is the best single guess. Always low ≤ likely ≤ high. */
export interface Uncertain<T extends number = number> {
  readonly low: T;
  readonly likely: T;
  readonly high: T;
}

export function exactly<T extends number>(value: T): Uncertain<T> {
  return { low: value, likely: value, high: value };
}

export function uncertain<T extends number>(low: T, likely: T, high: T): Uncertain<T> {
  if (!(low <= likely && likely <= high)) throw new RangeError(`Not ordered: ${low} ≤ ${likely} ≤ ${high}.`);
  return { low, likely, high };
}

export function isExact(value: Uncertain): boolean {
  return value.low === value.high;
}

/** Applies a function that never falls when its input rises. */
export function rising<A extends number, B extends number>(a: Uncertain<A>, f: (a: A) => B): Uncertain<B> {
  return { low: f(a.low), likely: f(a.likely), high: f(a.high) };
}

/** Applies a function that never rises when its input rises. */
export function falling<A extends number, B extends number>(a: Uncertain<A>, f: (a: A) => B): Uncertain<B> {
  return { low: f(a.high), likely: f(a.likely), high: f(a.low) };
}
