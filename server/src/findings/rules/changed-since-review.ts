import { isKind } from "../../model/declaration.ts";
import { dateOf, passedDrills } from "../drills.ts";
import { defineRule } from "../rule.ts";

interface Changed {
  readonly what: string;
  readonly changed: string;
  readonly reviewed: string | undefined;
  readonly drilled: string | undefined;
}

export const changedSinceReview = defineRule<Changed>({
  code: "changed-since-review",
  severity: "warning",
  summary: "What changed after the last review or drill is not proven by it.",
  why: "A drill shows that the recovery works with what there was that day. A new array, another line or a moved application may break it unnoticed, so change management and the plan belong together: after a change the plan is read again, and what it touches is drilled again.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009: tie the plan to change management",
  ],
  examples: {
    bad: `plan "Shop" { reviewed 2026-03-14 }
site york { location 53.96, -1.08; changed <|2026-05-02|> }`,
    good: `plan "Shop" { reviewed 2026-05-14 }
site york { location 53.96, -1.08; changed 2026-05-02 }`,
  },

  *check(declaration, { plan, plans, settings: { today } }) {
    const { kind, value, spans } = declaration.document;
    if (kind === "unknown" || !("changed" in value) || value.changed === undefined) return;
    const { changed } = value;
    // A change that is only planned breaks nothing yet.
    if (today !== undefined && changed > today) return;
    const block = plan.declarations.get(plans[0] ?? -1);
    const reviewed = block && isKind(block, "plan") ? block.document.value.reviewed : undefined;
    const [drill] = passedDrills(plan, today);
    const facts: Changed = {
      what: declaration.name === undefined ? `This ${kind}` : `'${declaration.name}'`,
      changed,
      reviewed: reviewed !== undefined && reviewed < changed ? reviewed : undefined,
      drilled: drill && dateOf(drill) < changed ? dateOf(drill) : undefined,
    };
    if (facts.reviewed === undefined && facts.drilled === undefined) return;
    yield {
      at: spans.at("/changed") ?? spans.header,
      facts,
      related: [
        ...(facts.reviewed !== undefined && block
          ? [{ declaration: block.id, pointer: "/reviewed", message: "The last review" }]
          : []),
        ...(facts.drilled !== undefined && drill
          ? [{ declaration: drill.id, pointer: "/date", message: "The last drill" }]
          : []),
      ],
    };
  },

  message({ what, changed, reviewed, drilled }) {
    const since = [
      ...(reviewed === undefined ? [] : [`the last review of the plan (${reviewed})`]),
      ...(drilled === undefined ? [] : [`the last drill (${drilled})`]),
    ];
    return `${what} changed on ${changed}, after ${since.join(" and ")}.`;
  },
});
