import type { UncertainDuration } from "../../server/src/estimate/kernel/duration.ts";
import type { ScenarioEstimate, WorkloadOutcome } from "../../server/src/estimate/recovery/workload-outcome.ts";
import { scenariosOf } from "../../server/src/model/scenario-list.ts";
import { estimatesOfText } from "./estimates.ts";

/** The estimate of a scenario of the plan, built in or declared. */
export function scenarioEstimate(text: string, name: string): ScenarioEstimate {
  const estimate = estimatesOfText(text).scenario(name);
  if (!estimate) throw new Error(`The plan has no scenario '${name}'.`);
  return estimate;
}

/** All scenarios of the plan, in its order. */
export function scenarioEstimates(text: string): readonly ScenarioEstimate[] {
  const estimates = estimatesOfText(text);
  return scenariosOf(estimates.plan).flatMap(({ name }) => estimates.scenario(name) ?? []);
}

/** What a scenario does to a workload. */
export function outcomeIn(text: string, scenario: string, workload: string): WorkloadOutcome {
  const { outcomes } = scenarioEstimate(text, scenario);
  const outcome = outcomes.find((each) => each.workload.workload.name === workload);
  if (!outcome) throw new Error(`'${scenario}' does not hit '${workload}'.`);
  return outcome;
}

/** What is chosen and lost, in short: numbers in seconds, three of them where they differ; why, where it never ends. */
export interface BriefOutcome {
  readonly from: string | undefined;
  readonly at: string | undefined;
  readonly rpo: BriefDuration;
}

export type BriefDuration = number | string | readonly (number | string)[];

export function brief({ chosen, rpo }: WorkloadOutcome): BriefOutcome {
  const source = chosen?.source;
  const backup = source?.kind === "backup" ? source.backup.bound.backup.name : undefined;
  const from = backup ?? (source?.kind === "replica" ? `${source.point} at ${chosen?.at.name}` : source?.kind);
  return { from, at: chosen?.place.name, rpo: briefDuration(rpo) };
}

export function briefDuration({ low, likely, high }: UncertainDuration): BriefDuration {
  const [a, b, c] = [low, likely, high].map((each) => (each.kind === "never" ? each.because : each.time));
  return a === c ? (a as number | string) : [a, b, c].map((each) => each as number | string);
}
