import { problemRule } from "../problem-rule.ts";

export const unknownAttribute = problemRule({
  code: "unknown-attribute",
  severity: "error",
  summary: "Every attribute must be one that its block has.",
  why: "A misspelled attribute would otherwise be lost in silence, and a default be used in its place.",
  examples: {
    bad: "site york { location 53.96, -1.08; <|boot-tmie|> 3 min }",
    good: "site york { location 53.96, -1.08; boot-time 3 min }",
  },
});
