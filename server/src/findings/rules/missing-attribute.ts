import { problemRule } from "../problem-rule.ts";

export const missingAttribute = problemRule({
  code: "missing-attribute",
  severity: "error",
  summary: "A block must say what nothing can be assumed for.",
  why: "Most of what a plan leaves out has a documented default. Objectives, places and amounts of data have none: without them there is nothing to compare or to estimate.",
  examples: {
    bad: `<|tier gold|> { rto 4 h }
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
