import { problemRule } from "../problem-rule.ts";

export const badEscape = problemRule({
  code: "bad-escape",
  severity: "error",
  summary: "A backslash in a text must be followed by a quote, a backslash, n or t.",
  why: "Paths with single backslashes are the usual reason: each of them is written twice.",
  examples: {
    bad: `site york "rack <|\\d|>4" { location 53.96, -1.08 }`,
    good: `site york "rack \\\\d4" { location 53.96, -1.08 }`,
  },
});
