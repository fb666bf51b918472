import { problemsOf } from "./problems-of.ts";
import { defineRule, type Rule } from "./rule.ts";

const NONE: readonly [] = [];

/** A rule about what syntax or vocabulary have found: it names the finding and explains it; message and repairs come with the problem. */
export function problemRule(
  about: Pick<Rule, "code" | "severity" | "summary" | "why" | "sources" | "examples"> & {
    /** Codes of the problems; the rule's own if left out. */
    readonly problems?: readonly string[];
  },
): Rule {
  const { problems = [about.code], ...rule } = about;
  const codes = new Set(problems);
  return defineRule({
    ...rule,
    check(declaration) {
      const found = problemsOf(declaration);
      // Most blocks have none.
      if (found.length === 0) return NONE;
      return found
        .filter(({ code }) => codes.has(code))
        .map((problem) => ({ at: problem.span, facts: problem, severity: problem.severity }));
    },
    message: ({ message }) => (/[.?!]$/.test(message) ? message : `${message}.`),
    fixes: ({ repairs }, { declaration }) =>
      repairs.map(({ title, edits, safe }) => ({
        edits: edits.map((edit) => ({ ...edit, declaration: declaration.id })),
        title: () => title,
        ...(safe ? { safe, preferred: true } : {}),
      })),
  });
}
