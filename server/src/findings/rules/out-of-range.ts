import { problemRule } from "../problem-rule.ts";

export const outOfRange = problemRule({
  code: "out-of-range",
  severity: "error",
  summary: "A value must lie within what is possible.",
  why: "No line loses more than all of its packets, and no place lies beyond the poles. Such a value is a slip, and is left out of the estimate.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; available <|150 %|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; available 50 % }`,
  },
});
