import { problemRule } from "../problem-rule.ts";

export const missingAttribute = problemRule({
  code: "missing-attribute",
  severity: "error",
  summary: "A block must say what nothing can be assumed for.",
  why: "Most of what a plan leaves out has a documented default. Objectives, places and amounts of data have none: without them there is nothing to compare or to estimate.",
  examples: {
    bad: `<|tier gold|> { rto 1 h }
site york { location 53.96, -1.08 }
workload files { site york; tier gold; data 60 GB; change 250 kB/s }`,
    good: `tier gold { rpo 15 min; rto 1 h }
site york { location 53.96, -1.08 }
workload files { site york; tier gold; data 60 GB; change 250 kB/s }`,
  },
});
