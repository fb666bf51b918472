import type { Value } from "../syntax/tree.ts";
import type { Segment } from "./form.ts";
import type { PartInfo } from "./vocabulary.ts";

/**
 * Whether an optional word before a name is left out: no name follows what stands there, so that is the name itself, and
 * be it spelled like the word (`corrupt workload`, of a workload called so). Else it may be a mistyped word.
 */
export function isLeftOut(
  { optional }: Segment,
  part: PartInfo | undefined,
  values: readonly Value[],
  at: number,
): boolean {
  if (!optional || part?.type.type !== "choice" || !/^\p{L}/u.test(part.type.choices[0]?.word ?? "")) return false;
  return values[at + 1]?.kind !== "name";
}
