import { isKind } from "./declaration.ts";
import { lookUp, type Plan } from "./plan.ts";

/**
 * Circles in what blocks of one kind need of each other (Tarjan's algorithm, without recursion).
 * The answer names the members of the circle in the order in which they need each other, by the id of each.
 */
export function needsCircles(plan: Plan): ReadonlyMap<number, readonly string[]> {
  const needs = new Map<number, readonly number[]>();
  for (const declaration of plan.declarations.values()) {
    if (!isKind(declaration, "workload")) continue;
    const named = declaration.document.value.needs ?? [];
    const targets = named.flatMap((name) => lookUp(plan, name)?.id ?? []);
    if (targets.length > 0) needs.set(declaration.id, targets);
  }
  return circlesOf(needs, (id) => plan.declarations.get(id)?.name ?? "");
}

export function circlesOf(
  edges: ReadonlyMap<number, readonly number[]>,
  nameOf: (id: number) => string,
): ReadonlyMap<number, readonly string[]> {
  const circles = new Map<number, readonly string[]>();
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  for (const root of edges.keys()) {
    if (order.has(root)) continue;
    const calls: { readonly id: number; next: number }[] = [{ id: root, next: 0 }];
    while (calls.length > 0) {
      const call = calls[calls.length - 1] as { readonly id: number; next: number };
      const { id } = call;
      if (call.next === 0) {
        order.set(id, order.size);
        low.set(id, order.get(id) as number);
        open.push(id);
        isOpen.add(id);
      }
      const target = edges.get(id)?.[call.next++];
      if (target !== undefined) {
        if (!order.has(target)) calls.push({ id: target, next: 0 });
        else if (isOpen.has(target)) low.set(id, Math.min(low.get(id) as number, order.get(target) as number));
        continue;
      }
      calls.pop();
      const caller = calls[calls.length - 1];
      if (caller) low.set(caller.id, Math.min(low.get(caller.id) as number, low.get(id) as number));
      if (low.get(id) !== order.get(id)) continue;
      const members = open.splice(open.indexOf(id));
      for (const member of members) isOpen.delete(member);
      const circular = members.length > 1 || (edges.get(id) ?? []).includes(id);
      if (circular) for (const member of members) circles.set(member, members.map(nameOf));
    }
  }
  return circles;
}
