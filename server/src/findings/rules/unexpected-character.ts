import { problemRule } from "../problem-rule.ts";

export const unexpectedCharacter = problemRule({
  code: "unexpected-character",
  severity: "error",
  summary: "A plan uses braces, commas, arrows and straight quotes; other characters have no meaning.",
  why: "Colons and equals signs come from other formats, curly quotes from word processors. What they were meant to say is usually clear, and then there is a repair.",
  examples: {
    bad: "site york { location 53.96, -1.08; boot-time <|=|> 3 min }",
    good: "site york { location 53.96, -1.08; boot-time 3 min }",
  },
});
