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
  /** At least one. */
  readonly copies: readonly [StoppedCopy, ...StoppedCopy[]];
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
    const [first, ...others] = point?.copies ?? [];
    if (!first) return;
    yield { at: declaration.document.spans.header, facts: { link, name: link.name, copies: [first, ...others] } };
  },

  message({ name, copies }) {
    const [first, second] = copies;
    const one = second === undefined;
    const areMembers = copies.every(({ isMember }) => isMember);
    const verb = areMembers ? (one ? "is cut off" : "are cut off") : one ? "stops" : "stop";
    const all = one ? copyWords(first) : `${copyWords(first)} and ${copies.length - 1} more`;
    return `When '${name}' is lost, ${all} ${verb}: there is no other way${afterwards(copies)}.`;
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

function copyWords({ workload, to, isMember }: StoppedCopy): string {
  return isMember
    ? `the member at '${to}' of the quorum group of '${workload}'`
    : `the copy of '${workload}' to '${to}'`;
}

/** What becomes of the workloads, where that is not what one expects of a copy that stops. */
function afterwards(copies: readonly StoppedCopy[]): string {
  const stopped = [...new Set(copies.flatMap(({ workload, stopsWorkload }) => (stopsWorkload ? [workload] : [])))];
  if (stopped.length > 0)
    return stopped.length === 1
      ? `, and '${stopped[0]}' stops with it`
      : `, and ${stopped.length} workloads stop with it`;
  if (copies.some(({ isMember }) => !isMember)) return "";
  return copies.length === 1 ? ", and the majority goes on without it" : ", and the majority goes on without them";
}
