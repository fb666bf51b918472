import { problemRule } from "../problem-rule.ts";

export const wrongDimension = problemRule({
  code: "wrong-dimension",
  severity: "error",
  summary: "A quantity must measure what is meant: a duration in time, a rate in data per time, and so on.",
  why: "`5 m` is five metres, not five minutes, and 100 GB without a time is no rate. A quantity of the wrong kind is left out of the estimate.",
  examples: {
    bad: "site york { location 53.96, -1.08; boot-time <|5 m|> }",
    good: "site york { location 53.96, -1.08; boot-time 5 min }",
  },
});
