import { problemRule } from "../problem-rule.ts";

export const unexpectedValue = problemRule({
  code: "unexpected-value",
  severity: "error",
  summary: "A value must be of the form that its place in the statement asks for.",
  why: "What cannot be read is left out of the estimate, so that part of the plan is not checked.",
  examples: {
    bad: `plan <|Retail|> { owner "Infrastructure" }`,
    good: `plan "Retail" { owner "Infrastructure" }`,
  },
});
