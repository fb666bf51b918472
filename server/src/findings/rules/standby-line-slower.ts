import type { Estimates } from "../../estimate/estimates.ts";
import { durationWithinLimit } from "../../estimate/kernel/within-limit.ts";
import type { PlanEstimates } from "../../estimate/plan-estimates.ts";
import { MOST_ON_STANDBY } from "../../estimate/recovery/update-scenarios.ts";
import type { Degradation } from "../../estimate/recovery/workload-outcome.ts";
import { isSynchronous, type ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { linkOf } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import type { Link } from "../../model/link.ts";
import { lookUp, type Plan, usersOf } from "../../model/plan.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { widerLineFix } from "../fixes/wider-line-fix.ts";
import { defineRule, type FixContext } from "../rule.ts";
import { showRange } from "../show.ts";

interface Slower {
  readonly degradation: Degradation;
  readonly line: string;
}

export const standbyLineSlower = defineRule<Slower>({
  code: "standby-line-slower",
  severity: "warning",
  summary: "A standby line must keep the RPO as well while it carries the copies.",
  why: "A spare line is mostly narrower than the one that it replaces, and lines fail far more often than sites. While the copies go over it they fall further behind; if the site is lost in those days, more is lost than promised. Make it wide enough, or accept that it is for the days of a repair. Lines that carry more than 30 copies are left out here.",
  sources: ["DataCore and Riverbed case study (Waterstons): the backup line is slower"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
link spare york <-> leeds { bandwidth 4 Mbps; medium leased-line; standby-for line }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s; change 900 kB/s mon-fri 08:00-12:00 }
<|replicate files to leeds over line|> { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
link spare york <-> leeds { bandwidth 10 Mbps; medium leased-line; standby-for line }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s; change 900 kB/s mon-fri 08:00-12:00 }
replicate files to leeds over line { mode async; history 7 d every 1 h }`,
  },
  kinds: ["replicate"],

  *check(declaration, { plan, estimates }) {
    for (const { bound, route, rpo } of estimates.replications(declaration)) {
      const objective = bound.workload.tier?.rpo;
      // As long as it runs at all, a synchronous copy is as new as the data.
      if (isSynchronous(bound)) continue;
      // Where it is too old on its usual way, that is told.
      if (objective === undefined || !rpo || durationWithinLimit(rpo.worst, { most: objective }) === "missed") continue;
      for (const { link } of route?.hops ?? []) {
        const { name } = link.link;
        const degradation = hasNarrowStandby(plan, link.link)
          ? onStandby(estimates, name, bound.replication.id, bound.workload.workload.name)
          : undefined;
        if (
          !degradation?.route ||
          (!degradation.isCrowded && keepsWithoutQueues(degradation.replication, objective)) ||
          (degradation.rpo.high.kind === "never" && degradation.rpo.high.because === "not-known")
        )
          continue;
        if (durationWithinLimit(degradation.rpo, { most: objective }) !== "missed") continue;
        const slow = degradation.route.narrowest?.link;
        yield {
          at: declaration.document.spans.header,
          facts: { degradation, line: name },
          related: slow
            ? [{ declaration: slow.id, pointer: "/bandwidth", message: "The line that it then takes" }]
            : [],
        };
      }
    }
  },

  message({ degradation: { replication, route, rpo }, line }) {
    const { workload, tier } = replication.bound.workload;
    const over = route?.hops.map(({ link }) => `'${link.link.name}'`).join(", ") ?? "";
    const old = rpo.likely.kind === "never" ? "falls behind without end" : `is up to ${showRange(rpo)} old`;
    return `While '${line}' is lost, the copy of '${workload.name}' goes over ${over} and ${old}; tier '${tier?.name ?? ""}' asks for ${formatDuration(tier?.rpo ?? 0)}.`;
  },

  fixes({ degradation, line }, context) {
    const { bound } = degradation.replication;
    const objective = bound.workload.tier?.rpo ?? 0;
    const rpoIn = ({ estimates }: Pick<PlanEstimates, "estimates">) =>
      onStandby(estimates, line, bound.replication.id, bound.workload.workload.name)?.rpo;
    const keeps = (then: PlanEstimates) => {
      const rpo = rpoIn(then);
      return rpo !== undefined && durationWithinLimit(rpo, { most: objective }) === "met";
    };
    const achieved = (after: FixContext) => {
      const rpo = rpoIn(after);
      return rpo ? `RPO without '${line}': ${showRange(rpo)}` : "";
    };
    return widerLineFix(degradation.route?.narrowest?.link, keeps, achieved, context);
  },
});

/**
 * Whether a copy keeps an RPO in any case as long as nothing ever waits on its way: one that sends at once is no older than
 * otherwise, and a cycle ends within the time in which its changes were written.
 */
function keepsWithoutQueues({ cycles, source }: ReplicationEstimate, objective: Seconds): boolean {
  if (!cycles) return true;
  return !source && 2 * cycles.every.high <= objective;
}

/** Whether a narrower line is declared to stand in for it: another way that happens to be there promises nothing. */
function hasNarrowStandby(plan: Plan, { name, bandwidth }: Link): boolean {
  return [...usersOf(plan, "link", name)].some((id) => {
    const other = linkOf(plan.declarations.get(id));
    return other?.standbyFor === name && (other.bandwidth?.low ?? 0) < (bandwidth?.high ?? Number.POSITIVE_INFINITY);
  });
}

function onStandby(estimates: Estimates, line: string, block: number, workload: string): Degradation | undefined {
  const named = lookUp(estimates.plan, line);
  if (!named || !isKind(named, "link")) return undefined;
  const degraded = estimates.scenario(`loss-of-${line}`)?.degraded ?? [];
  if (degraded.length > MOST_ON_STANDBY) return undefined;
  return degraded.find(
    ({ replication: { bound } }) => bound.replication.id === block && bound.workload.workload.name === workload,
  );
}
