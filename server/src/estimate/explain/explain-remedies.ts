import type { Steps } from "../../base/steps.ts";
import type { Estimates } from "../estimates.ts";
import { durationWithinLimit } from "../kernel/within-limit.ts";
import {
  availableLever,
  bandwidthLever,
  changeLever,
  distanceLever,
  intervalLever,
  type Lever,
  reductionLever,
  rttLever,
} from "../levers.ts";
import { type LinkEstimate, routeLength } from "../link-estimate.ts";
import type { AssumedElsewhere, PlanEstimates } from "../plan-estimates.ts";
import type { ReplicationEstimate } from "../replication-estimate.ts";
import { sameCopy } from "../same-copy.ts";
import { type Solution, solve } from "../solve.ts";
import type { Derivation, DerivationInput } from "./derivation.ts";
import { spanOf } from "./explain-words.ts";

/**
 * What would make a copy work and meet its tier's objectives, one value moved at a time; nothing when it does already, or
 * nothing is asked of it. A step for each value.
 */
export function* explainCopyRemedies(
  estimate: ReplicationEstimate,
  base: PlanEstimates,
  elsewhere?: AssumedElsewhere,
): Steps<readonly Derivation[]> {
  const { workload, to } = estimate.bound;
  const copyIn = (estimates: Estimates) => sameCopy(estimate, estimates);
  if (suffices(copyIn(base.estimates))) return [];
  const found = yield* solved(
    leversOf(estimate, base),
    base,
    ({ estimates }) => suffices(copyIn(estimates)),
    elsewhere,
  );
  const title = `What would make the copy of '${workload.workload.name}' at '${to.name}' meet its objectives`;
  return [remedies(title, found, (solution) => achieved(copyIn(solution.solved.estimates)))];
}

/** What would make a link carry all that is copied over it; nothing when it does already. */
export function* explainLinkRemedies(
  { link }: LinkEstimate,
  base: PlanEstimates,
  elsewhere?: AssumedElsewhere,
): Steps<readonly Derivation[]> {
  const carries = ({ estimates, users }: PlanEstimates) =>
    [...(users.get(link.id) ?? [])].every((id) =>
      estimates
        .replications(estimates.plan.declarations.get(id))
        .every(({ reasons }) => !reasons.includes("link-too-small")),
    );
  if (carries(base)) return [];
  const levers = [bandwidthLever(base.plan, link.id), availableLever(base.plan, link.id)].flatMap(
    (lever) => lever ?? [],
  );
  const found = yield* solved(levers, base, carries, elsewhere);
  return [
    remedies(`What would make '${link.name}' carry all that is copied over it`, found, () => "all copies keep up"),
  ];
}

function* solved(
  levers: readonly Lever[],
  base: PlanEstimates,
  meets: (estimated: PlanEstimates) => boolean,
  elsewhere: AssumedElsewhere | undefined,
): Steps<readonly Solution[]> {
  const found: Solution[] = [];
  for (const [done, lever] of levers.entries()) {
    yield { done, of: levers.length };
    const solution = solve(base, lever, meets, elsewhere);
    if (solution) found.push(solution);
  }
  return found;
}

/** Works in all cases, and is as fresh as its tier asks. */
function suffices(copy: ReplicationEstimate | undefined): boolean {
  if (copy?.verdict !== "met" || !copy.rpo) return false;
  const objective = copy.bound.workload.tier?.rpo;
  return objective === undefined || durationWithinLimit(copy.rpo.worst, { most: objective }) === "met";
}

function achieved(copy: ReplicationEstimate | undefined): string {
  if (!copy?.rpo) return "";
  return copy.sync ? `then + ${spanOf(copy.sync.added)} per write` : `then RPO ${spanOf(copy.rpo.worst)}`;
}

function leversOf({ bound, route, sync }: ReplicationEstimate, { plan }: PlanEstimates): readonly Lever[] {
  const { replication, workload } = bound;
  const narrowest = route?.narrowest;
  const longest = [...(route?.hops ?? [])].sort((a, b) => time(b.link) - time(a.link))[0]?.link;
  const length = longest && routeLength(longest)?.likely;
  return [
    narrowest && bandwidthLever(plan, narrowest.link.id),
    narrowest && availableLever(plan, narrowest.link.id),
    reductionLever(plan, replication.id),
    intervalLever(plan, replication.id),
    changeLever(plan, workload.workload.id),
    // Only what waits for answers depends on how far away they come from.
    sync && longest?.rtt && rttLever(plan, longest.link.id, longest.rtt.time.likely),
    sync && longest && length ? distanceLever(plan, longest.link.id, length) : undefined,
  ].flatMap((lever) => lever ?? []);
}

function time({ rtt }: LinkEstimate): number {
  return rtt?.time.likely ?? 0;
}

function remedies(title: string, solutions: readonly Solution[], then: (solution: Solution) => string): Derivation {
  const helping = solutions.filter(({ kind }) => kind === "found");
  const inputs = solutions.map((solution): DerivationInput => {
    const { lever, value } = solution;
    const text = lever.text(value);
    const now = `now ${lever.present}`;
    return solution.kind === "found"
      ? { name: lever.what, value: text, origin: `${now}; ${then(solution)}` }
      : { name: lever.what, value: `not even ${text}`, origin: now };
  });
  return {
    title,
    value:
      helping.length === 0
        ? "no single value that was tried"
        : helping.map(({ lever, value }) => `${lever.what} ${lever.text(value)}`).join(", or "),
    formula: "the nearest value at which it does, all else as it is; found by bisection on the model",
    inputs,
    notes: [],
    sources: [],
  };
}
