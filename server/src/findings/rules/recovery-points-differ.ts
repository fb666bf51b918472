import type { UncertainDuration } from "../../estimate/kernel/duration.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import { type DifferingNeed, differingNeeds } from "../differing-needs.ts";
import { isImageBesideData } from "../image-beside-data.ts";
import { otherScenarios } from "../objective-words.ts";
import { defineRule } from "../rule.ts";
import { showLikely } from "../show.ts";

export const recoveryPointsDiffer = defineRule<DifferingNeed>({
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

  *check(declaration, context) {
    const { spans } = declaration.document;
    // Images beside replicated data are meant to differ: `image-and-data-apart` says what that costs.
    const needs = differingNeeds(declaration, context, (...pair) => !isImageBesideData(context.plan, ...pair));
    for (const facts of needs) {
      yield {
        at: spans.at(`/needs/${facts.index}`) ?? spans.header,
        facts,
        related: [{ declaration: facts.needed.workload.id, pointer: "/tier", message: "What it needs" }],
      };
    }
  },

  message: ({ note, scenario, others }) =>
    `'${note.workload}' comes back as of ${instantBefore(note.rpo)} before the disruption in '${scenario}'${otherScenarios(others)}, '${note.needs}', which it needs, as of ${instantBefore(note.rpoOfNeeded)} before: they must be reconciled.`,
});

/** The likely time, or the best where that alone has an end: `at best 15 min`. */
function instantBefore(rpo: UncertainDuration): string {
  const { low, likely } = rpo;
  return likely.kind === "never" && low.kind === "after" ? `at best ${formatDuration(low.time)}` : showLikely(rpo);
}
