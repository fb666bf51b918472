import { problemRule } from "../problem-rule.ts";

export const badNumber = problemRule({
  code: "bad-number",
  severity: "error",
  summary: "A number is written with digits, one decimal point, and underscores between thousands.",
  why: "A comma means thousands to some and decimals to others: 1,500 could be a thousand times 1.500. A plan must mean the same to everybody who reads it.",
  examples: {
    bad: "site york { location 53.96, -1.08; boot-time <|1,5|> min }",
    good: "site york { location 53.96, -1.08; boot-time 1.5 min }",
  },
});
