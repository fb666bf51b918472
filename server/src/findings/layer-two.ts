import { type Declaration, isKind } from "../model/declaration.ts";
import { type Plan, usersOf } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";

/** Whether links of layer 2 join two sites to one network, directly or through others. */
export function joinedByLayerTwo(plan: Plan, from: string, to: string): boolean {
  const seen = new Set([from]);
  const waiting = [from];
  for (let site = waiting.pop(); site !== undefined; site = waiting.pop()) {
    if (site === to) return true;
    for (const link of linksAt(plan, site)) {
      if (!isKind(link, "link") || link.document.value.layer2 !== true) continue;
      for (const end of [link.document.value.from, link.document.value.to]) {
        if (end === undefined || seen.has(end)) continue;
        seen.add(end);
        waiting.push(end);
      }
    }
  }
  return false;
}

/** The links that join two sites directly. */
export function linksBetween(plan: Plan, from: string, to: string): readonly Declaration[] {
  return linksAt(plan, from).filter((link) => {
    if (!isKind(link, "link")) return false;
    const ends = [link.document.value.from, link.document.value.to];
    return ends.includes(from) && ends.includes(to);
  });
}

function linksAt(plan: Plan, site: string): readonly Declaration[] {
  return inPlanOrder(plan, usersOf(plan, "link", site)).flatMap((id) => plan.declarations.get(id) ?? []);
}
