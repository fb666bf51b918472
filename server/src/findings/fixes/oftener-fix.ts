import { intervalLever } from "../../estimate/levers.ts";
import { durationText } from "../../estimate/round-sizes.ts";
import { solve } from "../../estimate/solve.ts";
import { isKind } from "../../model/declaration.ts";
import type { MissedOutcome } from "../missed-outcome.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";
import { achievedBy, isMetIn } from "./recovery-fixes.ts";

/** The longest interval of a copy or backup with which the objective is met; nothing where none is short enough. */
export function oftenerFix(missed: MissedOutcome, id: number, context: FixContext): readonly FixCandidate[] {
  const { plan, estimated, settings } = context;
  const block = plan.declarations.get(id);
  const lever = intervalLever(plan, id);
  const found = lever && solve(estimated, lever, (now) => isMetIn(missed, now), settings.assume);
  if (!block || !lever || found?.kind !== "found") return [];
  const text = durationText(found.value);
  const pointer = block.document.spans.at("/every/interval") ? "/every/interval" : "/every";
  const what = isKind(block, "backup") ? `Take '${block.name ?? ""}'` : "Copy";
  return [
    {
      edits: replaceValue(block, pointer, text),
      preferred: true,
      title: (after) => `${what} every ${text} instead of ${lever.present} (${achievedBy(missed, after)})`,
    },
  ];
}
