import type { UncertainDuration } from "../estimate/kernel/duration.ts";
import type { ScenarioNote } from "../estimate/recovery/workload-outcome.ts";
import { type BoundWorkload, bindWorkload } from "../model/bind.ts";
import type { Declaration } from "../model/declaration.ts";
import { lookUp } from "../model/plan.ts";
import { IDENTITY_KINDS } from "../model/plan-index.ts";
import { notesOf } from "./notes-of.ts";
import type { RuleContext } from "./rule.ts";

export type DifferingPoints = Extract<ScenarioNote, { readonly kind: "recovery-points-differ" }>;

/** A workload and one that it needs, which come back as of different instants. */
export interface DifferingNeed {
  /** Place of the name among those that the workload needs. */
  readonly index: number;
  readonly workload: BoundWorkload;
  readonly needed: BoundWorkload;
  /** As it is where the instants are furthest apart. */
  readonly note: DifferingPoints;
  readonly scenario: string;
  /** How many more scenarios there are in which they differ. */
  readonly others: number;
}

/** Points that are less apart are not worth mentioning, seconds. Own choice. */
const WORTH_MENTIONING = 900;

/** What a workload needs and does not fit to what comes back of it, of the cases that are asked for. */
export function differingNeeds(
  declaration: Declaration,
  { plan, estimates }: Pick<RuleContext, "plan" | "estimates">,
  counts: (note: DifferingPoints, workload: BoundWorkload, needed: BoundWorkload) => boolean,
): readonly DifferingNeed[] {
  const name = declaration.name ?? "";
  const workload = bindWorkload(plan, declaration);
  if (!workload || lookUp(plan, name) !== declaration) return [];
  const scenarios = estimates.scenariosOf(name);
  return workload.workload.needs.flatMap((need, index) => {
    const needed = bindWorkload(plan, lookUp(plan, need));
    if (!needed || IDENTITY_KINDS.has(needed.workload.kind)) return [];
    const apart = scenarios.flatMap((estimate) => {
      const note = notesOf(estimate, name).find(
        (each): each is DifferingPoints => each.kind === "recovery-points-differ" && each.needs === need,
      );
      const time = note ? Math.abs(lead(note)) : 0;
      if (!note || time <= WORTH_MENTIONING || !counts(note, workload, needed)) return [];
      return [{ note, scenario: estimate.scenario.name, time }];
    });
    const [worst] = apart.sort((a, b) => b.time - a.time);
    if (!worst) return [];
    return [{ index, workload, needed, note: worst.note, scenario: worst.scenario, others: apart.length - 1 }];
  });
}

/** By how much what is needed comes back newer than what needs it, likely, seconds; negative where it is older, 0 where either is lost. */
export function lead({ rpo, rpoOfNeeded }: DifferingPoints): number {
  return timeOf(rpo, rpoOfNeeded) - timeOf(rpoOfNeeded, rpo);
}

function timeOf({ likely }: UncertainDuration, { likely: other }: UncertainDuration): number {
  return likely.kind === "never" || other.kind === "never" ? 0 : likely.time;
}
