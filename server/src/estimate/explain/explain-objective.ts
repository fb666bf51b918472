import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { type DerivationInput, input } from "./derivation.ts";

/** An objective as an input, with where it comes from. */
export function objective(
  what: "RPO" | "RTO",
  judged: Seconds | undefined,
  expected: Seconds | undefined,
): readonly DerivationInput[] {
  if (judged === undefined) return [];
  return [
    input(
      `objective (${what})`,
      formatDuration(judged),
      expected === undefined ? "of the tier" : "expected by the scenario",
    ),
  ];
}
