import { problemRule } from "../problem-rule.ts";

export const missingValue = problemRule({
  code: "missing-value",
  severity: "error",
  summary: "A statement must say what its word introduces.",
  why: "A word without its value says nothing. The estimate does without it, as if it were not there.",
  examples: {
    bad: "site york { <|location|> }",
    good: "site york { location 53.96, -1.08 }",
  },
});
