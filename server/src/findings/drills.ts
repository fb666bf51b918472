import { type DeclarationOf, isKind } from "../model/declaration.ts";
import { indexed, type Plan } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";

/** The drills that took place and did not fail, the newest first. Those after `today` are only planned. */
export function passedDrills(plan: Plan, today: string | undefined): readonly DeclarationOf<"drill">[] {
  return drillsUntil(plan, today).filter(({ document }) => document.value.result !== "failed");
}

/** All drills that took place, the newest first. */
export function drillsUntil(plan: Plan, today: string | undefined): readonly DeclarationOf<"drill">[] {
  const drills = inPlanOrder(plan, indexed(plan, "drill")).flatMap((id) => {
    const drill = plan.declarations.get(id);
    if (!drill || !isKind(drill, "drill")) return [];
    const { date } = drill.document.value;
    return date !== undefined && (today === undefined || date <= today) ? [drill] : [];
  });
  // Of one day the first of the text counts as the newer: sorting keeps their order.
  return drills.sort((a, b) => dateOf(b).localeCompare(dateOf(a)));
}

export function dateOf({ document }: DeclarationOf<"drill">): string {
  return document.value.date ?? "";
}
