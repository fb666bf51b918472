import { problemRule } from "../problem-rule.ts";

export const unclosedComment = problemRule({
  code: "unclosed-comment",
  severity: "error",
  summary: "A comment that starts with /* must end with */.",
  why: "Everything behind it would be a comment, and silently missing from the plan.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
<|/* the rest is still to be written|>`,
    good: `site york { location 53.96, -1.08 }
/* the rest is still to be written */`,
  },
});
