import type { MissedOutcome } from "../missed-outcome.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { oftenerFix } from "./oftener-fix.ts";

/** Where the replay of logs takes long: what they are applied to is taken more often, so that fewer of them follow it. */
export function fewerLogsFix(missed: MissedOutcome, context: FixContext): readonly FixCandidate[] {
  const { chosen, recovery } = missed.outcome;
  const base = chosen?.source.kind === "backup" ? chosen.source.backup.base : undefined;
  const replays = recovery?.criticalPath.some(({ step }) => step.startsWith("replay ")) ?? false;
  if (!base || !replays) return [];
  return oftenerFix(missed, base.bound.backup.id, context).map(({ edits, title }) => ({ edits, title }));
}
