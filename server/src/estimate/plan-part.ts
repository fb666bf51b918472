import type { Declaration } from "../model/declaration.ts";
import { idsOfKind, lookUp, type Plan, usersOf } from "../model/plan.ts";
import { planOf } from "../model/vary-plan.ts";
import { type AssumedElsewhere, type PlanEstimates, updateEstimates } from "./plan-estimates.ts";

/**
 * The part of a plan on which some declarations rest, estimated by itself: what they name, what copies and backs up the
 * workloads among it, all that shares links with those, and the network around them. What is estimated of the
 * declarations is the same there; to vary a part costs less than to vary a large plan. The plan itself when that is all of it.
 */
export function partOf(
  base: PlanEstimates,
  ids: Iterable<number>,
  { elsewhere, asked, alone = false }: PartBounds = {},
): PlanEstimates {
  const kept = restsOn(base, ids, alone);
  if (!asked && kept.size === base.plan.declarations.size) return base;
  const { plan, change } = planOf(base.plan, kept);
  return updateEstimates(plan, change, undefined, elsewhere, asked).now;
}

export interface PartBounds {
  readonly elsewhere?: AssumedElsewhere | undefined;
  /** Names of the only scenarios that are estimated; every one if left out. */
  readonly asked?: ReadonlySet<string>;
  /** Only what the declarations name, without what travels over them. */
  readonly alone?: boolean;
}

/** Kinds of blocks that count for the plan as a whole. */
const EVERYWHERE = ["plan", "assume"] as const;

/** Kinds of blocks that send something over links. */
const SENDERS = ["replicate", "backup", "migrate"] as const;

function restsOn({ plan, users }: PlanEstimates, ids: Iterable<number>, alone: boolean): ReadonlySet<number> {
  const carriers = new Map<number, number[]>();
  for (const [link, senders] of users.entries()) {
    for (const sender of senders) carriers.set(sender, [...(carriers.get(sender) ?? []), link]);
  }
  const kept = new Set<number>();
  const waiting = [...ids];
  for (const kind of EVERYWHERE) waiting.push(...idsOfKind(plan, kind));
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const declaration = plan.declarations.get(id);
    if (!declaration || kept.has(id)) continue;
    kept.add(id);
    waiting.push(...namedBy(plan, declaration));
    if (alone) continue;
    waiting.push(...(users.get(id) ?? []), ...(carriers.get(id) ?? []));
    if (declaration.document.kind !== "workload") continue;
    for (const kind of SENDERS) waiting.push(...usersOf(plan, kind, declaration.name ?? ""));
  }
  if (!alone) addNetwork(plan, kept);
  return kept;
}

function namedBy(plan: Plan, { references }: Declaration): readonly number[] {
  return references.flatMap(({ name }) => lookUp(plan, name)?.id ?? []);
}

/** Links and sites between the sites that are kept: a way may lead over any of them. What else they carry does not matter. */
function addNetwork(plan: Plan, kept: Set<number>): void {
  const waiting = [...kept].filter((id) => plan.declarations.get(id)?.document.kind === "site");
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const link of usersOf(plan, "link", plan.declarations.get(id)?.name ?? "")) {
      const declaration = plan.declarations.get(link);
      if (!declaration || kept.has(link)) continue;
      kept.add(link);
      for (const named of namedBy(plan, declaration)) {
        if (kept.has(named)) continue;
        kept.add(named);
        waiting.push(named);
      }
    }
  }
}
