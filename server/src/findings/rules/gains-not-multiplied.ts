import type { LinkEstimate } from "../../estimate/link-estimate.ts";
import { optimiserGain } from "../../estimate/optimiser-gain.ts";
import { formatNumber, formatUncertain } from "../../quantity/format-quantity.ts";
import type { Ratio } from "../../quantity/quantity.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { defineRule } from "../rule.ts";

interface TwoGains {
  readonly link: LinkEstimate;
  readonly optimiser: Uncertain<Ratio>;
  readonly reduction: Uncertain<Ratio>;
  /** The smaller of the two. */
  readonly ignored: "optimiser" | "reduction";
}

export const gainsNotMultiplied = defineRule<TwoGains>({
  code: "gains-not-multiplied",
  severity: "info",
  summary: "A link's optimiser and a replication's own reduction do not multiply: the larger counts.",
  why: "Both look for the same: patterns that compress, and data that were sent before. What a product has squeezed out already, the optimiser on the line cannot squeeze out again. A plan that multiplies the two buys a line that is too small.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 20 Mbps; medium leased-line; optimiser 2x }
tier standard { rpo 4 h; rto 24 h }
workload files { site york; tier standard; data 60 GB; change 250 kB/s }
replicate files to leeds over line { mode async; reduction <|3x|>; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 20 Mbps; medium leased-line }
tier standard { rpo 4 h; rto 24 h }
workload files { site york; tier standard; data 60 GB; change 250 kB/s }
replicate files to leeds over line { mode async; reduction 3x; history 7 d every 1 h }`,
  },
  kinds: ["replicate"],

  *check(declaration, { estimates }) {
    const { spans } = declaration.document;
    const seen = new Set<number>();
    for (const { bound, route, demand } of estimates.replications(declaration)) {
      const { reduction } = bound.replication;
      if (demand?.ignored === undefined || !reduction || reduction.high <= 1) continue;
      for (const { link } of route?.hops ?? []) {
        const { optimiser, id, name } = link.link;
        const { ignored } = optimiserGain(link, reduction);
        if (!ignored || !optimiser || optimiser.high <= 1 || seen.has(id)) continue;
        seen.add(id);
        yield {
          at: spans.at("/reduction") ?? spans.header,
          facts: { link, optimiser, reduction, ignored },
          related: [{ declaration: id, pointer: "/optimiser", message: `The optimiser of '${name}'` }],
        };
      }
    }
  },

  message({ link, optimiser, reduction, ignored }) {
    const counts = optimiser.likely === reduction.likely ? "only one of them" : `the larger, the ${OTHER[ignored]},`;
    return `The reduction of ${gain(reduction)} and the optimiser of '${link.link.name}', ${gain(optimiser)}, do not multiply: ${counts} counts.`;
  },
});

const OTHER = { optimiser: "reduction", reduction: "optimiser" } as const;

function gain(ratio: Uncertain<Ratio>): string {
  return formatUncertain(ratio, (value) => `${formatNumber(value)}x`);
}
