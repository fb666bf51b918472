import type { Plan, PlanFile } from "./plan.ts";
import { unitIndex } from "./unit-index.ts";

/**
 * Sorts ids of declarations as the plan is read: the root file first, then what it imports, each from top to bottom.
 */
export function inPlanOrder(
  { files, declarations }: Pick<Plan, "files" | "declarations">,
  ids: Iterable<number>,
): readonly number[] {
  const sorted = [...ids];
  if (sorted.length < 2) return sorted;
  const order = new Map([...files.keys()].map((uri, index) => [uri, index]));
  const placed = sorted.map((id) => {
    const file: PlanFile | undefined = files.get(declarations.get(id)?.file ?? "");
    return { id, file: order.get(file?.uri ?? "") ?? -1, index: file ? unitIndex(file, id) : -1 };
  });
  return placed.sort((a, b) => a.file - b.file || a.index - b.index).map(({ id }) => id);
}
