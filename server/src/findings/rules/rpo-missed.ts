import type { BackupEstimate } from "../../estimate/backup-estimate.ts";
import { compareDurations } from "../../estimate/kernel/duration.ts";
import { durationWithinLimit } from "../../estimate/kernel/within-limit.ts";
import type { PlanEstimates } from "../../estimate/plan-estimates.ts";
import { candidateWords } from "../../estimate/recovery/candidate-words.ts";
import type { WorkloadOutcome } from "../../estimate/recovery/workload-outcome.ts";
import type { RecoveryPoint, ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { sameCopy } from "../../estimate/same-copy.ts";
import { type Declaration, isKind } from "../../model/declaration.ts";
import { lookUp, type Plan, usersOf } from "../../model/plan.ts";
import { readDuration } from "../../model/read-quantity.ts";
import type { Tier } from "../../model/tier.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { formatWeekdayTime } from "../../quantity/time-of-day.ts";
import { rpoAfter } from "../fixes/async-fixes.ts";
import { closerPointsFix } from "../fixes/closer-points-fix.ts";
import { recoveryFixes } from "../fixes/recovery-fixes.ts";
import { relaxMissFix, relaxObjectiveFix } from "../fixes/relax-objective-fix.ts";
import { widerLineFix } from "../fixes/wider-line-fix.ts";
import { missedObjective } from "../missed-objective.ts";
import type { MissedOutcome } from "../missed-outcome.ts";
import { askedFor, dependsWords, losesWords, otherScenarios, reachedWords } from "../objective-words.ts";
import { defineRule, type FixCandidate, type FixContext, type RuleContext, type Violation } from "../rule.ts";
import { showDuration, showLikely, showRange, showTime } from "../show.ts";
import { removeStatement, replaceValue } from "../statement-edit.ts";

type RpoMissed = Missed | MissedFromElsewhere;

/** The best copy is too old whenever its workload's site is lost. */
interface Missed {
  readonly kind: "copy";
  readonly estimate: ReplicationEstimate;
  readonly rpo: RecoveryPoint;
  readonly objective: Seconds;
  readonly tier: Tier;
  readonly certain: boolean;
}

/** What is left in a scenario is too old, or is only a backup. */
interface MissedFromElsewhere {
  readonly kind: "outcome";
  readonly missed: MissedOutcome;
}

export const rpoMissed = defineRule<RpoMissed>({
  code: "rpo-missed",
  severity: "error",
  summary: "What a workload is recovered from must be as fresh as its tier's RPO demands.",
  why: "An asynchronous copy is always a little behind: by what waits for the line at the worst hour of the week, by the way of the data, and by the product's own cycle. If that is more than the objective, the promise is broken exactly when it counts. An asynchronous copy never loses nothing. A backup loses the time from one to the next and the time that it travels. What counts in each scenario is what it leaves.",
  sources: ["Fluid queue over the week of changes and line capacity: docs/model.md"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 10 Mbps; medium leased-line }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 200 GB; change 100 kB/s; change 3 MB/s mon-fri 09:00-12:00 }
replicate files to leeds over line { mode <|async|>; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link line york <-> leeds { bandwidth 50 Mbps; medium leased-line }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 200 GB; change 100 kB/s; change 3 MB/s mon-fri 09:00-12:00 }
replicate files to leeds over line { mode async; history 7 d every 1 h }`,
  },
  kinds: ["replicate", "workload"],

  *check(declaration, context) {
    yield* declaration.document.kind === "workload" ? inScenarios(declaration, context) : copies(declaration, context);
  },

  message: (facts) => (facts.kind === "copy" ? copyMessage(facts) : outcomeMessage(facts)),

  fixes: (facts, context) =>
    facts.kind === "outcome"
      ? [
          ...closerPointsFix(facts.missed, context),
          ...recoveryFixes(facts.missed, context),
          ...relaxMissFix(facts.missed, "rpo", context),
        ]
      : [
          ...moreBandwidth(facts, context),
          ...shorterInterval(facts, context),
          ...synchronous(facts, context),
          ...relaxObjectiveFix(facts.tier, "rpo", facts.objective, facts.rpo.worst, context),
        ],
});

/** Copies that are too old in every scenario in which they are the best. */
function* copies(declaration: Declaration, { plan, estimates }: RuleContext): Iterable<Violation<RpoMissed>> {
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
      facts: { kind: "copy", estimate, rpo, objective: tier.rpo, tier, certain: verdict === "missed" },
      related: objective && at ? [{ declaration: objective.id, pointer: "/rpo", message: "The tier's objective" }] : [],
    };
  }
}

/** What scenarios leave, where it is not told of the best copy already. */
function* inScenarios(declaration: Declaration, context: RuleContext): Iterable<Violation<RpoMissed>> {
  const { plan, estimates } = context;
  const { name = "" } = declaration;
  const all = estimates.copiesOf(name);
  const isTold = (outcome: WorkloadOutcome) => {
    const source = outcome.chosen?.source;
    if (outcome.judged.rpo === undefined || !source || source.kind === "own") return false;
    if (source.kind === "backup") return isTooLate(source.backup) || lacksLogs(source.backup, outcome.judged.rpo, all);
    const copy = source.drain?.kept ?? source.replication;
    const { rpo } = copy;
    // A group that does not work is told of the member that decides.
    const { mode } = copy.bound.replication;
    if (mode === "quorum" && all.some((copy) => copy.bound.replication.mode === mode && copy.verdict !== "met"))
      return true;
    const isOld = !rpo || durationWithinLimit(rpo.worst, { most: outcome.judged.rpo }) !== "met";
    if (!isOld) return false;
    if (copy.verdict !== "met") return true;
    return !isBackedUpWithin(plan, name, outcome.judged.rpo) && isBest(copy, all);
  };
  for (const { facts, ...violation } of missedObjective(declaration, context, "rpo", (outcome) => !isTold(outcome)))
    yield { ...violation, facts: { kind: "outcome", missed: facts } };
}

/** Backups that are not done in time are told where they stand. */
function isTooLate({ source, fits }: BackupEstimate): boolean {
  return fits !== "met" || (source !== undefined && isTooLate(source));
}

/** A database without its logs: that is told of it. */
function lacksLogs({ bound, spacing, workloads }: BackupEstimate, rpo: Seconds, copies: readonly unknown[]): boolean {
  const isDatabase = workloads.some(({ workload }) => workload.kind === "database");
  return isDatabase && copies.length === 0 && bound.backup.method !== "log" && spacing.low > rpo;
}

function outcomeMessage({ missed }: MissedFromElsewhere): string {
  const { estimate, outcome, others } = missed;
  const { chosen, workload } = outcome;
  const from = chosen ? ` from ${candidateWords(chosen)}` : "";
  const backup = chosen?.source.kind === "backup" ? chosen.source.backup : undefined;
  const cycle =
    backup && ` One is taken every ${showTime(backup.spacing)}, and arrives after ${showRange(backup.delay)}.`;
  return `'${workload.workload.name}' ${losesWords(missed)} in '${estimate.scenario.name}'${otherScenarios(others)}, recovered${from}; ${askedFor(missed)}.${cycle ?? ""}${dependsWords(missed)}`;
}

function copyMessage({ estimate, rpo, objective, tier, certain }: Missed): string {
  const { workload } = estimate.bound.workload;
  const when = rpo.worstAt === undefined ? "" : ` (${formatWeekdayTime(rpo.worstAt)})`;
  const hopeless = objective === 0 && !estimate.sync ? ", which only a synchronous copy can give" : "";
  const wanted = `tier '${tier.name}' asks for ${formatDuration(objective)}${hopeless}`;
  const { low, likely } = rpo.worst;
  if (likely.kind === "never") {
    const least = `${certain ? "even at best" : "at best"} it is ${showDuration(low)} behind`;
    return `'${workload.name}' ${certain ? "loses" : "may lose"} more than its RPO: in the likely case its copy falls behind without end, ${least}${when}; ${wanted}.`;
  }
  const reached = reachedWords({ reached: rpo.worst, objective });
  if (certain) return `'${workload.name}' would lose up to ${reached} at worst${when}; ${wanted}.`;
  const why = likely.time > objective ? "in the likely case" : "in the worst case";
  return `'${workload.name}' may lose more than its RPO ${why}: ${showRange(rpo.worst)} at worst${when}; ${wanted}.`;
}

/** Whether the estimate is the freshest copy; of equal ones the first. Copies that cannot be estimated yet may be fresher, so then none is. */
function isBest(estimate: ReplicationEstimate, copies: readonly ReplicationEstimate[]): boolean {
  let best: ReplicationEstimate | undefined;
  for (const copy of copies) {
    if (!copy.rpo) return false;
    if (!best?.rpo || compareDurations(copy.rpo.worst.likely, best.rpo.worst.likely) < 0) best = copy;
  }
  return best?.bound === estimate.bound;
}

/** Whether backups are taken so often that they might meet the objective by themselves. */
function isBackedUpWithin(plan: Plan, workload: string, rpo: Seconds): boolean {
  return [...usersOf(plan, "backup", workload)].some((id) => {
    const declaration = plan.declarations.get(id);
    if (!declaration || !isKind(declaration, "backup")) return false;
    const { every, method } = declaration.document.value;
    // They are lost with their site.
    if (method === "snapshot") return false;
    const interval = readDuration(typeof every === "object" ? every.interval : every);
    return interval !== undefined && interval.low <= rpo;
  });
}

function moreBandwidth({ estimate, objective, rpo }: Missed, context: FixContext): readonly FixCandidate[] {
  if (estimate.sync) return [];
  const isFresh = ({ estimates }: PlanEstimates) => {
    const then = sameCopy(estimate, estimates)?.rpo;
    return then !== undefined && durationWithinLimit(then.worst, { most: objective }) === "met";
  };
  const { workload, to } = estimate.bound;
  const achieved = (after: FixContext) =>
    `RPO ${showLikely(rpo.worst)} → ${rpoAfter(after, workload.workload.name, to.name) ?? "?"}`;
  return widerLineFix(estimate.route?.narrowest?.link, isFresh, achieved, context);
}

/** Intervals that people choose, longest first, in seconds and as written. */
const INTERVALS = [
  [43_200, "12 h"],
  [28_800, "8 h"],
  [14_400, "4 h"],
  [7200, "2 h"],
  [3600, "1 h"],
  [1800, "30 min"],
  [900, "15 min"],
  [300, "5 min"],
  [60, "1 min"],
] as const;

/** Copies more often: at half of the objective, which leaves as long for the way, or at a quarter. The proof tells which is enough. */
function shorterInterval({ estimate, objective, rpo }: Missed, { declaration }: FixContext): readonly FixCandidate[] {
  const { replication, workload, to, technology } = estimate.bound;
  const { every, mode } = replication;
  if (!every || (mode !== "periodic" && mode !== "log-shipping")) return [];
  const least = technology?.interval?.shortest ?? 0;
  const texts = [0.5, 0.25].flatMap((share) => {
    const interval = INTERVALS.find(([time]) => time <= share * objective && time < every.low);
    return interval && interval[0] >= least ? [interval[1]] : [];
  });
  return [...new Set(texts)].map((text) => ({
    edits: replaceValue(declaration, "/every", text),
    title: (after) =>
      `Copy every ${text} (RPO ${showLikely(rpo.worst)} → ${rpoAfter(after, workload.workload.name, to.name) ?? "?"})`,
  }));
}

/** Where nothing may be lost, an asynchronous copy is made synchronous: the proof tells whether the distance allows it. */
function synchronous({ estimate, objective, rpo }: Missed, { declaration }: FixContext): readonly FixCandidate[] {
  const { replication, workload, to, technology } = estimate.bound;
  if (objective > 0 || estimate.sync || replication.window) return [];
  const losesProduct = technology !== undefined && !technology.modes.includes("sync");
  const edits = [
    ...replaceValue(declaration, "/mode", "sync"),
    ...(replication.every ? removeStatement(declaration, "/every") : []),
    ...(losesProduct ? removeStatement(declaration, "/using") : []),
  ];
  const without = losesProduct ? ` without ${replication.using ?? ""}` : "";
  return [
    {
      edits,
      title: ({ estimates }) => {
        const copy = estimates
          .copiesOf(workload.workload.name)
          .find(({ bound }) => bound.to.name === to.name && bound.replication.mode === "sync");
        if (copy?.verdict !== "met" || !copy.sync) return undefined;
        return `Copy synchronously${without} (RPO ${showLikely(rpo.worst)} → 0 s; each write waits ${showLikely(copy.sync.added)})`;
      },
    },
  ];
}
