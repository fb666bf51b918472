import { problemRule } from "../problem-rule.ts";

export const unknownBlock = problemRule({
  code: "unknown-block",
  severity: "error",
  summary: "Every block must start with a word of the language.",
  why: "A block that is not known says nothing, and whatever names it finds nothing.",
  examples: {
    bad: "<|sites|> york { location 53.96, -1.08 }",
    good: "site york { location 53.96, -1.08 }",
  },
});
