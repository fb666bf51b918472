import { problemRule } from "../problem-rule.ts";

export const missingUnit = problemRule({
  code: "missing-unit",
  severity: "error",
  summary: "Every physical value must carry its unit.",
  why: "A bare 4 may be minutes or hours, and people will read it as what they expect. Only counts stand without a unit.",
  examples: {
    bad: `tier gold { rpo <|15|>; rto 4 h }
site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
workload files { site york; tier gold; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
    good: `tier gold { rpo 15 min; rto 4 h }
site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
workload files { site york; tier gold; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
});
