import { defineRule } from "../rule.ts";
import { removeBlock } from "../statement-edit.ts";

interface Several {
  readonly here: string;
  readonly first: string;
}

export const severalPlans = defineRule<Several>({
  code: "several-plans",
  severity: "warning",
  summary: "A plan has one 'plan' block, in its own file or in a file that it imports.",
  why: "Title, owner, time zone, currency and review dates hold for the whole plan. With several `plan` blocks only the first one counts, and windows may be read in another time zone than their author meant.",
  examples: {
    bad: `plan "Retail" { timezone "Europe/Berlin" }
<|plan "Retail, copied"|> { timezone "UTC" }`,
    good: `plan "Retail" { timezone "Europe/Berlin" }`,
  },
  kinds: ["plan"],

  *check(declaration, { plan, plans }) {
    const first = plan.declarations.get(plans[0] ?? declaration.id);
    if (!first || first.id === declaration.id) return;
    yield {
      at: declaration.document.spans.header,
      facts: { here: titleOf(declaration), first: titleOf(first) },
      related: [{ declaration: first.id, pointer: "", message: "This one counts" }],
    };
  },

  message: ({ here, first }) => `The plan is ${first} already: what ${here} says is ignored.`,

  fixes: (_facts, { declaration }) => [{ edits: removeBlock(declaration), title: () => "Remove this block" }],
});

function titleOf({ document }: { readonly document: { readonly value: object } }): string {
  const { title } = document.value as { readonly title?: string };
  return title === undefined ? "the one without a title" : `'${title}'`;
}
