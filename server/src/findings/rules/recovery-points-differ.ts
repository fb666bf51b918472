import type { UncertainDuration } from "../../estimate/kernel/duration.ts";
import type { ScenarioNote } from "../../estimate/recovery/workload-outcome.ts";
import { bindWorkload } from "../../model/bind.ts";
import { lookUp } from "../../model/plan.ts";
import { IDENTITY_KINDS } from "../../model/plan-index.ts";
import { notesOf } from "../notes-of.ts";
import { otherScenarios } from "../objective-words.ts";
import { defineRule } from "../rule.ts";
import { showLikely } from "../show.ts";

type Differing = Extract<ScenarioNote, { readonly kind: "recovery-points-differ" }>;

interface Apart {
  readonly note: Differing;
  readonly scenario: string;
  readonly others: number;
}

/** Points that are less apart are not worth mentioning, seconds. Own choice. */
const WORTH_MENTIONING = 900;

export const recoveryPointsDiffer = defineRule<Apart>({
  code: "recovery-points-differ",
  severity: "info",
  summary: "Workloads that need each other should come back as of the same moment.",
  why: "An application from this morning with a database from last night does not fit together: orders point at customers that do not exist yet. What needs each other belongs into the same copies with the same interval, or somebody must know how to reconcile it.",
  sources: ["K. Keeton, A. Merchant, DSN 2004: recovery points of several objects"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 24 h; rto 12 h }
workload stock { site york; tier silver; data 60 GB; change 250 kB/s }
workload shop { site york; tier silver; data 60 GB; change 250 kB/s; needs <|stock|> }
replicate shop to leeds { mode async; history 7 d every 1 h }
backup nightly of stock to leeds { every 12 h; keep 30 d; immutable yes }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 24 h; rto 12 h }
workload stock { site york; tier silver; data 60 GB; change 250 kB/s }
workload shop { site york; tier silver; data 60 GB; change 250 kB/s; needs stock }
replicate shop, stock to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan, estimates }) {
    const name = declaration.name ?? "";
    const bound = bindWorkload(plan, declaration);
    if (!bound || lookUp(plan, name) !== declaration) return;
    const { spans } = declaration.document;
    const scenarios = estimates.scenariosOf(name);
    for (const [index, need] of bound.workload.needs.entries()) {
      const needed = bindWorkload(plan, lookUp(plan, need));
      if (!needed || IDENTITY_KINDS.has(needed.workload.kind)) continue;
      const apart = scenarios.flatMap((estimate) => {
        const note = notesOf(estimate, name).find(
          (each): each is Differing => each.kind === "recovery-points-differ" && each.needs === need,
        );
        const time = note ? between(note.rpo, note.rpoOfNeeded) : 0;
        return note && time > WORTH_MENTIONING ? [{ note, scenario: estimate.scenario.name, time }] : [];
      });
      const [worst] = apart.sort((a, b) => b.time - a.time);
      if (!worst) continue;
      yield {
        at: spans.at(`/needs/${index}`) ?? spans.header,
        facts: { note: worst.note, scenario: worst.scenario, others: apart.length - 1 },
        related: [{ declaration: needed.workload.id, pointer: "/tier", message: "What it needs" }],
      };
    }
  },

  message: ({ note, scenario, others }) =>
    `'${note.workload}' comes back as of ${showLikely(note.rpo)} before the disruption in '${scenario}'${otherScenarios(others)}, '${note.needs}', which it needs, as of ${showLikely(note.rpoOfNeeded)} before: they must be reconciled.`,
});

function between({ likely: a }: UncertainDuration, { likely: b }: UncertainDuration): number {
  return a.kind === "never" || b.kind === "never" ? 0 : Math.abs(a.time - b.time);
}
