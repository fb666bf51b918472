import type { ScenarioNote } from "../../estimate/recovery/workload-outcome.ts";
import { bindWorkload } from "../../model/bind.ts";
import { lookUp } from "../../model/plan.ts";
import { IDENTITY_KINDS } from "../../model/plan-index.ts";
import { notesOf } from "../notes-of.ts";
import { otherScenarios } from "../objective-words.ts";
import { defineRule } from "../rule.ts";
import { showTime } from "../show.ts";

type Separated = Extract<ScenarioNote, { readonly kind: "separated" }>;

interface FarAway {
  readonly note: Separated;
  readonly scenario: string;
  readonly others: number;
}

export const needsFarAway = defineRule<FarAway>({
  code: "needs-far-away",
  severity: "info",
  summary: "After a recovery, what needs each other should stand close together.",
  why: "An application that asks its database a hundred times for each page does not notice half a millisecond, but it notices five, and at thirty it does not work any more. Recover such workloads at the same site, or try in a drill whether the distance is bearable.",
  sources: ["ipSpace: Follow-the-Sun Workload Mobility: chatty applications over distance"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site rome { location 41.90, 12.50 }
site leeds { location 53.80, -1.55 }
link wan york <-> rome { bandwidth 1 Gbps; rtt 30 ms }
link near york <-> leeds { bandwidth 1 Gbps; rtt 1 ms }
link far leeds <-> rome { bandwidth 1 Gbps; rtt 30 ms }
tier silver { rpo 15 min; rto 12 h }
workload stock { site york; tier silver; data 60 GB; change 250 kB/s }
workload shop { site york; tier silver; data 60 GB; change 250 kB/s; needs <|stock|> }
replicate shop to leeds { mode async; history 7 d every 1 h }
replicate stock to rome { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link near york <-> leeds { bandwidth 1 Gbps; rtt 1 ms }
tier silver { rpo 15 min; rto 12 h }
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
    for (const [index, need] of bound.workload.needs.entries()) {
      const needed = bindWorkload(plan, lookUp(plan, need));
      // A directory is asked once, not for every page.
      if (!needed || IDENTITY_KINDS.has(needed.workload.kind)) continue;
      // It may run on while what it needs moves away.
      const scenarios = new Set([...estimates.scenariosOf(name), ...estimates.scenariosOf(need)]);
      const apart = [...scenarios].flatMap((estimate) => {
        const note = notesOf(estimate, name).find(
          (each): each is Separated => each.kind === "separated" && each.needs === need,
        );
        return note ? [{ note, scenario: estimate.scenario.name }] : [];
      });
      const [worst] = apart.sort((a, b) => (b.note.rtt?.likely ?? HUGE) - (a.note.rtt?.likely ?? HUGE));
      if (!worst) continue;
      yield {
        at: spans.at(`/needs/${index}`) ?? spans.header,
        facts: { ...worst, others: apart.length - 1 },
        related: [{ declaration: needed.workload.id, pointer: "/site", message: "What it needs" }],
      };
    }
  },

  message({ note, scenario, others }) {
    const apart = note.rtt ? `a round trip of ${showTime(note.rtt)} away` : "and no line leads there";
    return `After '${scenario}'${otherScenarios(others)}, '${note.workload}' runs at '${note.at}', and '${note.needs}', which it needs, at '${note.neededAt}', ${apart}.`;
  },
});

/** Further than any line leads, seconds. */
const HUGE = Number.MAX_VALUE;
