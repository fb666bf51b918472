import type { Plan } from "../../model/plan.ts";
import { defineRule } from "../rule.ts";

export const importCircle = defineRule<{ readonly itself: boolean }>({
  code: "import-circle",
  severity: "warning",
  summary: "Files should not import each other in a circle.",
  why: "Every file counts once, so a circle adds nothing; it hides which file is the plan and which are its parts.",
  examples: {
    bad: `import <|"main.drplan"|>`,
    good: `site york { location 53.96, -1.08 }`,
  },
  kinds: ["import"],

  *check(declaration, { plan }) {
    const { spans } = declaration.document;
    const use = plan.files.get(declaration.file)?.imports.find(({ id }) => id === declaration.id);
    if (use?.target === undefined || !leadsTo(plan, use.target, declaration.file)) return;
    yield { at: spans.at("/file") ?? spans.header, facts: { itself: use.target === declaration.file } };
  },

  message: ({ itself }) =>
    itself
      ? "The file imports itself."
      : "That file imports this one in turn: the files import each other in a circle.",
});

function leadsTo(plan: Plan, from: string, to: string): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let uri = waiting.pop(); uri !== undefined; uri = waiting.pop()) {
    if (uri === to) return true;
    if (seen.has(uri)) continue;
    seen.add(uri);
    for (const { target } of plan.files.get(uri)?.imports ?? []) if (target !== undefined) waiting.push(target);
  }
  return false;
}
