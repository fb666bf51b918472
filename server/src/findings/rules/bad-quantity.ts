import { problemRule } from "../problem-rule.ts";

export const badQuantity = problemRule({
  code: "bad-quantity",
  severity: "error",
  summary: "Ranges must run upwards, and units of one value must go together.",
  why: "A range that ends below its start says that something was swapped, and the worst case is computed from its upper end.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; rtt <|12..8 ms|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; rtt 8..12 ms }`,
  },
});
