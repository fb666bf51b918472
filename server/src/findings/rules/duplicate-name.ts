import type { Declaration } from "../../model/declaration.ts";
import { stepLists } from "../../model/steps.ts";
import { defineRule, type Violation } from "../rule.ts";

interface Duplicate {
  readonly name: string;
  readonly kind: string;
  readonly first: string;
}

export const duplicateName = defineRule<Duplicate>({
  code: "duplicate-name",
  severity: "error",
  summary: "A name is declared once in the whole plan, whatever it names; that of a step once in its runbook.",
  why: "With two declarations of one name it is not clear which is meant where the name is used. The first one counts until the other is renamed.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site <|york|> { location 53.80, -1.55 }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }`,
  },

  *check(declaration, { plan }) {
    yield* repeatedSteps(declaration);
    if (declaration.name === undefined) return;
    const [firstId] = plan.names.get(declaration.name) ?? [];
    const first = firstId === undefined || firstId === declaration.id ? undefined : plan.declarations.get(firstId);
    if (!first) return;
    const { spans, kind } = declaration.document;
    yield {
      at: spans.at("/name") ?? spans.header,
      facts: { name: declaration.name, kind, first: first.document.kind },
      related: [{ declaration: first.id, pointer: "/name", message: "First declared here" }],
    };
  },

  message: ({ name, kind, first }) =>
    kind === first
      ? `Another ${kind} is named '${name}' already; that one counts.`
      : `'${name}' is the name of a ${first} already.`,
});

/** The steps of one runbook whose name an earlier one has. */
function* repeatedSteps(declaration: Declaration): Iterable<Violation<Duplicate>> {
  const { spans } = declaration.document;
  for (const { pointer, steps } of stepLists(declaration)) {
    const first = new Map<string, string>();
    for (const [index, { name }] of steps.entries()) {
      if (name === undefined) continue;
      const at = `${pointer}/${index}/name`;
      const earlier = first.get(name);
      if (earlier === undefined) {
        first.set(name, at);
        continue;
      }
      yield {
        at: spans.at(at) ?? spans.header,
        facts: { name, kind: "step", first: "step" },
        related: [{ declaration: declaration.id, pointer: earlier, message: "First declared here" }],
      };
    }
  }
}
