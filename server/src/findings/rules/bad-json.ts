import { problemRule } from "../problem-rule.ts";

export const badJson = problemRule({
  code: "bad-json",
  severity: "error",
  summary: "A plan in JSON must be valid JSON.",
  why: "What stands behind the mistake may be misread. Strings and names stand in double quotes, and a comma only between two values.",
  examples: {
    bad: `{ "sites": [{ "name": "york", "location": "53.96, -1.08" }]<||>`,
    good: `{ "sites": [{ "name": "york", "location": "53.96, -1.08" }] }`,
  },
});
