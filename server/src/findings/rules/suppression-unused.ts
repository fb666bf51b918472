import type { Span } from "../../base/span.ts";
import { removeCode } from "../remove-comment.ts";
import { defineRule } from "../rule.ts";
import type { Suppression } from "../suppression.ts";

interface Unused {
  readonly suppression: Suppression;
  readonly code: string;
  readonly span: Span;
}

export const suppressionUnused = defineRule<Unused>({
  code: "suppression-unused",
  severity: "warning",
  summary: "A suppression must hold something back.",
  why: "What it once accepted is no longer there, or it stands in the wrong place: a `drplan-ignore` covers the statements that start on the next line which holds one, and above a block the whole block. Left behind, it would hold back the next finding of that rule, for a reason that was never given for it.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
// drplan-ignore <|unused-name|>: "nothing is there yet"
tier silver { rpo 1 h; rto 4 h }
workload files { site york; tier silver; data 1 TB; change 1 MB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 1 h; rto 4 h }
workload files { site york; tier silver; data 1 TB; change 1 MB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  isAboutSuppressions: true,

  *check(declaration, { suppressionsOf }) {
    for (const { suppression, expired, codes } of suppressionsOf(declaration.id)) {
      if (!suppression.isSound || expired) continue;
      for (const { code, span, state } of codes) {
        if (state === "unused") yield { at: span, facts: { suppression, code, span }, unused: true };
      }
    }
  },

  message({ suppression, code }) {
    const where = suppression.scope === "file" ? "in this file" : "where this suppression covers";
    if (suppression.scope === "statement" && !suppression.covers) {
      return `Nothing follows that '${code}' could be about: a suppression stands above what it covers.`;
    }
    return `'${code}' finds nothing ${where}.`;
  },

  fixes: ({ suppression, code }, { declaration }) => [
    {
      edits: removeCode(declaration, suppression, code),
      title: () => (suppression.codes.length > 1 ? `Take '${code}' out of the suppression` : "Remove the suppression"),
      preferred: true,
      safe: true,
    },
  ],
});
