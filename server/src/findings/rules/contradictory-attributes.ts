import { problemRule } from "../problem-rule.ts";

export const contradictoryAttributes = problemRule({
  code: "contradictory-attributes",
  severity: "error",
  summary: "What a block says must not contradict itself.",
  why: "Of two statements that exclude each other one is wrong, and the plan does not say which.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier gold { rpo 15 min; rto 4 h; <|mtd|> 1 h }
workload files { site york; tier gold; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier gold { rpo 15 min; rto 4 h; mtd 8 h }
workload files { site york; tier gold; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
});
