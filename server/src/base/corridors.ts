import type { Coordinates } from "./coordinates.ts";

/**
 * Where carriers' traffic runs: hubs joined by cables, each with the factor by which practice exceeds the light's time in glass.
 * The factors are fitted to published round-trip times; see docs/rtt.md.
 */
export interface Corridors {
  readonly hubs: readonly Hub[];
  readonly cables: readonly Cable[];
  /** Factor on the way from a place to a hub. */
  readonly access: number;
  /** Factor between two places near each other. */
  readonly direct: number;
  /** What does not grow with distance, seconds there and back. */
  readonly added: number;
  readonly spread: Spread;
}

export interface Hub extends Coordinates {
  readonly name: string;
  /** Key into `Spread.zones`. */
  readonly zone: string;
  /** True when a published round trip crosses a cable that ends here. */
  readonly measured: boolean;
}

export interface Cable {
  /** Indices into `Corridors.hubs`. */
  readonly from: number;
  readonly to: number;
  readonly factor: number;
  /** False when no published round trip crosses it: the factor is then that of its kind. */
  readonly measured: boolean;
}

/** How far practice strays from the fit: the natural logarithm of measured over fitted, as a deviation and its quantiles in deviations. */
export interface Spread {
  readonly zones: Readonly<Record<string, number>>;
  /** Deviation of any pair, before its zones add theirs. */
  readonly common: number;
  /** Added at distance 0, falling by e every `nearReach` metres. */
  readonly near: number;
  readonly nearReach: number;
  /** Quantiles of the low and the high bound: low is negative. */
  readonly low: number;
  readonly high: number;
}
