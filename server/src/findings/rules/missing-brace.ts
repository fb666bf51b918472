import { problemRule } from "../problem-rule.ts";

export const missingBrace = problemRule({
  code: "missing-brace",
  severity: "error",
  summary: "Every block that is opened must be closed.",
  why: "A block without its closing brace leaves open which statements belong to it. The plan is read as its indentation suggests, and the blocks behind it stay whole.",
  examples: {
    bad: `<|site york|> {
  location 53.96, -1.08

site leeds { location 53.80, -1.55 }`,
    good: `site york {
  location 53.96, -1.08
}

site leeds { location 53.80, -1.55 }`,
  },
});
