import { problemRule } from "../problem-rule.ts";

export const unclosedString = problemRule({
  code: "unclosed-string",
  severity: "error",
  summary: "A text that starts with a quote must end with one on the same line.",
  why: "Without its closing quote a text would swallow what follows. It is read up to the end of the line or to the next brace.",
  examples: {
    bad: `site york <|"York data centre|> { location 53.96, -1.08 }`,
    good: `site york "York data centre" { location 53.96, -1.08 }`,
  },
});
