import { type Declaration, isKind } from "./declaration.ts";
import { lookUp, type Plan, usersOf } from "./plan.ts";
import type { PlanChange } from "./plan-change.ts";

/** Circles of what needs each other, for each member: the names of all of them, in the order of their need. */
export type Circles = ReadonlyMap<number, readonly string[]>;

/**
 * The circles of `needs` after a change, from those before it. Only what the change can have closed or opened is
 * searched, so an edit elsewhere costs nothing. The same object when there is no difference.
 */
export function needsCircles(plan: Plan, change: PlanChange, before: Circles): Circles {
  const roots = new Set<number>();
  for (const [id, old] of change.replaced) {
    if (needsOf(old) !== needsOf(plan.declarations.get(id))) roots.add(id);
  }
  for (const name of change.declared) {
    for (const id of [...usersOf(plan, "workload", name), ...(plan.names.get(name) ?? [])]) roots.add(id);
  }
  if (roots.size === 0 && change.removed.size === 0) return before;
  const after = new Map(before);
  for (const [id, names] of before) {
    const touched = change.removed.has(id) || roots.has(id) || names.some((name) => change.declared.has(name));
    const broken = touched || names.some((name) => roots.has(lookUp(plan, name)?.id ?? -1));
    if (!broken) continue;
    after.delete(id);
    roots.add(id);
  }
  for (const [id, names] of circlesFrom(roots, plan)) after.set(id, names);
  return after.size === 0 && before.size === 0 ? before : after;
}

function needsOf(declaration: Declaration | undefined): string {
  if (!declaration || !isKind(declaration, "workload")) return "";
  return [declaration.name, ...(declaration.document.value.needs ?? [])].join(" ");
}

function targetsOf(plan: Plan, id: number): readonly number[] {
  const declaration = plan.declarations.get(id);
  if (!declaration || !isKind(declaration, "workload")) return [];
  return (declaration.document.value.needs ?? []).flatMap((name) => lookUp(plan, name)?.id ?? []);
}

interface Visit {
  readonly id: number;
  readonly targets: readonly number[];
  next: number;
}

/** Strongly connected components reached from the roots (Tarjan's algorithm, without recursion) that are circles. */
function circlesFrom(roots: Iterable<number>, plan: Plan): Circles {
  const circles = new Map<number, readonly string[]>();
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  const visits: Visit[] = [];
  const lower = (id: number, to: number) => low.set(id, Math.min(low.get(id) as number, to));
  const enter = (id: number) => {
    const number = order.size;
    order.set(id, number);
    low.set(id, number);
    open.push(id);
    isOpen.add(id);
    visits.push({ id, targets: targetsOf(plan, id), next: 0 });
  };
  for (const root of roots) {
    if (!order.has(root)) enter(root);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const { id, targets } = visit;
      const target = targets[visit.next++];
      if (target !== undefined) {
        if (!order.has(target)) enter(target);
        else if (isOpen.has(target)) lower(id, order.get(target) as number);
        continue;
      }
      visits.pop();
      const caller = visits.at(-1);
      if (caller) lower(caller.id, low.get(id) as number);
      if (low.get(id) !== order.get(id)) continue;
      const members = open.splice(open.lastIndexOf(id));
      for (const member of members) isOpen.delete(member);
      if (members.length === 1 && !targets.includes(id)) continue;
      const names = members.flatMap((member) => plan.declarations.get(member)?.name ?? []);
      for (const member of members) circles.set(member, names);
    }
  }
  return circles;
}
