import type { WorkloadOutcome } from "../estimate/recovery/workload-outcome.ts";
import type { Declaration } from "../model/declaration.ts";
import { lookUp } from "../model/plan.ts";
import type { TierObjective } from "./fixes/relax-objective-fix.ts";
import { type MissedOutcome, worstMiss } from "./missed-outcome.ts";
import { relatedToMiss } from "./objective-words.ts";
import type { RuleContext, Violation } from "./rule.ts";
import { isStated, severityOf } from "./stated-objective.ts";

/** What each objective of a tier is about. */
const ABOUT: Readonly<Record<TierObjective, About>> = {
  rpo: { what: "rpo", corrupted: false, instead: [] },
  rto: { what: "rto", corrupted: false, instead: [] },
  mtd: { what: "mtd", corrupted: undefined, instead: [] },
  "corruption-rpo": { what: "rpo", corrupted: true, instead: ["rpo"] },
  "corruption-rto": { what: "rto", corrupted: true, instead: ["rto"] },
};

interface About {
  readonly what: MissedOutcome["what"];
  /** In which scenarios it counts; absent: in all. */
  readonly corrupted: boolean | undefined;
  /** What stands in where the tier does not say it. */
  readonly instead: readonly TierObjective[];
}

/**
 * That a workload misses an objective of its tier, in the worst of the scenarios that `counts` lets through; at most one.
 * What a scenario expects instead is told there; a promise after corruption that nobody made is only mentioned.
 */
export function* missedObjective(
  declaration: Declaration,
  { plan, estimates }: RuleContext,
  objective: TierObjective,
  counts: (outcome: WorkloadOutcome) => boolean,
): Iterable<Violation<MissedOutcome>> {
  const { name = "" } = declaration;
  if (lookUp(plan, name) !== declaration) return;
  const { what, corrupted, instead } = ABOUT[objective];
  const missed = worstMiss(estimates, name, what, (outcome) => {
    if (corrupted !== undefined && corrupted !== (outcome.by === "corruption")) return false;
    return (what === "mtd" || outcome.expect[what] === undefined) && counts(outcome);
  });
  if (!missed) return;
  const { spans } = declaration.document;
  yield {
    at: spans.at("/tier") ?? spans.header,
    severity: severityOf(missed, instead.length === 0 || isStated(plan, missed, objective)),
    facts: missed,
    related: relatedToMiss(plan, missed, objective, ...instead),
  };
}
