import { problemRule } from "../problem-rule.ts";

export const ambiguousUnit = problemRule({
  code: "ambiguous-unit",
  severity: "warning",
  summary: "A unit must say whether it counts bits or bytes.",
  why: "`MBps`, `Mb` and odd spellings of `Mbps` are read as bits by some and as bytes by others: a factor of eight, which decides whether a line is large enough. Until the unit is written plainly, the estimate covers both meanings.",
  sources: ["IEC 80000-13 and ISO/IEC 80000: B for byte, bit for bit; k, M, G for powers of ten"],
  examples: {
    bad: `site a { location 50.11, 8.68 }
site b { location 50.08, 8.24 }
link wan a <-> b { bandwidth 2 <|MBps|> }`,
    good: `site a { location 50.11, 8.68 }
site b { location 50.08, 8.24 }
link wan a <-> b { bandwidth 2 Mbps }`,
  },
});
