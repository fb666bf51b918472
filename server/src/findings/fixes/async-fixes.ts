import { asAsync } from "../../estimate/alternatives.ts";
import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import { roundedUp } from "../../estimate/round-sizes.ts";
import { lookUp } from "../../model/plan.ts";
import type { FixCandidate, FixContext, PlanEdit } from "../rule.ts";
import { showDuration, showLikely } from "../show.ts";
import { removeStatement, replaceValue } from "../statement-edit.ts";

/** Copies asynchronously; once with the tier as it is, and once with its RPO relaxed to what that achieves. */
export function asyncFixes(estimate: ReplicationEstimate, context: FixContext): readonly FixCandidate[] {
  const { bound } = estimate;
  const edits = toAsync(estimate, context);
  const worst = asAsync(estimate, context.estimates).rpo?.worst;
  if (edits.length === 0 || !worst || worst.likely.kind === "never") return [];
  const title = (words: string) => (after: FixContext) => {
    const now = rpoAfter(after, bound.workload.workload.name, bound.to.name);
    return now && `${words} (RPO ${showDuration({ kind: "after", time: 0 as never })} → ${now})`;
  };
  const { using } = bound.replication;
  const without = using !== undefined && losesProduct(estimate) ? ` without ${using}` : "";
  const plain: FixCandidate = { edits, title: title(`Copy asynchronously${without}`), preferred: true };
  const { tier } = bound.workload;
  const high = worst.high.kind === "after" ? worst.high.time : worst.likely.time;
  const relaxed = roundedUp(high);
  const objective = tier && lookUp(context.plan, tier.name);
  if (!tier || tier.rpo === undefined || !relaxed || relaxed.seconds <= tier.rpo) return [plain];
  const relax = replaceValue(objective, "/rpo", relaxed.text);
  if (relax.length === 0) return [plain];
  const words = `Copy asynchronously${without} and relax the RPO of tier '${tier.name}' to ${relaxed.text}`;
  return [plain, { edits: [...edits, ...relax], title: title(words), preferred: true }];
}

/** The edits that make a replication asynchronous: the mode, and what only a synchronous one can have. */
export function toAsync(estimate: ReplicationEstimate, { declaration }: FixContext): readonly PlanEdit[] {
  const edits = [...replaceValue(declaration, "/mode", "async")];
  const { replication } = estimate.bound;
  if (losesProduct(estimate)) edits.push(...removeStatement(declaration, "/using"));
  if (replication.failover === "automatic") edits.push(...removeStatement(declaration, "/failover"));
  if (replication.onLinkLoss) edits.push(...removeStatement(declaration, "/on-link-loss"));
  return edits;
}

/** Whether the product only copies synchronously, so that it cannot stay. */
function losesProduct({ bound: { technology } }: ReplicationEstimate): boolean {
  return technology !== undefined && !technology.modes.includes("async");
}

/** What a copy achieves in the repaired plan. */
export function rpoAfter({ estimates }: FixContext, workload: string, to: string): string | undefined {
  const copy = estimates.copiesOf(workload).find(({ bound }) => bound.to.name === to);
  return copy?.rpo && showLikely(copy.rpo.worst);
}
