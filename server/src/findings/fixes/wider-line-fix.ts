import { bandwidthLever } from "../../estimate/levers.ts";
import type { PlanEstimates } from "../../estimate/plan-estimates.ts";
import { lineText } from "../../estimate/round-sizes.ts";
import { solve } from "../../estimate/solve.ts";
import type { Link } from "../../model/link.ts";
import { formatRate } from "../../quantity/format-quantity.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { setAttributes } from "../statement-edit.ts";

/**
 * The smallest line that can be bought with which something `works`. `achieves` says what that comes to, in the plan that
 * has it; nothing where the line is not to blame.
 */
export function widerLineFix(
  link: Link | undefined,
  works: (then: PlanEstimates) => boolean,
  achieves: (after: FixContext) => string,
  { plan, estimated, settings }: FixContext,
): readonly FixCandidate[] {
  const lever = link && bandwidthLever(plan, link.id);
  const found = lever && solve(estimated, lever, works, settings.assume);
  if (!link?.bandwidth || found?.kind !== "found") return [];
  const from = formatRate(link.bandwidth.likely, "bits");
  const to = lineText(found.value);
  const title = (after: FixContext) => {
    const achieved = achieves(after);
    return `Raise '${link.name}' from ${from} to ${to}${achieved === "" ? "" : ` (${achieved})`}`;
  };
  return [{ edits: setAttributes(plan.declarations.get(link.id), { bandwidth: to }), preferred: true, title }];
}
