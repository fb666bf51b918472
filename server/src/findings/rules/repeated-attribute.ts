import { problemRule } from "../problem-rule.ts";

export const repeatedAttribute = problemRule({
  code: "repeated-attribute",
  severity: "error",
  summary: "An attribute that has one value must be given once.",
  why: "With two values it is not clear which holds. The first one counts until the other is removed.",
  examples: {
    bad: "site york { location 53.96, -1.08; boot-time 3 min; <|boot-time|> 5 min }",
    good: "site york { location 53.96, -1.08; boot-time 3 min }",
  },
});
