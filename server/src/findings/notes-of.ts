import type { ScenarioEstimate, ScenarioNote } from "../estimate/recovery/workload-outcome.ts";

const known = new WeakMap<readonly ScenarioNote[], ReadonlyMap<string, readonly ScenarioNote[]>>();

const NONE: readonly ScenarioNote[] = [];

/** What is worth knowing of a workload in a scenario, about what it needs. */
export function notesOf({ notes }: ScenarioEstimate, workload: string): readonly ScenarioNote[] {
  let byWorkload = known.get(notes);
  if (!byWorkload) {
    const made = new Map<string, ScenarioNote[]>();
    for (const note of notes) {
      const here = made.get(note.workload) ?? [];
      made.set(note.workload, here);
      here.push(note);
    }
    byWorkload = made;
    known.set(notes, byWorkload);
  }
  return byWorkload.get(workload) ?? NONE;
}
