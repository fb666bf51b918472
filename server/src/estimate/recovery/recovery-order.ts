import type { Tier } from "../../model/tier.ts";
import type { Candidate } from "./candidate.ts";

/**
 * Which workloads go first where several want the same, 0 first and for those not named; equals share. By tier (its `order`, else the shortest
 * `rto`), then those that others of the tier need. What a workload needs is as urgent as itself.
 */
export function recoveryOrder(candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  if (candidates.length < 2) return ALONE;
  const byName = new Map(candidates.map((candidate) => [candidate.workload.workload.name, candidate]));
  const urgency = new Map<string, Tier | undefined>();
  const bySelf = [...candidates].sort((a, b) => compareTiers(a.workload.tier, b.workload.tier));
  for (const { workload } of bySelf) spread(workload.workload.name, workload.tier, byName, urgency);
  const depth = new Map<string, number>();
  // By name, so that the order of blocks does not matter where needs go in circles.
  const names = [...byName.keys()].sort();
  for (const name of names) measure(name, byName, depth);
  const sorted = names.sort(compare);
  const order = new Map<string, number>();
  let rank = 0;
  sorted.forEach((name, index) => {
    if (index > 0 && compare(sorted[index - 1] as string, name) !== 0) rank++;
    order.set(name, rank);
  });
  return order;

  function compare(a: string, b: string): number {
    return compareTiers(urgency.get(a), urgency.get(b)) || (depth.get(a) ?? 0) - (depth.get(b) ?? 0);
  }
}

/** A single one needs no order. */
const ALONE: ReadonlyMap<string, number> = new Map();

/** Tiers with a declared order go first. */
function compareTiers(a: Tier | undefined, b: Tier | undefined): number {
  return difference(a?.order, b?.order) || difference(a?.rto, b?.rto);
}

function difference(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return a - b;
}

/** Gives the tier to a workload and all that it needs, unless a more urgent one has it already. */
function spread(
  name: string,
  tier: Tier | undefined,
  byName: ReadonlyMap<string, Candidate>,
  urgency: Map<string, Tier | undefined>,
): void {
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (urgency.has(next)) continue;
    urgency.set(next, tier);
    for (const need of byName.get(next)?.workload.workload.needs ?? []) if (byName.has(need)) open.push(need);
  }
}

/** The length of the longest chain of needs below a workload; circles end it. Without recursion: chains may be long. */
function measure(root: string, byName: ReadonlyMap<string, Candidate>, depth: Map<string, number>): void {
  const open: { readonly name: string; next: number; deepest: number }[] = [{ name: root, next: 0, deepest: 0 }];
  const inside = new Set<string>();
  for (let visit = open.at(-1); visit; visit = open.at(-1)) {
    const { name } = visit;
    if (visit.next === 0 && depth.has(name)) {
      open.pop();
      continue;
    }
    inside.add(name);
    const need = byName.get(name)?.workload.workload.needs[visit.next++];
    if (need === undefined) {
      depth.set(name, visit.deepest);
      inside.delete(name);
      open.pop();
      const above = open.at(-1);
      if (above) above.deepest = Math.max(above.deepest, visit.deepest + 1);
    } else if (byName.has(need) && !inside.has(need)) {
      const known = depth.get(need);
      if (known === undefined) open.push({ name: need, next: 0, deepest: 0 });
      else visit.deepest = Math.max(visit.deepest, known + 1);
    }
  }
}
