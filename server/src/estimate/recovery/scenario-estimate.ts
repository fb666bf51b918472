import type { Scenario } from "../../model/scenario.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { exactDuration, type NeverReason, never, type UncertainDuration } from "../kernel/duration.ts";
import { worstVerdict } from "../kernel/within-limit.ts";
import type { Candidate } from "./candidate.ts";
import { capacityChecks } from "./capacity-checks.ts";
import { chooseCandidate } from "./choose-candidate.ts";
import { decidingAssumption } from "./deciding-assumption.ts";
import { degradedCopies, degradedUnderLoads } from "./degraded-copies.ts";
import { type Recovery, recover } from "./recover.ts";
import {
  isPlannedAlike,
  noted,
  type Planned,
  recoversAlike,
  type ScenarioBasis,
  type Spares,
  stillSpare,
} from "./scenario-basis.ts";
import { waysBack } from "./scenario-candidates.ts";
import type { ScenarioInputs } from "./scenario-inputs.ts";
import { scenarioNotes } from "./scenario-notes.ts";
import { feasibilityOf, judge, objectivesIn } from "./scenario-objectives.ts";
import type { Situation } from "./situation.ts";
import { type Strike, strikeOf } from "./strike.ts";
import type { RejectedCandidate, ScenarioEstimate, WorkloadOutcome } from "./workload-outcome.ts";
import { type Hit, workloadsHit } from "./workloads-hit.ts";

/**
 * What a scenario does to the plan: which workloads it interrupts, how each comes back, and which copies suffer.
 * `before` is an earlier estimate of it, with the same sites and links: what differs from there is found anew.
 */
export function estimateScenario(
  scenario: Scenario,
  inputs: ScenarioInputs,
  before?: ScenarioEstimate,
): ScenarioEstimate {
  const { constants, settings } = inputs;
  const strike = strikeOf(inputs.estimates, scenario);
  const reads = new Set(strike.reads);
  if (scenario.id !== undefined) reads.add(scenario.id);
  const runbook = inputs.runbookFor(scenario);
  if (runbook) reads.add(runbook.id);
  const spare = inputs.spareWithout?.(strike.everything);
  const ground = { settings, runbook, constants };
  const basis = before?.scenario === scenario ? basisOn(before, ground, spare) : undefined;
  const spares = new Map(basis?.spares);
  const rates = noted(spare, spares);
  const situation: Situation = { ...ground, scenario, spare: rates.spare };
  const undetected = scenario.undetected ?? (constants.undetected.value as Uncertain<Seconds>);
  const hits = workloadsHit(inputs, strike, reads);
  const alone = new Map<Candidate, Recovery>();
  const plans = hits.map((hit) => planned(hit, basis, { inputs, strike, situation, undetected, alone }));
  for (const plan of plans) for (const id of plan.reads) reads.add(id);
  const together = recoverAll(plans, situation, basis, alone);
  const outcomes = plans.map((plan) => {
    const { chosen } = plan.choice;
    const recovery = chosen && together.get(chosen);
    const same = basis?.hit.get(plan.hit.workload.workload.name);
    return same?.plan === plan && same.outcome.recovery === recovery
      ? same.outcome
      : outcomeOf(plan, recovery, undetected);
  });
  const degraded = degradedCopies(inputs, strike, hits, reads, basis && before?.degraded);
  const chosen = plans.flatMap(({ choice }) => choice.chosen ?? []);
  const capacity = capacityChecks(inputs.estimates.plan, chosen, reads);
  const notes = scenarioNotes(inputs, strike, outcomes, reads);
  rates.settled();
  const hit = new Map(
    plans.map((plan, index) => [
      plan.hit.workload.workload.name,
      { plan, outcome: outcomes[index] as WorkloadOutcome },
    ]),
  );
  return new FoundedEstimate(
    { scenario, outcomes, degraded, capacity, notes, reads: [...reads] },
    { ground, lost: strike.everything, hit, spares: spares.size > 0 ? spares : NO_SPARES },
  );
}

