import { problemRule } from "../problem-rule.ts";

export const badName = problemRule({
  code: "bad-name",
  severity: "error",
  summary: "A name is made of letters, digits, '_' and '-', and does not end with '-'.",
  why: "Other characters have a meaning of their own, so such a name could not be used elsewhere in the plan.",
  examples: {
    bad: "site york<|-|> { location 53.96, -1.08 }",
    good: "site york { location 53.96, -1.08 }",
  },
});
