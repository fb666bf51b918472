import { initialCopyTime } from "../../estimate/initial-copy.ts";
import type { UncertainDuration } from "../../estimate/kernel/duration.ts";
import { profileMean } from "../../estimate/kernel/weekly-profile.ts";
import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { sameCopy } from "../../estimate/same-copy.ts";
import { formatSize } from "../../quantity/format-quantity.ts";
import { DAY } from "../../quantity/week.ts";
import { widerLineFix } from "../fixes/wider-line-fix.ts";
import { defineRule, type FixCandidate, type FixContext } from "../rule.ts";
import { showLikely, showRange } from "../show.ts";
import { setAttributes } from "../statement-edit.ts";

interface Long {
  readonly estimate: ReplicationEstimate;
  readonly time: UncertainDuration;
}

export const initialCopyLong = defineRule<Long>({
  code: "initial-copy-long",
  severity: "warning",
  summary: "The first copy, and every full one after a mishap, must be there within days.",
  why: "Until the first copy is complete nothing is protected, and after a failed array, a resized journal or a mistake it has to be made again. 36 GB took 42.7 hours at 240 kB/s. More than a week is longer than most disasters wait: send disks, or a wider line. Own choice of the limit.",
  sources: ["DataCore and Riverbed case study (Waterstons): 36 GB in 42.7 h at 240 KB/s; seeding by disk"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 100 Mbps; medium leased-line }
tier bronze { rpo 24 h; rto 48 h }
workload files { site york; tier bronze; data 12 TB; change 250 kB/s }
<|replicate files to leeds|> { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 100 Mbps; medium leased-line }
tier bronze { rpo 24 h; rto 48 h }
workload files { site york; tier bronze; data 12 TB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h; initial-copy shipped 2 d }`,
  },
  kinds: ["replicate"],

  *check(declaration, { estimates }) {
    for (const estimate of estimates.replications(declaration)) {
      // A copy that never catches up is told by the line.
      if (estimate.verdict === "missed" || isSurelyShort(estimate)) continue;
      const time = initialCopyTime(estimate);
      if (!time || time.likely.kind === "never" || time.likely.time <= MOST) continue;
      const link = estimate.route?.narrowest?.link;
      yield {
        at: declaration.document.spans.header,
        facts: { estimate, time },
        related: link ? [{ declaration: link.id, pointer: "/bandwidth", message: `The line, '${link.name}'` }] : [],
      };
    }
  },

  message({ estimate, time }) {
    const { workload } = estimate.bound.workload;
    const size = workload.data ? ` of ${formatSize(workload.data.likely * workload.count)}` : "";
    return `The first copy${size} of '${workload.name}' takes ${showRange(time)} over the line, beside all that changes meanwhile; until then, and after every full resynchronisation, there is no copy.`;
  },

  fixes: ({ estimate, time }, context) => [...shipped(estimate, time, context), ...widerLine(estimate, time, context)],
});

/** A week. Own choice. */
const MOST = 7 * DAY;

/** Whether half the time would do at the mean rate, so that it need not be reckoned over the week. */
function isSurelyShort({ bound: { workload, replication }, demand }: ReplicationEstimate): boolean {
  const { data, count } = workload.workload;
  if (!data || !demand?.service) return false;
  const left = profileMean(demand.service.likely) - demand.mean.likely;
  return data.likely * count < left * (replication.reduction?.likely ?? 1) * (MOST / 2);
}

function shipped(
  { bound }: ReplicationEstimate,
  time: UncertainDuration,
  { declaration }: FixContext,
): readonly FixCandidate[] {
  if (bound.replication.shipping) return [];
  return [
    {
      edits: setAttributes(declaration, { "initial-copy": "shipped 2 d" }),
      preferred: true,
      title: (after) => {
        const now = after.estimates.copiesOf(bound.workload.workload.name).find(({ bound: { to } }) => to === bound.to);
        const copied = now && initialCopyTime(now);
        return `Send the first copy on disks, two days on the way (${showLikely(time)} → ${copied ? showLikely(copied) : "?"})`;
      },
    },
  ];
}

function widerLine(
  estimate: ReplicationEstimate,
  time: UncertainDuration,
  context: FixContext,
): readonly FixCandidate[] {
  const timeIn = (estimates: FixContext["estimates"]) => {
    const copy = sameCopy(estimate, estimates);
    return copy && initialCopyTime(copy);
  };
  const isShort = (now: UncertainDuration | undefined) => now?.likely.kind === "after" && now.likely.time <= MOST;
  const achieved = ({ estimates }: FixContext) => {
    const now = timeIn(estimates);
    return `${showLikely(time)} → ${now ? showLikely(now) : "?"}`;
  };
  return widerLineFix(estimate.route?.narrowest?.link, (now) => isShort(timeIn(now.estimates)), achieved, context).map(
    (fix) => ({ ...fix, preferred: false }),
  );
}
