import { bindWorkload } from "../../model/bind.ts";
import type { Declaration } from "../../model/declaration.ts";
import { lookUp, type Plan } from "../../model/plan.ts";
import type { Tier } from "../../model/tier.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import { defineRule } from "../rule.ts";
import { replaceValue } from "../statement-edit.ts";

interface Later {
  readonly name: string;
  readonly tier: Tier;
  readonly need: string;
  readonly needTier: Tier;
  /** What puts the tier of what is needed behind. */
  readonly by: "order" | "rto";
}

export const needsLaterTier = defineRule<Later>({
  code: "needs-later-tier",
  severity: "warning",
  summary: "What a workload needs must not be recovered in a later group than itself.",
  why: "Recovery goes group by group: the important tier first. If something in it needs a workload of a later tier, either it waits, and misses its RTO, or the order on paper is not the order in which people work. Tools that start priority groups one after the other do not look at needs across groups.",
  sources: ["VMware Site Recovery Manager documentation: dependencies hold within one priority group only"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier gold { rpo 15 min; rto 4 h }
tier bronze { rpo 24 h; rto 48 h }
workload stock { site york; tier bronze; data 60 GB; change 250 kB/s }
workload orders { site york; tier gold; data 60 GB; change 250 kB/s; needs <|stock|> }
replicate stock, orders to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier gold { rpo 15 min; rto 4 h }
tier bronze { rpo 24 h; rto 48 h }
workload stock { site york; tier gold; data 60 GB; change 250 kB/s }
workload orders { site york; tier gold; data 60 GB; change 250 kB/s; needs stock }
replicate stock, orders to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan }) {
    const bound = bindWorkload(plan, declaration);
    if (!bound?.tier) return;
    const { workload, tier } = bound;
    const { spans } = declaration.document;
    for (const [index, need] of workload.needs.entries()) {
      const needed = lookUp(plan, need);
      const needTier = bindWorkload(plan, needed)?.tier;
      const by = needTier && laterBy(tier, needTier);
      if (!needed || !needTier || !by) continue;
      yield {
        at: spans.at(`/needs/${index}`) ?? spans.header,
        facts: { name: workload.name, tier, need, needTier, by },
        related: [{ declaration: needed.id, pointer: "/tier", message: `The tier of '${need}'` }],
      };
    }
  },

  message({ name, tier, need, needTier, by }) {
    if (by === "order")
      return `'${name}' of tier '${tier.name}' (order ${tier.order}) needs '${need}' of tier '${needTier.name}' (order ${needTier.order}), which is recovered after it.`;
    return `'${name}' must be back within ${formatDuration(tier.rto ?? 0)} (tier '${tier.name}'), but needs '${need}', which may take ${formatDuration(needTier.rto ?? 0)} (tier '${needTier.name}').`;
  },

  fixes({ tier, need, name }, { plan }) {
    const later = laterThan(plan, tier, need);
    const others = later.length === 1 ? "" : ` and ${later.length - 1} more that it needs`;
    return [
      {
        edits: later.flatMap((one) => replaceValue(one, "/tier", tier.name)),
        title: () => `Move '${need}'${others} to tier '${tier.name}', as '${name}' needs it (with stricter objectives)`,
      },
    ];
  },
});

/** Of a workload and all that it needs those that are recovered after a tier. */
function laterThan(plan: Plan, tier: Tier, name: string): readonly Declaration[] {
  const names = new Set([name]);
  for (const one of names) {
    for (const need of bindWorkload(plan, lookUp(plan, one))?.workload.needs ?? []) names.add(need);
  }
  return [...names].flatMap((one) => {
    const declaration = lookUp(plan, one);
    const own = bindWorkload(plan, declaration)?.tier;
    return declaration && own && laterBy(tier, own) ? [declaration] : [];
  });
}

/** Declared orders decide; else the tier with the longer RTO comes later. */
function laterBy(tier: Tier, other: Tier): Later["by"] | undefined {
  if (tier.order !== undefined && other.order !== undefined) return other.order > tier.order ? "order" : undefined;
  if (tier.rto === undefined || other.rto === undefined) return undefined;
  return other.rto > tier.rto ? "rto" : undefined;
}
