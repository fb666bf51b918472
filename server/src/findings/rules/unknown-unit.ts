import { problemRule } from "../problem-rule.ts";

export const unknownUnit = problemRule({
  code: "unknown-unit",
  severity: "error",
  summary: "A unit must be one that the language knows.",
  why: "A value whose unit is not known cannot be computed with, so it is left out of the estimate.",
  examples: {
    bad: "site york { location 53.96, -1.08; boot-time 5<|mni|> }",
    good: "site york { location 53.96, -1.08; boot-time 5 min }",
  },
});
