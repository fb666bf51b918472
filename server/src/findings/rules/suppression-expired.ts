import { removeComment } from "../remove-comment.ts";
import { defineRule } from "../rule.ts";
import type { Suppression } from "../suppression.ts";

interface Expired {
  readonly suppression: Suppression;
}

export const suppressionExpired = defineRule<Expired>({
  code: "suppression-expired",
  severity: "warning",
  summary: "What was accepted until a day must be settled by then.",
  why: "A finding that is accepted for the time being is a promise to repair it. After the last day the finding is reported again, and so is the comment that held it back: repair what it was about, or accept it anew with a reason that holds today. The day itself still counts.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
<|// drplan-ignore unused-name until 2026-01-31: "its workloads move in at the end of January"|>
site hull { location 53.74, -0.33 }
tier silver { rpo 1 h; rto 4 h }
workload files { site york; tier silver; data 1 TB; change 1 MB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
// drplan-ignore unused-name until 2999-12-31: "kept for the museum"
site hull { location 53.74, -0.33 }
tier silver { rpo 1 h; rto 4 h }
workload files { site york; tier silver; data 1 TB; change 1 MB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  isAboutSuppressions: true,

  *check(declaration, { suppressionsOf }) {
    for (const { suppression, expired } of suppressionsOf(declaration.id)) {
      if (expired) yield { at: suppression.span, facts: { suppression } };
    }
  },

  message: ({ suppression }) => `This suppression ended on ${suppression.until}: what it covers is reported again.`,

  fixes: ({ suppression }, { declaration }) => [
    { edits: removeComment(declaration, suppression), title: () => "Remove the suppression, which has ended" },
  ],
});
