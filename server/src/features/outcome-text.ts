import { verdictWords } from "../estimate/explain/explain-scenario.ts";
import { compareDurations, type UncertainDuration } from "../estimate/kernel/duration.ts";
import { lossFigure } from "../estimate/recovery/loss-words.ts";
import type { ScenarioEstimate, WorkloadOutcome } from "../estimate/recovery/workload-outcome.ts";
import { showLikely } from "../findings/show.ts";
import type { Scenario } from "../model/scenario.ts";

/** What becomes of a workload in a scenario. */
export interface Struck {
  readonly scenario: Scenario;
  readonly outcome: WorkloadOutcome;
}

/** The outcome for one workload in each of some scenarios. */
export function outcomesOf(workload: string, scenarios: readonly ScenarioEstimate[]): readonly Struck[] {
  return scenarios.flatMap((estimate) => {
    const outcome = estimate.outcomeOf(workload);
    return outcome ? [{ scenario: estimate.scenario, outcome }] : [];
  });
}

/** The worst: by its verdict first, then by the loss, then by the time; of equal ones the first. */
export function worstOf(struck: readonly Struck[]): Struck | undefined {
  return struck.reduce<Struck | undefined>(
    (worst, one) => (worst && compareOutcomes(worst.outcome, one.outcome) >= 0 ? worst : one),
    undefined,
  );
}

const RANK: Readonly<Record<WorkloadOutcome["verdict"], number>> = { none: 0, met: 1, "at-risk": 2, missed: 3 };

/** Above zero where the first is worse. */
export function compareOutcomes(a: WorkloadOutcome, b: WorkloadOutcome): number {
  return (
    RANK[a.verdict] - RANK[b.verdict] ||
    compareDurations(a.rpo.likely, b.rpo.likely) ||
    compareDurations(a.rto.likely, b.rto.likely)
  );
}

/** `RPO 38 s · RTO 2 h 10 min · at risk (RTO)`; where nothing is promised, without a verdict. */
export function outcomeText(outcome: WorkloadOutcome): string {
  const { rpo, rto, verdict, chosen } = outcome;
  if (!chosen) return `nothing brings it back${verdict === "none" ? "" : " · missed"}`;
  const figures = `RPO ${lossText(rpo)} · RTO ${showLikely(rto)}`;
  return verdict === "none" ? figures : `${figures} · ${verdictWords(outcome)}`;
}

/** The likely loss; one that grows and grows is no time that never comes. */
export function lossText(loss: UncertainDuration): string {
  return loss.likely.kind === "never" ? lossFigure(loss.likely.because) : showLikely(loss);
}

export const VERDICTS: Readonly<Record<Exclude<WorkloadOutcome["verdict"], "none">, string>> = {
  met: "met",
  "at-risk": "at risk",
  missed: "missed",
};

/** For people: the label of a declared scenario, `loss of frankfurt` of a built-in one. */
export function scenarioTitle({ name, label, id }: Scenario): string {
  if (label !== undefined) return label;
  return id === undefined ? name.replace(/^(loss|corruption)-of-/, "$1 of ") : name;
}
