import { type DeclarationOf, isKind } from "../../model/declaration.ts";
import { indexed, type Plan } from "../../model/plan.ts";
import { inPlanOrder } from "../../model/plan-order.ts";
import { readDuration } from "../../model/read-quantity.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { isLongerAgo, YEARLY } from "../dates.ts";
import { dateOf, drillsUntil, passedDrills } from "../drills.ts";
import { defineRule } from "../rule.ts";

interface Overdue {
  /** What is due: scenarios by name, with the date of their last drill. */
  readonly due: readonly { readonly scenario: string; readonly last: string | undefined }[];
  readonly of: number;
  readonly every: Seconds;
  /** The latest drill, if it failed and was not repeated. */
  readonly failed: { readonly scenario: string; readonly date: string } | undefined;
}

export const drillOverdue = defineRule<Overdue>({
  code: "drill-overdue",
  severity: "warning",
  summary: "Every scenario of the plan must be drilled as often as the plan promises.",
  why: "A recovery that was never tried does not work: a licence is missing, a firewall is in the way, a backup cannot be read. A drill that failed proves the opposite of what it should, until it is repeated. What `test-every` promises holds for each scenario that the plan declares; without that word a plan that records drills should have one every year.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009: test often",
    "NIST SP 800-34 Rev. 1, 3.5: testing, training and exercises",
    "Regulation (EU) 2022/2554 (DORA), Art. 11(6): at least yearly",
  ],
  examples: {
    bad: `<|plan "Shop"|> { reviewed 2026-09-14 }
site york { location 53.96, -1.08 }
scenario fire { lose site york }
drill 2026-05-02 "Spring drill" { scenario fire; result failed }`,
    good: `plan "Shop" { reviewed 2026-09-14 }
site york { location 53.96, -1.08 }
scenario fire { lose site york }
drill 2026-05-02 "Spring drill" { scenario fire; result failed }
drill 2026-06-20 "Repeated" { scenario fire; result passed }`,
  },
  kinds: ["plan"],

  *check(declaration, { plan, plans, settings: { today } }) {
    if (!isKind(declaration, "plan") || plans[0] !== declaration.id) return;
    const { value, spans } = declaration.document;
    const stated = readDuration(value["test-every"])?.high;
    const every = stated ?? YEARLY;
    const drills = drillsUntil(plan, today);
    if (stated === undefined && drills.length === 0) return;
    const { due, of } = today === undefined ? NOTHING_DUE : dueAt(plan, today, every, stated !== undefined);
    const failed = failedOf(drills);
    if (due.length === 0 && !failed) return;
    yield {
      at: spans.at("/test-every") ?? spans.header,
      facts: { due, of, every, failed: failed && { scenario: scenarioOf(failed), date: dateOf(failed) } },
      related: failed ? [{ declaration: failed.id, pointer: "/result", message: "This drill failed" }] : [],
    };
  },

  message({ due, of, every, failed }) {
    const told = due.map(({ scenario, last }) => `'${scenario}' (${last === undefined ? "not once" : `last ${last}`})`);
    const more = told.length > MOST_TOLD ? ` and ${told.length - MOST_TOLD} more` : "";
    const late = `${due.length} of ${of} scenarios were not drilled within ${formatDuration(every)}: ${told.slice(0, MOST_TOLD).join(", ")}${more}.`;
    const bad = failed ? `The drill of '${failed.scenario}' on ${failed.date} failed and was not repeated.` : "";
    if (due.length === 0) return bad;
    if (of === 0) return `No drill took place within ${formatDuration(every)}.`;
    return failed ? `${late} ${bad}` : late;
  },
});

/** How many scenarios a message names. */
const MOST_TOLD = 3;

const NOTHING_DUE: Pick<Overdue, "due" | "of"> = { due: [], of: 0 };

/** Declared scenarios whose last good drill is too long ago, where the plan promises that for each of them; else any drill will do. */
function dueAt(plan: Plan, today: string, every: Seconds, each: boolean): Pick<Overdue, "due" | "of"> {
  const last = new Map<string, string>();
  const drills = passedDrills(plan, today);
  for (const drill of drills) if (!last.has(scenarioOf(drill))) last.set(scenarioOf(drill), dateOf(drill));
  const isDue = (date: string | undefined) => date === undefined || isLongerAgo(date, today, every);
  const scenarios = inPlanOrder(plan, indexed(plan, "scenario")).flatMap((id) => plan.declarations.get(id)?.name ?? []);
  if (!each || scenarios.length === 0) {
    const newest = drills[0] && dateOf(drills[0]);
    return isDue(newest) ? { due: [{ scenario: "", last: newest }], of: 0 } : NOTHING_DUE;
  }
  const due = scenarios.flatMap((scenario) =>
    isDue(last.get(scenario)) ? [{ scenario, last: last.get(scenario) }] : [],
  );
  return { due, of: scenarios.length };
}

/** The newest drill that failed and after which none of its scenario passed. */
function failedOf(drills: readonly DeclarationOf<"drill">[]): DeclarationOf<"drill"> | undefined {
  const passed = new Set<string>();
  for (const drill of drills) {
    if (drill.document.value.result === "failed" && !passed.has(scenarioOf(drill))) return drill;
    passed.add(scenarioOf(drill));
  }
  return undefined;
}

function scenarioOf({ document }: DeclarationOf<"drill">): string {
  return document.value.scenario ?? "";
}
