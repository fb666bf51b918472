import type { Lever } from "./levers.ts";
import type { AssumedElsewhere, PlanEstimates } from "./plan-estimates.ts";
import { variedEstimates } from "./vary-estimates.ts";

/** What a lever must be moved to. */
export type Solution =
  /** The value nearest to the present that meets the objective, with the plan as it then is. */
  | { readonly kind: "found"; readonly lever: Lever; readonly value: number; readonly solved: PlanEstimates }
  /** Not even the furthest value does. */
  | { readonly kind: "beyond"; readonly lever: Lever; readonly value: number; readonly solved: PlanEstimates };

/**
 * How far a lever must be moved so that an objective is met, by bisection on the model itself: each step estimates the
 * plan with another value. What is found was estimated, so it does meet the objective. Nothing when there is no other value.
 *
 * The number of estimates grows with the logarithm of the lever's values: eleven for a thousand.
 */
export function solve(
  base: PlanEstimates,
  lever: Lever,
  meets: (estimated: PlanEstimates) => boolean,
  elsewhere?: AssumedElsewhere,
): Solution | undefined {
  const { values } = lever;
  const estimatedAt = (index: number) => {
    const value = values[index] as number;
    return { lever, value, solved: variedEstimates(base, lever.changes(value), elsewhere) };
  };
  if (values.length === 0) return undefined;
  let found = estimatedAt(values.length - 1);
  if (!meets(found.solved)) return { kind: "beyond", ...found };
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const tried = estimatedAt(middle);
    if (meets(tried.solved)) {
      high = middle;
      found = tried;
    } else {
      low = middle + 1;
    }
  }
  return { kind: "found", ...found };
}
