import { isKind } from "../../model/declaration.ts";
import { defineRule } from "../rule.ts";

interface LabFigure {
  readonly technology: string;
  /** What the source calls it. */
  readonly word: string;
  readonly limits: readonly string[];
}

/** Limits of which vendors say up to where they support a product. */
const SUPPORTED_LIMITS = ["max-rtt", "max-distance", "min-bandwidth"] as const;

const IN_A_LAB =
  /\b(lab|laboratory|simulat(?:ed|ions?|ors?)|demos?|demonstrat(?:ed|ions?)|test[ -]?beds?|proofs?[ -]of[ -]concept)\b/i;

export const labFigure = defineRule<LabFigure>({
  code: "lab-figure",
  severity: "info",
  summary: "What was shown in a lab is not what the vendor supports.",
  why: "A lab simulates distance by delay alone: no loss, no other traffic, nobody digging. A demonstration shows that something works once. When it fails in operation, the vendor helps within the limits that it publishes, which are mostly narrower. Let the plan rest on those, and cite them.",
  sources: [
    "ipSpace: Follow-the-Sun Workload Mobility",
    "VMworld and long-distance vMotion, 2009",
    "docs/technologies.md: the limits that vendors publish",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
technology mirror { modes async; max-rtt 200 ms; source <|"demo with simulated distance, 2011"|> }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; using mirror; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
technology mirror { modes async; max-rtt 100 ms; source "support matrix 2025, p. 12" }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; using mirror; history 7 d every 1 h }`,
  },
  kinds: ["technology"],

  *check(declaration) {
    if (!isKind(declaration, "technology")) return;
    const { spans, value } = declaration.document;
    const word = IN_A_LAB.exec(value.source ?? "")?.[0];
    const limits = SUPPORTED_LIMITS.filter((limit) => value[limit] !== undefined);
    if (word === undefined || limits.length === 0) return;
    yield { at: spans.at("/source") ?? spans.header, facts: { technology: value.name ?? "", word, limits } };
  },

  message: ({ technology, word, limits }) =>
    `${limits.map((limit) => `'${limit}'`).join(" and ")} of '${technology}' ${limits.length === 1 ? "rests" : "rest"} on a source that speaks of '${word}': that shows what is possible; cite what the vendor supports.`,
});
