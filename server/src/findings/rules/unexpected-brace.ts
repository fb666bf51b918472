import { problemRule } from "../problem-rule.ts";

export const unexpectedBrace = problemRule({
  code: "unexpected-brace",
  severity: "error",
  summary: "A brace must close or open something.",
  why: "A brace too many is usually left over from an edit; what stood around it may have got lost as well.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
<|}|>`,
    good: "site york { location 53.96, -1.08 }",
  },
});
