import { isKind } from "../../model/declaration.ts";
import { readDuration } from "../../model/read-quantity.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { daysBetween, isLongerAgo, YEARLY } from "../dates.ts";
import { defineRule } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";

type Overdue =
  | { readonly kind: "never" }
  | { readonly kind: "ahead"; readonly reviewed: string; readonly today: string }
  | { readonly kind: "late"; readonly reviewed: string; readonly every: Seconds; readonly today: string };

export const reviewOverdue = defineRule<Overdue>({
  code: "review-overdue",
  severity: "warning",
  summary: "A plan must be reviewed as often as it promises, by default once a year.",
  why: "Servers, people and telephone numbers change. A plan that nobody has read for a year describes a company that is no longer there. `reviewed` is the day on which people last read the whole plan and agreed that it is true.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009: tie the plan to change management",
    "NIST SP 800-34 Rev. 1, 3.6: plan maintenance",
  ],
  examples: {
    bad: `plan "Shop" { <|review-every 6 month|> }`,
    good: `plan "Shop" { reviewed 2026-09-14; review-every 6 month }`,
  },
  kinds: ["plan"],

  *check(declaration, { plans, settings: { today } }) {
    if (!isKind(declaration, "plan") || plans[0] !== declaration.id) return;
    const { value, spans } = declaration.document;
    const { reviewed } = value;
    const every = readDuration(value["review-every"])?.high;
    if (reviewed === undefined) {
      const [word, written] = [spans.keyAt("/review-every"), spans.at("/review-every")];
      if (every === undefined || !written || spans.keyAt("/reviewed")) return;
      yield { at: { start: (word ?? written).start, end: written.end }, facts: { kind: "never" } };
      return;
    }
    if (today === undefined) return;
    const at = spans.at("/reviewed") ?? spans.header;
    if (isLongerAgo(reviewed, today, every ?? YEARLY))
      yield { at, facts: { kind: "late", reviewed, every: every ?? YEARLY, today } };
    else if (reviewed > today) yield { at, facts: { kind: "ahead", reviewed, today } };
  },

  message(facts) {
    if (facts.kind === "never") return "The plan says how often it is reviewed, but not when it last was.";
    if (facts.kind === "ahead")
      return `A review on ${facts.reviewed} has not taken place yet; today is ${facts.today}.`;
    const days = Math.round(daysBetween(facts.reviewed, facts.today) ?? 0);
    return `The plan was last reviewed ${days} days ago (${facts.reviewed}); it is due every ${formatDuration(facts.every)}.`;
  },

  fixes: (facts, { declaration }) =>
    facts.kind === "never"
      ? []
      : [
          {
            edits: replaceValue(declaration, "/reviewed", facts.today),
            title: () => `Record a review of today (${facts.today}), once it has taken place`,
          },
        ],
});
