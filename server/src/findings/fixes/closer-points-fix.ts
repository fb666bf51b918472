import { type Lever, withAttribute } from "../../estimate/levers.ts";
import { durationText, roundDurationsBelow } from "../../estimate/round-sizes.ts";
import { solve } from "../../estimate/solve.ts";
import { isKind } from "../../model/declaration.ts";
import type { Plan } from "../../model/plan.ts";
import type { MissedOutcome } from "../missed-outcome.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { setAttributes } from "../statement-edit.ts";
import { oftenerFix } from "./oftener-fix.ts";
import { achievedBy, isMetIn } from "./recovery-fixes.ts";

/** Points in time closer together, or copies more often: the longest interval that is enough, of each block that has part in the loss. */
export function closerPointsFix(missed: MissedOutcome, context: FixContext): readonly FixCandidate[] {
  const { chosen } = missed.outcome;
  if (!chosen || chosen.source.kind === "own") return [];
  if (chosen.source.kind === "replica") {
    const { id, history } = chosen.source.replication.bound.replication;
    const isHistory = chosen.source.point === "history" && history !== undefined;
    return isHistory ? closerHistory(missed, id, context) : oftenerFix(missed, id, context);
  }
  const { backup } = chosen.source;
  const levels = backup.levels.map((level) => level.backup.id);
  for (const id of levels) {
    const found = oftenerFix(missed, id, context);
    if (found.length > 0) return found;
  }
  return [];
}

function closerHistory(missed: MissedOutcome, id: number, { plan, estimated, settings }: FixContext) {
  const lever = historyLever(plan, id);
  const block = plan.declarations.get(id);
  const found = lever && solve(estimated, lever, (now) => isMetIn(missed, now), settings.assume);
  if (!lever || found?.kind !== "found") return [];
  const { place } = missed.outcome.chosen ?? {};
  const fix: FixCandidate = {
    edits: setAttributes(block, { history: lever.text(found.value) }),
    preferred: true,
    title: (after) =>
      `Keep points in time at '${place?.name ?? ""}' ${durationText(found.value)} apart (${achievedBy(missed, after)}; it takes more space there)`,
  };
  return [fix];
}

/** Points at a copy that lie closer. */
function historyLever(plan: Plan, id: number): Lever | undefined {
  const copy = plan.declarations.get(id);
  if (!copy || !isKind(copy, "replicate")) return undefined;
  const { history } = copy.document.value;
  const keep = typeof history === "object" ? history.keep : history;
  const every = typeof history === "object" ? history.every : undefined;
  if (keep === undefined || every === undefined) return undefined;
  return {
    declaration: id,
    what: "history",
    present: every,
    values: roundDurationsBelow(MOST_APART).filter((time) => time >= LEAST_APART),
    text: (value) => `${keep} every ${durationText(value)}`,
    changes: (value) => withAttribute(copy, "history", { keep, every: durationText(value) }),
  };
}

/** Points lie between a week and a minute apart, seconds. Own choice. */
const MOST_APART = 604_800;
const LEAST_APART = 60;
