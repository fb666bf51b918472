import { withBandwidth } from "../../estimate/alternatives.ts";
import { compareDurations } from "../../estimate/kernel/duration.ts";
import { durationWithinLimit } from "../../estimate/kernel/within-limit.ts";
import type { RecoveryPoint, ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { isKind } from "../../model/declaration.ts";
import { lookUp, type Plan, usersOf } from "../../model/plan.ts";
import { readDuration } from "../../model/read-quantity.ts";
import type { Tier } from "../../model/tier.ts";
import { formatDuration, formatRate } from "../../quantity/format-quantity.ts";
import { rate, type Seconds } from "../../quantity/quantity.ts";
import { formatWeekdayTime } from "../../quantity/time-of-day.ts";
import { rpoAfter } from "../fixes/async-fixes.ts";
import { lineSizesAbove, lineText, roundedUp } from "../plan-text.ts";
import { defineRule, type FixCandidate, type FixContext } from "../rule.ts";
import { showDuration, showLikely, showRange } from "../show.ts";
import { replaceValue } from "../statement-edit.ts";

interface Missed {
  readonly estimate: ReplicationEstimate;
  readonly rpo: RecoveryPoint;
  readonly objective: Seconds;
  readonly tier: Tier;
  readonly certain: boolean;
}

export const rpoMissed = defineRule<Missed>({
  code: "rpo-missed",
  severity: "error",
  summary: "The best copy of a workload must be as fresh as its tier's RPO demands.",
  why: "An asynchronous copy is always a little behind: by what waits for the line at the worst hour of the week, by the way of the data, and by the product's own cycle. If that is more than the objective, the promise is broken exactly when it counts. An asynchronous copy never loses nothing.",
  sources: ["Fluid queue over the week of changes and line capacity: docs/model.md"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 10 Mbps; medium leased-line }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 2 TB; change 100 kB/s; change 3 MB/s mon-fri 09:00-12:00 }
replicate files to leeds over line { mode <|async|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 50 Mbps; medium leased-line }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 2 TB; change 100 kB/s; change 3 MB/s mon-fri 09:00-12:00 }
replicate files to leeds over line { mode async }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan, estimates }) {
    for (const estimate of estimates.replications(declaration)) {
      const { tier, workload } = estimate.bound.workload;
      const { rpo } = estimate;
      if (!rpo || tier?.rpo === undefined || isBackedUpWithin(plan, workload.name, tier.rpo)) continue;
      if (rpo.worst.low.kind === "never") continue;
      const verdict = durationWithinLimit(rpo.worst, { most: tier.rpo });
      if (verdict === "met" || !isBest(estimate, estimates.copiesOf(workload.name))) continue;
      const { spans } = declaration.document;
      const objective = lookUp(plan, tier.name);
      const at = objective?.document.spans.at("/rpo");
      yield {
        at: spans.at("/mode") ?? spans.header,
        severity: verdict === "missed" ? "error" : "warning",
        facts: { estimate, rpo, objective: tier.rpo, tier, certain: verdict === "missed" },
        related:
          objective && at ? [{ declaration: objective.id, pointer: "/rpo", message: "The tier's objective" }] : [],
      };
    }
  },

  message({ estimate, rpo, objective, tier, certain }) {
    const { workload } = estimate.bound.workload;
    const when = rpo.worstAt === undefined ? "" : ` (${formatWeekdayTime(rpo.worstAt)})`;
    const wanted = `tier '${tier.name}' asks for ${formatDuration(objective)}`;
    const { low, likely } = rpo.worst;
    if (likely.kind === "never") {
      const least = `${certain ? "even at best" : "at best"} it is ${showDuration(low)} behind`;
      return `'${workload.name}' ${certain ? "loses" : "may lose"} more than its RPO: in the likely case its copy falls behind without end, ${least}${when}; ${wanted}.`;
    }
    if (certain) return `'${workload.name}' would lose up to ${showRange(rpo.worst)} at worst${when}; ${wanted}.`;
    const why = likely.time > objective ? "in the likely case" : "in the worst case";
    return `'${workload.name}' may lose more than its RPO ${why}: ${showRange(rpo.worst)} at worst${when}; ${wanted}.`;
  },

  fixes: (facts, context) => [...moreBandwidth(facts, context), ...relaxObjective(facts, context)],
});

/** Whether the estimate is the freshest copy; of equal ones the first. Copies that cannot be estimated yet may be fresher, so then none is. */
function isBest(estimate: ReplicationEstimate, copies: readonly ReplicationEstimate[]): boolean {
  let best: ReplicationEstimate | undefined;
  for (const copy of copies) {
    if (!copy.rpo) return false;
    if (!best?.rpo || compareDurations(copy.rpo.worst.likely, best.rpo.worst.likely) < 0) best = copy;
  }
  return best === estimate;
}

/** Whether backups are taken so often that they might meet the objective by themselves. */
function isBackedUpWithin(plan: Plan, workload: string, rpo: Seconds): boolean {
  return [...usersOf(plan, "backup", workload)].some((id) => {
    const declaration = plan.declarations.get(id);
    if (!declaration || !isKind(declaration, "backup")) return false;
    const { every } = declaration.document.value;
    const interval = readDuration(typeof every === "object" ? every.interval : every);
    return interval !== undefined && interval.low <= rpo;
  });
}

function moreBandwidth(
  { estimate, objective }: Missed,
  { plan, estimates, flowsOver }: FixContext,
): readonly FixCandidate[] {
  const link = estimate.route?.narrowest;
  if (!link?.link.bandwidth || estimate.sync) return [];
  const { bandwidth, name, id } = link.link;
  const flows = flowsOver(id);
  const size = lineSizesAbove(bandwidth.likely).find((wider) => {
    const { rpo } = withBandwidth(estimate, link, rate(wider), estimates, flows);
    return rpo && durationWithinLimit(rpo.worst, { most: objective }) === "met";
  });
  if (size === undefined) return [];
  const { workload, to } = estimate.bound;
  const from = formatRate(bandwidth.likely, "bits");
  const before = showLikely((estimate.rpo as RecoveryPoint).worst);
  return [
    {
      edits: replaceValue(plan.declarations.get(id), "/bandwidth", lineText(size)),
      preferred: true,
      title: (after) =>
        `Raise '${name}' from ${from} to ${lineText(size)} (RPO ${before} → ${rpoAfter(after, workload.workload.name, to.name) ?? "?"})`,
    },
  ];
}

function relaxObjective({ rpo, tier, objective }: Missed, { plan }: FixContext): readonly FixCandidate[] {
  const reached = rpo.worst.high.kind === "after" ? rpo.worst.high : rpo.worst.likely;
  const relaxed = reached.kind === "after" ? roundedUp(reached.time) : undefined;
  if (!relaxed || relaxed.seconds <= objective) return [];
  return [
    {
      edits: replaceValue(lookUp(plan, tier.name), "/rpo", relaxed.text),
      title: () => `Relax the RPO of tier '${tier.name}' from ${formatDuration(objective)} to ${relaxed.text}`,
    },
  ];
}
