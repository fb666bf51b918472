import type { ConstantName } from "../../model/constants.ts";
import type { Activity } from "../kernel/activity-network.ts";
import type { UncertainDuration } from "../kernel/duration.ts";
import { compareDurations } from "../kernel/duration.ts";
import { criticalActivities, type ScheduledActivity, schedule } from "../kernel/recovery-schedule.ts";
import type { Candidate } from "./candidate.ts";
import { type Draft, newDraft, type StepOrigin } from "./recovery-draft.ts";
import { groundOf } from "./recovery-ground.ts";
import { recoveryOrder } from "./recovery-order.ts";
import { addRunbookSteps, NO_STEPS } from "./recovery-steps.ts";
import { addNeeds, addWorkload } from "./recovery-workload.ts";
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
  const draft = newDraft();
  const order = recoveryOrder(candidates);
  const { runbook } = situation;
  const steps = runbook ? addRunbookSteps(draft, runbook, candidates, order) : NO_STEPS;
  const ground = groundOf(draft, situation, steps);
  for (const step of steps.unbound) draft.activities[step]?.after.push(ground.remote(candidates));
  const drafted = candidates.map((candidate) => addWorkload(draft, candidate, { situation, steps, ground, order }));
  addNeeds(draft, drafted, situation);
  const activities = settlePrecedence(draft.activities);
  const scheduled = schedule({ activities, pipes: draft.pipes, pools: draft.pools });
  const stepOf = stepsOf(draft, scheduled);
  return new Map(
    drafted.map(({ candidate, done }) => [
      candidate,
      toldOnDemand({ activities, scheduled, stepOf, name: candidate.workload.workload.name, done }),
    ]),
  );
}

/** A schedule, and which of its activities ends the recovery of a workload. */
interface Told {
  readonly activities: readonly Activity[];
  readonly scheduled: readonly ScheduledActivity[];
  readonly stepOf: (index: number) => ScheduledStep | undefined;
  readonly name: string;
  readonly done: number;
}

/** Many a recovery is only asked how long it takes: the rest is made when it is asked for. */
function toldOnDemand({ activities, scheduled, stepOf, name, done }: Told): Recovery {
  let [steps, path, assumed]: [Recovery["steps"]?, Recovery["criticalPath"]?, Recovery["assumed"]?] = [];
  const recovery: Recovery = {
    rto: (scheduled[done] as ScheduledActivity).end,
    get steps() {
      steps ??= ancestors(activities, done)
        .flatMap((index) => stepOf(index) ?? [])
        .filter(({ workload }) => workload === undefined || workload === name)
        .sort(byStart);
      return steps;
    },
    get criticalPath() {
      path ??= criticalActivities(scheduled, done).flatMap((index) => stepOf(index) ?? []);
      return path;
    },
    get assumed() {
      const all = () => [...recovery.steps, ...recovery.criticalPath].flatMap((step) => step.assumed);
      assumed ??= [...new Set(all())];
      return assumed;
    },
  };
  return recovery;
}

function byStart(a: ScheduledStep, b: ScheduledStep): number {
  return compareDurations(a.start.likely, b.start.likely) || compareDurations(a.end.likely, b.end.likely);
}

/** The steps of activities, each made once; nothing for those that only join others. */
function stepsOf(
  { activities }: Draft,
  scheduled: readonly ScheduledActivity[],
): (index: number) => ScheduledStep | undefined {
  const made: (ScheduledStep | undefined)[] = [];
  return (index) => {
    const words = activities[index]?.words;
    if (!words) return undefined;
    const { start, end, waitedFor } = scheduled[index] as ScheduledActivity;
    const { step, workload, origin, assumed } = words;
    const as = waitedFor?.as;
    made[index] ??= { step, workload, start, end, origin, assumed, waitedFor: as === "predecessor" ? undefined : as };
    return made[index];
  };
}

/** An activity with all that must be done before it. */
function ancestors(activities: readonly { readonly after: readonly number[] }[], last: number): readonly number[] {
  const seen = new Set([last]);
  for (const index of seen) for (const before of activities[index]?.after ?? []) seen.add(before);
  return [...seen];
}