/**
 * A scenario after nothing that it rests on changed but the loads of links: the same estimate, unless they leave another
 * rate for a restore or a copy's detour.
 */
export function estimateUnderLoads(before: ScenarioEstimate, inputs: ScenarioInputs): ScenarioEstimate {
  const basis = FoundedEstimate.basisOf(before);
  if (!basis || !stillSpare(basis.spares, inputs.spareWithout?.(basis.lost)))
    return estimateScenario(before.scenario, inputs, before);
  if (!before.degraded.some(({ route }) => route)) return before;
  return new FoundedEstimate({ ...before, degraded: degradedUnderLoads(before.degraded, inputs, basis.lost) }, basis);
}

const NO_SPARES: Spares = new Map();

/** An estimate that keeps for itself what it rests on. */
class FoundedEstimate implements ScenarioEstimate {
  readonly scenario: ScenarioEstimate["scenario"];
  readonly outcomes: ScenarioEstimate["outcomes"];
  readonly degraded: ScenarioEstimate["degraded"];
  readonly capacity: ScenarioEstimate["capacity"];
  readonly notes: ScenarioEstimate["notes"];
  readonly reads: ScenarioEstimate["reads"];
  readonly #basis: ScenarioBasis;

  constructor(
    { scenario, outcomes, degraded, capacity, notes, reads }: Omit<ScenarioEstimate, "outcomeOf">,
    basis: ScenarioBasis,
  ) {
    this.scenario = scenario;
    this.outcomes = outcomes;
    this.degraded = degraded;
    this.capacity = capacity;
    this.notes = notes;
    this.reads = reads;
    this.#basis = basis;
  }

  outcomeOf(workload: string): WorkloadOutcome | undefined {
    return this.#basis.hit.get(workload)?.outcome;
  }

  static basisOf(estimate: ScenarioEstimate): ScenarioBasis | undefined {
    return #basis in estimate ? estimate.#basis : undefined;
  }
}

/** What an earlier estimate rests on, if all still holds that its parts have in common. */
function basisOn(
  before: ScenarioEstimate,
  ground: ScenarioBasis["ground"],
  spare: Situation["spare"],
): ScenarioBasis | undefined {
  const basis = FoundedEstimate.basisOf(before);
  if (!basis || !stillSpare(basis.spares, spare)) return undefined;
  const { settings, runbook, constants } = basis.ground;
  const isSame = settings === ground.settings && runbook === ground.runbook && constants === ground.constants;
  return isSame ? basis : undefined;
}

interface Planning {
  readonly inputs: ScenarioInputs;
  readonly strike: Strike;
  readonly situation: Situation;
  readonly undetected: Uncertain<Seconds>;
  /** Gains the recoveries of single workloads. */
  readonly alone: Map<Candidate, Recovery>;
}

function planned(
  hit: Hit,
  basis: ScenarioBasis | undefined,
  { inputs, strike, situation, undetected, alone }: Planning,
): Planned {
  const { workload, site, tier } = hit.workload;
  const replicas = inputs.estimates.copiesOf(workload.name);
  const backups = inputs.estimates.backupsOf(workload.name);
  const before = basis?.hit.get(workload.name)?.plan;
  if (before && isPlannedAlike(before, { hit, replicas, backups })) return before;
  const reads = new Set<number>();
  for (const { id } of [workload, site, tier].flatMap((each) => each ?? [])) reads.add(id);
  const { scenario } = situation;
  const ways = waysBack(inputs, strike, hit, undetected, reads);
  const goals = objectivesIn(scenario, hit.workload, hit.by === "corruption");
  const preferred = scenario.recoverAt.length > 0 ? scenario.recoverAt : workload.recoverAt;
  const times = new Map<Candidate, UncertainDuration>();
  const choice = chooseCandidate(ways.candidates, goals.judged, preferred, (candidate) => {
    let time = times.get(candidate) ?? sameCourse(candidate, before?.times);
    if (!time) {
      const recovery = recover([candidate], situation).get(candidate) as Recovery;
      alone.set(candidate, recovery);
      time = recovery.rto;
    }
    times.set(candidate, time);
    return time;
  });
  return { hit, ways, goals, choice, replicas, backups, times: [...times], reads: [...reads] };
}

