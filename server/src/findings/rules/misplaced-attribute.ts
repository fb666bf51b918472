import { problemRule } from "../problem-rule.ts";

export const misplacedAttribute = problemRule({
  code: "misplaced-attribute",
  severity: "error",
  summary: "An attribute must stand in a block that it belongs to.",
  why: "The word is known, but says nothing about this kind of block. Often a brace went astray, or the statement belongs to the block before.",
  examples: {
    bad: "site york { location 53.96, -1.08; <|bandwidth|> 1 Gbps }",
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps }`,
  },
});
