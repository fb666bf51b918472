import { tierOf } from "../../model/bind.ts";
import { indexed, usersOf } from "../../model/plan.ts";
import { inPlanOrder } from "../../model/plan-order.ts";
import type { Tier } from "../../model/tier.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import { defineRule } from "../rule.ts";

interface AllAlike {
  readonly count: number;
  readonly tier: Tier;
}

/** Fewer workloads may well deserve the same. Own choice. */
const MANY = 5;

export const oneTierForAll = defineRule<AllAlike>({
  code: "one-tier-for-all",
  severity: "info",
  summary: "Not all workloads are worth the same protection.",
  why: "One method for everything is either too dear for what can wait or too little for what cannot. Ask the business for each workload how much may be lost and how long it may be away, and let two or three tiers follow: synchronous copies for the few, backups for the many.",
  sources: ["P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009"],
  examples: {
    bad: `<|plan "Shop"|>
site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier gold { rpo 15 min; rto 4 h }
workload a { site york; tier gold; data 1 GB; change 1 kB/s }
workload b { site york; tier gold; data 1 GB; change 1 kB/s }
workload c { site york; tier gold; data 1 GB; change 1 kB/s }
workload d { site york; tier gold; data 1 GB; change 1 kB/s }
workload e { site york; tier gold; data 1 GB; change 1 kB/s }
replicate a, b, c, d, e to leeds { mode async; history 7 d every 1 h }`,
    good: `plan "Shop"
site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier gold { rpo 15 min; rto 4 h }
tier bronze { rpo 24 h; rto 48 h }
workload a { site york; tier gold; data 1 GB; change 1 kB/s }
workload b { site york; tier gold; data 1 GB; change 1 kB/s }
workload c { site york; tier bronze; data 1 GB; change 1 kB/s }
workload d { site york; tier bronze; data 1 GB; change 1 kB/s }
workload e { site york; tier bronze; data 1 GB; change 1 kB/s }
replicate a, b, c, d, e to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["plan"],

  *check(declaration, { plan, plans }) {
    if (plans[0] !== declaration.id) return;
    let count = 0;
    let first: Tier | undefined;
    for (const id of inPlanOrder(plan, indexed(plan, "tier"))) {
      const tier = tierOf(plan.declarations.get(id));
      const users = tier ? usersOf(plan, "workload", tier.name).size : 0;
      if (!tier || users === 0) continue;
      first ??= tier;
      if (tier.rpo !== first.rpo || tier.rto !== first.rto) return;
      count += users;
    }
    if (!first || count < MANY) return;
    const { spans } = declaration.document;
    yield {
      at: spans.header,
      facts: { count, tier: first },
      related: [{ declaration: first.id, pointer: "", message: `Tier '${first.name}'` }],
    };
  },

  message: ({ count, tier: { rpo, rto } }) =>
    `All ${count} workloads have the same objectives (RPO ${rpo === undefined ? "not set" : formatDuration(rpo)}, RTO ${rto === undefined ? "not set" : formatDuration(rto)}): are they worth the same?`,
});
