import type { Constant } from "../../model/constants.ts";

/** How a figure came about, for people: a headline, the formula, and everything that went into it. */
export interface Derivation {
  /** What it is: `Round trip of 'wan'`. */
  readonly title: string;
  /** The result with its unit and range. */
  readonly value: string;
  /** In words and symbols. */
  readonly formula: string;
  readonly inputs: readonly DerivationInput[];
  /** What the columns of the inputs are, where they are not what goes in, its value and its origin. */
  readonly columns?: readonly [name: string, value: string, origin: string];
  /** What to keep in mind: limits of validity, conditions. */
  readonly notes: readonly string[];
  /** What holds the result back: the input to change first. */
  readonly bottleneck?: string;
  /** What moves it, the strongest first. */
  readonly sensitivity?: readonly DerivationSensitivity[];
  readonly sources: readonly string[];
}

/** An input that was varied alone, and what that did to the figure. */
export interface DerivationSensitivity {
  readonly input: string;
  readonly origin: "declared" | "assumed";
  /** The values tried. */
  readonly from: string;
  readonly to: string;
  /** The figure at those values: `24 ms … 29 ms`. */
  readonly effect: string;
}

export interface DerivationInput {
  readonly name: string;
  readonly value: string;
  /** Where the value comes from: `declared`, `assumed (…)`, `estimated`, a product's published limit. */
  readonly origin: string;
}

export const DECLARED = "declared";
export const ESTIMATED = "estimated";

export function input(name: string, value: string, origin: string): DerivationInput {
  return { name, value, origin };
}

/** The origin of what a constant of the model stands in for. */
export function assumed({ name, source, overridden }: Constant): string {
  return overridden ? `declared (assume ${name})` : `assumed: ${source} (override: assume { ${name} … })`;
}
