import type { UncertainDuration } from "../estimate/kernel/duration.ts";
import { endlessLoss } from "../estimate/recovery/loss-words.ts";
import type { Declaration } from "../model/declaration.ts";
import { lookUp, type Plan } from "../model/plan.ts";
import { formatDuration } from "../quantity/format-quantity.ts";
import type { RelatedPlace } from "./finding.ts";
import type { MissedOutcome } from "./missed-outcome.ts";
import { showRange } from "./show.ts";

/** `, as in 2 other scenarios`; nothing when there are none. */
export function otherScenarios(others: number): string {
  return others === 0 ? "" : `, as in ${others === 1 ? "another scenario" : `${others} other scenarios`}`;
}

/** `tier 'gold' asks for 4 h`. */
export function askedFor({ outcome, objective }: MissedOutcome): string {
  return `tier '${outcome.workload.tier?.name ?? ""}' asks for ${formatDuration(objective)}`;
}

type Reached = Pick<MissedOutcome, "reached" | "objective" | "verdict">;

/**
 * What is lost, after a subject: `loses up to 25 h`, `may lose too much: ≈ 1 h (30 min … 2 h)`; where no time bounds it:
 * `may lose all data (at best 15 min)`, `loses 2 h at best, and likely more and more`.
 */
export function losesWords({ reached, objective, verdict }: Reached): string {
  const { low, likely } = reached;
  const certain = verdict === "missed";
  if (likely.kind === "after") {
    const told = reachedWords({ reached, objective }, endlessOf(reached));
    return certain ? `loses up to ${told}` : `may lose too much: ${told}`;
  }
  const all = endlessLoss(likely.because);
  if (low.kind === "never") return `loses ${all}`;
  const best = formatDuration(low.time);
  return certain ? `loses ${best} at best, and likely ${all}` : `may lose ${all} (at best ${best})`;
}

function endlessOf({ high }: UncertainDuration): string {
  return high.kind === "never" ? endlessLoss(high.because) : "";
}

/**
 * When it is back, after a subject and before what that is counted from: `is back 9 h`, `may be back too late: ≈ 5 h (3 h …
 * 6 h)`; where that may not come: `may never be back: at best 9 h`.
 */
export function backWords({ reached, objective, verdict }: Reached): string {
  const { low, likely } = reached;
  const certain = verdict === "missed";
  if (likely.kind === "after") {
    const told = reachedWords({ reached, objective }, "never");
    return certain ? `is back ${told}` : `may be back too late: ${told}`;
  }
  if (low.kind === "never") return "is never back";
  return `${certain ? "is likely never back" : "may never be back"}: at best ${formatDuration(low.time)}`;
}

/** What is reached; where it is hardly more than the objective, by how much: `1 d and 20 min`. `endless` is the word for what never comes. */
export function reachedWords(
  { reached, objective }: Pick<MissedOutcome, "reached" | "objective">,
  endless = "without end",
): string {
  const { low, likely } = reached;
  const told = showRange(reached, endless);
  if (low.kind === "never" || likely.kind === "never" || told !== formatDuration(objective)) return told;
  return `${told} and ${formatDuration(likely.time - objective)}`;
}

/** The assumption on which it depends, as a sentence; nothing where it is missed in any case. */
export function dependsWords({ outcome, verdict }: MissedOutcome): string {
  return verdict === "at-risk" && outcome.dependsOn !== undefined ? ` It depends on ${outcome.dependsOn}.` : "";
}

/** The longest step of those that decide the recovery time, with how long it takes: `restore 'files' from 'nightly' (6 h)`. */
export function longestStep({ outcome }: MissedOutcome): string | undefined {
  let longest: { readonly step: string; readonly time: number } | undefined;
  for (const { step, start, end } of outcome.recovery?.criticalPath ?? []) {
    if (start.likely.kind === "never") continue;
    if (end.likely.kind === "never") return step;
    const time = end.likely.time - start.likely.time;
    if (!longest || time > longest.time) longest = { step, time };
  }
  return longest && `${longest.step} (${formatDuration(longest.time)})`;
}

/** Lines that have part in a missed objective: what the tier says, and what the workload is recovered from. */
export function relatedToMiss(plan: Plan, { outcome }: MissedOutcome, ...attributes: readonly string[]) {
  const related: RelatedPlace[] = [];
  const tier = outcome.workload.tier && lookUp(plan, outcome.workload.tier.name);
  const said = tier && attributes.map((each) => `/${each}`).find((pointer) => tier.document.spans.at(pointer));
  if (tier && said !== undefined)
    related.push({ declaration: tier.id, pointer: said, message: "The tier's objective" });
  const source = sourceOf(plan, outcome);
  if (source)
    related.push({
      declaration: source.id,
      pointer: source.document.kind === "backup" ? "/to" : "/mode",
      message: "It is recovered from this",
    });
  return related;
}

/** The block of the copy or backup from which a workload is recovered. */
export function sourceOf(plan: Plan, { chosen }: MissedOutcome["outcome"]): Declaration | undefined {
  if (!chosen || chosen.source.kind === "own") return undefined;
  const { source } = chosen;
  const id = source.kind === "replica" ? source.replication.bound.replication.id : source.backup.bound.backup.id;
  return plan.declarations.get(id);
}
