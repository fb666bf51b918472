import type { ConstantName } from "../../model/constants.ts";
import type { Activity } from "../kernel/activity-network.ts";
import type { UncertainDuration } from "../kernel/duration.ts";
import { compareDurations } from "../kernel/duration.ts";
import { criticalActivities, type Schedule, type ScheduledActivity, schedule } from "../kernel/recovery-schedule.ts";
import type { Candidate } from "./candidate.ts";
import { type Draft, newDraft, type StepOrigin } from "./recovery-draft.ts";
import { groundOf } from "./recovery-ground.ts";
import { recoveryOrder } from "./recovery-order.ts";
import { addRunbookSteps, NO_STEPS } from "./recovery-steps.ts";
import { addNeeds, addWorkload, type DraftedWorkload } from "./recovery-workload.ts";
import { settlePrecedence } from "./settle-precedence.ts";
import type { Situation } from "./situation.ts";

/** How a workload comes back. */
export interface Recovery {
  /** From the disruption until users work again. */
  readonly rto: UncertainDuration;
  /** What is done for all before it, and for this workload, by its start. */
  readonly steps: readonly ScheduledStep[];
  /** The steps that decide the time in the likely case, first to last; of other workloads too. */
  readonly criticalPath: readonly ScheduledStep[];
  /** Constants of the model that stood in for what the plan leaves out. */
  readonly assumed: readonly ConstantName[];
}

export interface ScheduledStep {
  /** For people: "detect", "restore 'orders' from 'nightly'", the text of a runbook's step. */
  readonly step: string;
  /** Absent for what is done for all. */
  readonly workload: string | undefined;
  readonly start: UncertainDuration;
  readonly end: UncertainDuration;
  readonly origin: StepOrigin;
  /** Constants of the model that stood in. */
  readonly assumed: readonly ConstantName[];
  /** What it waited for although all before it was done: somebody busy, or other machines that booted. */
  readonly waitedFor: "owner" | "pool" | undefined;
}

/**
 * The recovery of all these workloads as one schedule, in which they share people, places and lines. One candidate for
 * each workload; a single one gives the time that it takes alone.
 *
 * From the disruption: detect, declare, mobilise; then for each workload its place, its data, the boot of its machines,
 * its start once what it needs is up, the checks, and the users' way to it.
 */
export function recover(candidates: readonly Candidate[], situation: Situation): ReadonlyMap<Candidate, Recovery> {
  const { drafted, times } = solve(candidates, situation);
  const telling = new Telling(candidates, situation);
  return new Map(
    drafted.map(({ candidate, done }, index) => [candidate, new ToldOnDemand(times.endOf(done), telling, index)]),
  );
}

/** A recovery that was drafted and solved. */
interface Solved {
  readonly words: Draft["activities"];
  readonly activities: readonly Activity[];
  readonly drafted: readonly DraftedWorkload[];
  readonly times: Schedule;
}

function solve(candidates: readonly Candidate[], situation: Situation): Solved {
  const draft = newDraft();
  const order = recoveryOrder(candidates);
  const { runbook } = situation;
  const steps = runbook ? addRunbookSteps(draft, runbook, candidates, order) : NO_STEPS;
  const ground = groundOf(draft, situation, steps);
  for (const step of steps.unbound) draft.activities[step]?.after.push(ground.remote(candidates));
  const drafted = candidates.map((candidate) => addWorkload(draft, candidate, { situation, steps, ground, order }));
  addNeeds(draft, drafted, situation);
  const activities = settlePrecedence(draft.activities);
  const times = schedule({ activities, pipes: draft.pipes, pools: draft.pools });
  return { words: draft.activities, activities, drafted, times };
}

/**
 * The steps of a recovery, for those who ask. Few do, and there are very many recoveries: it is solved again from the
 * same inputs, and what was solved is let go when memory is short.
 */
class Telling {
  readonly #candidates: readonly Candidate[];
  readonly #situation: Situation;
  #told: WeakRef<Told> | undefined;

  constructor(candidates: readonly Candidate[], situation: Situation) {
    this.#candidates = candidates;
    this.#situation = situation;
  }

  now(): Told {
    let told = this.#told?.deref();
    if (!told) {
      told = new Told(solve(this.#candidates, this.#situation));
      this.#told = new WeakRef(told);
    }
    return told;
  }
}

/** What was solved, in words. Steps that several workloads wait for are made once. */
class Told {
  readonly #solved: Solved;
  readonly #made: (ScheduledStep | undefined)[] = [];
  #scheduled: readonly ScheduledActivity[] | undefined;

  constructor(solved: Solved) {
    this.#solved = solved;
  }

  /** What is done for all before a workload, and for it. */
  steps(index: number): readonly ScheduledStep[] {
    const { activities, drafted } = this.#solved;
    const { candidate, done } = drafted[index] as DraftedWorkload;
    const { name } = candidate.workload.workload;
    return ancestors(activities, done)
      .flatMap((activity) => this.#step(activity) ?? [])
      .filter(({ workload }) => workload === undefined || workload === name)
      .sort(byStart);
  }

  criticalPath(index: number): readonly ScheduledStep[] {
    const { done } = this.#solved.drafted[index] as DraftedWorkload;
    return criticalActivities(this.#all(), done).flatMap((activity) => this.#step(activity) ?? []);
  }

  #all(): readonly ScheduledActivity[] {
    this.#scheduled ??= this.#solved.times.activities();
    return this.#scheduled;
  }

  /** Nothing for what only joins others. */
  #step(index: number): ScheduledStep | undefined {
    const words = this.#solved.words[index]?.words;
    if (!words) return undefined;
    const { start, end, waitedFor } = this.#all()[index] as ScheduledActivity;
    const { step, workload, origin, assumed } = words;
    const as = waitedFor?.as;
    this.#made[index] ??= {
      step,
      workload,
      start,
      end,
      origin,
      assumed,
      waitedFor: as === "predecessor" ? undefined : as,
    };
    return this.#made[index];
  }
}

/** Many a recovery is only asked how long it takes: the rest is made when it is asked for. */
class ToldOnDemand implements Recovery {
  readonly rto: UncertainDuration;
  readonly #telling: Telling;
  readonly #index: number;

  constructor(rto: UncertainDuration, telling: Telling, index: number) {
    this.rto = rto;
    this.#telling = telling;
    this.#index = index;
  }

  get steps(): readonly ScheduledStep[] {
    return this.#telling.now().steps(this.#index);
  }

  get criticalPath(): readonly ScheduledStep[] {
    return this.#telling.now().criticalPath(this.#index);
  }

  get assumed(): readonly ConstantName[] {
    return [...new Set([...this.steps, ...this.criticalPath].flatMap((step) => step.assumed))];
  }
}

function byStart(a: ScheduledStep, b: ScheduledStep): number {
  return compareDurations(a.start.likely, b.start.likely) || compareDurations(a.end.likely, b.end.likely);
}

/** An activity with all that must be done before it. */
function ancestors(activities: readonly { readonly after: readonly number[] }[], last: number): readonly number[] {
  const seen = new Set([last]);
  for (const index of seen) for (const before of activities[index]?.after ?? []) seen.add(before);
  return [...seen];
}
