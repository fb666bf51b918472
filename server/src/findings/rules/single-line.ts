import { type StoppedCopy, singlePoints } from "../../estimate/recovery/single-points.ts";
import { linkOf } from "../../model/bind.ts";
import type { Link } from "../../model/link.ts";
import { lookUp } from "../../model/plan.ts";
import { formatRate } from "../../quantity/format-quantity.ts";
import { freeName } from "../free-name.ts";
import { defineRule } from "../rule.ts";
import { addBehind } from "../statement-edit.ts";

interface SingleLine {
  readonly link: Link;
  readonly name: string;
  readonly copies: readonly StoppedCopy[];
}

export const singleLine = defineRule<SingleLine>({
  code: "single-line",
  severity: "info",
  summary: "Where one line carries all copies, its loss stops them.",
  why: "Lines fail more often than sites: a digger, a card, a carrier's works. While the only one is down nothing is copied, and the recovery point moves away from day to day. Many plans accept that for the time of a repair; they should know that they do. A second line on another way (`standby-for`) ends it.",
  sources: ["NIST SP 800-34 Rev. 1, 5.1: single points of failure in telecommunications"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
<|link wan york <-> leeds|> { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
link spare york <-> leeds { bandwidth 100 Mbps; medium mpls; standby-for wan }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["link"],

  *check(declaration, { plan, estimates }) {
    const link = linkOf(declaration);
    if (!link || lookUp(plan, link.name) !== declaration) return;
    const estimate = estimates.scenario(`loss-of-${link.name}`);
    const [point] = estimate ? singlePoints([estimate]) : [];
    if (!point || point.copies.length === 0) return;
    yield { at: declaration.document.spans.header, facts: { link, name: link.name, copies: point.copies } };
  },

  message({ name, copies }) {
    const [first] = copies;
    const what = `the copy of '${first?.workload ?? ""}' to '${first?.to ?? ""}'`;
    const all = copies.length === 1 ? `${what} stops` : `${what} and ${copies.length - 1} more stop`;
    return `When '${name}' is lost, ${all}: there is no other way.`;
  },

  fixes({ link, name }, { plan, declaration }) {
    if (!link.bandwidth) return [];
    const spare = freeName(`${name}-2`, plan);
    const size = formatRate(link.bandwidth.low, "bits").replace(/\u00a0/g, " ");
    const ends = `${link.from} ${link.twoWay ? "<->" : "->"} ${link.to}`;
    // Of the same kind, so that the same copies fit; on another way, which is the author's to find.
    const kind = link.medium ? `; medium ${link.medium}` : "";
    const block = `link ${spare} ${ends} { bandwidth ${size}${kind}; standby-for ${name} }`;
    return [
      {
        edits: addBehind(declaration, [block]),
        title: () => `Add a line of ${size} that stands by for '${name}' (a second line to pay for, on another way)`,
      },
    ];
  },
});
