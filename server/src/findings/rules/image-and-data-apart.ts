import { formatDuration } from "../../quantity/format-quantity.ts";
import { type DifferingNeed, differingNeeds, lead } from "../differing-needs.ts";
import { isImageBesideData } from "../image-beside-data.ts";
import { otherScenarios } from "../objective-words.ts";
import { defineRule } from "../rule.ts";
import { showLikely } from "../show.ts";

export const imageAndDataApart = defineRule<DifferingNeed>({
  code: "image-and-data-apart",
  severity: "info",
  summary: "Images of machines beside a replicated database suit applications that keep nothing themselves.",
  why: "Programs change seldom: an image of the machines each night is enough for them, while the database with their data is replicated. Whatever the application writes to its own disks (uploads, queues, sessions, settings) is then as old as the image, and the database knows of files that are no longer there. Keep such data in the database, or copy the application as often. With `change 0 B/s`, which says that it writes nothing worth keeping, this is not reported.",
  sources: ["ipSpace 2015: Multiple Data Centers Connected with Slow Links"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 36 h; rto 12 h }
workload orders { site york; tier silver; kind database; data 60 GB; change 250 kB/s }
workload shop { site york; tier silver; kind application; data 60 GB; change 5 kB/s; needs <|orders|>; redirect dns 5 min }
replicate orders to leeds { mode async; history 7 d every 1 h }
backup nightly of shop to leeds { every 24 h; method image; keep 30 d; immutable yes }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 36 h; rto 12 h }
workload orders { site york; tier silver; kind database; data 60 GB; change 250 kB/s }
workload shop { site york; tier silver; kind application; data 60 GB; change 0 B/s; needs orders; redirect dns 5 min }
replicate orders to leeds { mode async; history 7 d every 1 h }
backup nightly of shop to leeds { every 24 h; method image; keep 30 d; immutable yes }`,
  },
  kinds: ["workload"],

  *check(declaration, context) {
    const { spans } = declaration.document;
    for (const facts of differingNeeds(declaration, context, (...pair) => isImageBesideData(context.plan, ...pair))) {
      const { change } = facts.workload.workload;
      if (change.length > 0 && change.every(({ value }) => value.high === 0)) continue;
      yield {
        at: spans.at(`/needs/${facts.index}`) ?? spans.header,
        facts,
        related: [{ declaration: facts.needed.workload.id, pointer: "/kind", message: "The database" }],
      };
    }
  },

  message: ({ note, scenario, others }) =>
    `What '${note.workload}' writes itself is in its images only: in '${scenario}'${otherScenarios(others)} it comes back as of ${showLikely(note.rpo)} before, ${formatDuration(lead(note))} older than the replicated database '${note.needs}'.`,
});