/** The time of an earlier candidate that takes the same course. */
function sameCourse(candidate: Candidate, known: Planned["times"] | undefined): UncertainDuration | undefined {
  for (const [other, time] of known ?? []) if (recoversAlike(candidate, other)) return time;
  return undefined;
}

/** All that recover, in one schedule. What nothing brings back holds up what needs it. */
function recoverAll(
  plans: readonly Planned[],
  situation: Situation,
  basis: ScenarioBasis | undefined,
  alone: ReadonlyMap<Candidate, Recovery>,
): ReadonlyMap<Candidate, Recovery> {
  const chosen = plans.flatMap(({ choice }) => choice.chosen ?? []);
  const [only] = chosen;
  if (!only) return new Map();
  const gone = goneOf(plans);
  const known = chosen.length === 1 && gone.size === 0 ? alone.get(only) : undefined;
  if (known) return new Map([[only, known]]);
  const before = [...(basis?.hit.values() ?? [])];
  const recovered = before.flatMap(({ outcome }) => (outcome.recovery ? [outcome] : []));
  const isSame =
    recovered.length === chosen.length &&
    recovered.every((outcome, index) => recoversAlike(outcome.chosen as Candidate, chosen[index] as Candidate)) &&
    sameReasons(goneOf(before.map(({ plan }) => plan)), gone);
  if (isSame)
    return new Map(recovered.map(({ recovery }, index) => [chosen[index] as Candidate, recovery as Recovery] as const));
  return recover(chosen, { ...situation, lost: gone });
}

/** What nothing brings back, and why. */
function goneOf(plans: readonly Planned[]): ReadonlyMap<string, NeverReason> {
  const gone = new Map<string, NeverReason>();
  for (const { hit, ways, choice } of plans) if (!choice.chosen) gone.set(hit.workload.workload.name, ways.because);
  return gone;
}

function sameReasons(a: ReadonlyMap<string, NeverReason>, b: ReadonlyMap<string, NeverReason>): boolean {
  if (a.size !== b.size) return false;
  for (const [name, because] of a) if (b.get(name) !== because) return false;
  return true;
}

function outcomeOf(
  { hit, ways, goals, choice }: Planned,
  recovery: Recovery | undefined,
  unnoticed: Uncertain<Seconds>,
): WorkloadOutcome {
  const { chosen } = choice;
  const nothing = exactDuration(never(ways.because));
  const rpo = chosen?.loss ?? nothing;
  const rto = recovery?.rto ?? nothing;
  const undetected = hit.by === "corruption" ? unnoticed : undefined;
  const { verdict, missed } = judge(hit.workload, goals.judged, rpo, rto);
  const feasible = chosen ? feasibilityOf(chosen) : "met";
  const all = feasible === "met" || verdict === "none" ? missed : [...missed, "copy" as const];
  const whole = verdict === "none" ? verdict : worstVerdict([verdict, feasible]);
  return {
    workload: hit.workload,
    by: hit.by,
    chosen,
    recovery,
    rpo,
    rto,
    undetected,
    ...goals,
    verdict: whole,
    missed: all,
    dependsOn:
      whole === "at-risk" && chosen && recovery
        ? decidingAssumption({ candidate: chosen, recovery, missed: all, undetected })
        : undefined,
    rejected: [
      ...choice.rejected,
      ...ways.unusable.map((unusable): RejectedCandidate => ({ candidate: undefined, ...unusable })),
    ],
  };
}
