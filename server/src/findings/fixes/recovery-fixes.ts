import { type Lever, withAttribute } from "../../estimate/levers.ts";
import type { PlanEstimates } from "../../estimate/plan-estimates.ts";
import { solve } from "../../estimate/solve.ts";
import { siteOf } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { lookUp, type Plan, usersOf } from "../../model/plan.ts";
import type { Site } from "../../model/site.ts";
import { type MissedOutcome, missOf, reachedOf } from "../missed-outcome.ts";
import type { FixCandidate, FixContext } from "../rule.ts";
import { showLikely } from "../show.ts";
import { addBehind, setAttributes } from "../statement-edit.ts";
import { warmStandbyFix } from "./warm-standby-fix.ts";
import { widerLineFix } from "./wider-line-fix.ts";

/** Repairs of a recovery that takes too long, each by what holds it up. */
export function recoveryFixes(missed: MissedOutcome, context: FixContext): readonly FixCandidate[] {
  return [
    ...warmStandbyFix(missed, context),
    ...replicateFix(missed, context),
    ...automaticFix(missed, context),
    ...bootFix(missed, context),
    ...bandwidthFix(missed, context),
  ];
}

/** `RTO 9 h → 2 h 10 min`: what is reached in the same scenario, before and after. */
export function achievedBy(missed: MissedOutcome, after: Pick<FixContext, "estimates">): string {
  const { estimate, outcome, what, reached } = missed;
  const scenario = after.estimates.scenario(estimate.scenario.name);
  const now = scenario?.outcomeOf(outcome.workload.workload.name);
  const name = what === "rpo" ? "RPO" : "RTO";
  return now
    ? `${name} ${showLikely(what === "mtd" ? outcome.rto : reached)} → ${showLikely(reachedOf(now, what === "mtd" ? "rto" : what))}`
    : `not hit by '${estimate.scenario.name}' any more`;
}

/** Whether the objective is met in the same scenario of another plan. */
export function isMetIn(missed: MissedOutcome, { estimates }: Pick<PlanEstimates, "estimates">): boolean {
  const scenario = estimates.scenario(missed.estimate.scenario.name);
  const now = scenario?.outcomeOf(missed.outcome.workload.workload.name);
  return !scenario || !now || (now.chosen !== undefined && !missOf(scenario, now, missed.what));
}

/** Where data would have to be restored, a copy that is there already. */
function replicateFix(missed: MissedOutcome, context: FixContext): readonly FixCandidate[] {
  const { chosen, workload, by } = missed.outcome;
  const { name } = workload.workload;
  if (chosen?.source.kind !== "backup" || by === "corruption" || name === "") return [];
  const { place } = chosen;
  if (place === workload.site) return [];
  return [
    {
      edits: addBehind(context.declaration, [`replicate ${name} to ${place.name} { mode async }`]),
      preferred: true,
      title: (after) =>
        `Replicate '${name}' asynchronously to '${place.name}' (${achievedBy(missed, after)}; the line carries all changes)`,
    },
  ];
}

/** Lets a synchronous copy take over by itself, where there is a witness that sees both sides. */
function automaticFix(missed: MissedOutcome, { plan }: FixContext): readonly FixCandidate[] {
  const { chosen, workload } = missed.outcome;
  if (chosen?.source.kind !== "replica" || chosen.source.point !== "newest") return [];
  const { replication, from, to } = chosen.source.replication.bound;
  const block = plan.declarations.get(replication.id);
  if (replication.failover !== "manual" || replication.mode !== "sync" || !block) return [];
  const witness = replication.witness ?? witnessFor(plan, from, to)?.name;
  if (witness === undefined) return [];
  return [
    {
      edits: setAttributes(block, { failover: "automatic", witness }),
      title: (after) =>
        `Let '${to.name}' take '${workload.workload.name}' over by itself, with '${witness}' as witness (${achievedBy(missed, after)})`,
    },
  ];
}

/** A witness site with links to both sides. */
function witnessFor(plan: Plan, from: Site, to: Site): Site | undefined {
  const neighbours = (site: Site) =>
    new Set(
      [...usersOf(plan, "link", site.name)].flatMap((id) => {
        const link = plan.declarations.get(id);
        return link && isKind(link, "link") ? [link.document.value.from, link.document.value.to] : [];
      }),
    );
  const ofTo = neighbours(to);
  for (const name of neighbours(from)) {
    const site = name !== undefined && ofTo.has(name) ? siteOf(lookUp(plan, name)) : undefined;
    if (site?.role === "witness") return site;
  }
  return undefined;
}

/** Lets more machines boot at the same time. */
function bootFix(missed: MissedOutcome, { plan, estimated, settings }: FixContext): readonly FixCandidate[] {
  const { chosen, recovery } = missed.outcome;
  const site = chosen && plan.declarations.get(chosen.place.id);
  const boots = recovery?.criticalPath.some(({ step }) => step.startsWith("boot ")) ?? false;
  if (!boots || !site || !isKind(site, "site")) return [];
  const present = chosen.place.bootConcurrency ?? usualConcurrency(estimated);
  const lever: Lever = {
    declaration: site.id,
    what: "boot-concurrency",
    present: String(present),
    values: TOGETHER.filter((count) => count > present),
    text: String,
    changes: (value) => withAttribute(site, "boot-concurrency", value),
  };
  const found = solve(estimated, lever, (now) => isMetIn(missed, now), settings.assume);
  if (found?.kind !== "found") return [];
  return [
    {
      edits: setAttributes(site, { "boot-concurrency": String(found.value) }),
      title: (after) =>
        `Boot ${found.value} machines at the same time at '${chosen.place.name}' instead of ${present} (${achievedBy(missed, after)}; its storage must stand that)`,
    },
  ];
}

/** How many machines boot at the same time where the site does not say. */
function usualConcurrency({ constants }: PlanEstimates): number {
  return constants["boot-concurrency"].value.likely;
}

/** Machines that storage may boot at the same time. Own choice. */
const TOGETHER = [5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200];

/** A wider line, where data must cross it first. */
function bandwidthFix(missed: MissedOutcome, context: FixContext): readonly FixCandidate[] {
  const link = missed.outcome.chosen?.route?.narrowest?.link;
  const achieved = (after: FixContext) => achievedBy(missed, after);
  // Where it is people who take long, another line is not what most authors want.
  return widerLineFix(link, (now) => isMetIn(missed, now), achieved, context).map((fix) => ({
    ...fix,
    preferred: false,
  }));
}
