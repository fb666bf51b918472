import { problemRule } from "../problem-rule.ts";

export const unknownValue = problemRule({
  code: "unknown-value",
  severity: "error",
  summary: "Where a word is chosen from a list, it must be one of the list.",
  why: "A medium or mode that is not known cannot be modelled; a default would be used in its place.",
  examples: {
    bad: "site york { location 53.96, -1.08; standby <|wram|> }",
    good: "site york { location 53.96, -1.08; standby warm }",
  },
});
