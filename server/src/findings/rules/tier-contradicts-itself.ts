import { durationOf, exactDuration, plus, risingDurations } from "../../estimate/kernel/duration.ts";
import { roundedDown } from "../../estimate/round-sizes.ts";
import { tierOf } from "../../model/bind.ts";
import { lookUp } from "../../model/plan.ts";
import type { Tier } from "../../model/tier.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import { type Seconds, seconds } from "../../quantity/quantity.ts";
import { relaxObjectiveFix } from "../fixes/relax-objective-fix.ts";
import { defineRule } from "../rule.ts";
import { showRange } from "../show.ts";
import { setAttributes } from "../statement-edit.ts";

/** A recovery time that the tier allows, and that ends past the longest outage that the business survives. */
interface TooLong {
  readonly tier: Tier;
  readonly what: "rto" | "corruption-rto";
  readonly allowed: Seconds;
  readonly mtd: Seconds;
}

const NAMES: Readonly<Record<TooLong["what"], string>> = { rto: "RTO", "corruption-rto": "RTO after corruption" };

export const tierContradictsItself = defineRule<TooLong>({
  code: "tier-contradicts-itself",
  severity: "warning",
  summary:
    "A recovery that keeps the objectives of its tier must end within the longest outage that the business survives.",
  why: "The maximum tolerable downtime counts until work is as it was: recovery and the work that people have to catch up on afterwards. An RTO that together with the work recovery ends after the MTD promises what the same tier calls too late. Ask the business for the MTD, take the work recovery off, and what is left is the RTO: after corruption, where people decide longer and data is read back, no less than after a loss.",
  sources: ["NIST SP 800-34 Rev. 1, 3.2: MTD = RTO and work recovery"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto <|4 h|>; mtd 8 h; work-recovery 5 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 3 h; mtd 8 h; work-recovery 5 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["tier"],

  *check(declaration) {
    const tier = tierOf(declaration);
    if (tier?.mtd === undefined) return;
    const { spans, problems } = declaration.document;
    // An RTO that alone is longer than the MTD is no block that could be read.
    if (problems.some(({ code }) => code === "contradictory-attributes")) return;
    for (const [what, allowed] of [
      ["rto", tier.rto],
      ["corruption-rto", tier.corruptionRto],
    ] as const) {
      const at = spans.at(`/${what}`);
      if (!at || allowed === undefined || allowed + tier.workRecovery.high <= tier.mtd) continue;
      yield {
        at,
        severity: allowed > tier.mtd ? "error" : "warning",
        facts: { tier, what, allowed, mtd: tier.mtd },
        related: ["mtd", ...(spans.at("/work-recovery") ? ["work-recovery"] : [])].map((other) => ({
          declaration: declaration.id,
          pointer: `/${other}`,
          message: other === "mtd" ? "The longest outage that the business survives" : "What people need afterwards",
        })),
      };
    }
  },

  message({ tier, what, allowed, mtd }) {
    const survives = `the business survives ${formatDuration(mtd)} (its MTD)`;
    if (allowed > mtd)
      return `Tier '${tier.name}' allows ${formatDuration(allowed)} for recovery (${NAMES[what]}), but ${survives}.`;
    const { workRecovery } = tier;
    const ends = workRecovery.low + allowed > mtd ? "is only done" : "may only be done";
    const total = showRange(totalOf(tier, allowed));
    return `Where the ${NAMES[what]} of tier '${tier.name}' is just kept (${formatDuration(allowed)}), its work recovery ${ends} after ${total}; ${survives}.`;
  },

  fixes({ tier, what, allowed, mtd }, context) {
    const room = roundedDown(mtd - tier.workRecovery.high);
    const title = () =>
      `Lower the ${NAMES[what]} of tier '${tier.name}' from ${formatDuration(allowed)} to ${room?.text}`;
    const lower = room ? [{ edits: setAttributes(lookUp(context.plan, tier.name), { [what]: room.text }), title }] : [];
    return [...lower, ...relaxObjectiveFix(tier, "mtd", mtd, totalOf(tier, allowed), context)];
  },
});

function totalOf({ workRecovery }: Tier, allowed: Seconds) {
  const recovery = exactDuration({ kind: "after", time: seconds(allowed) });
  return risingDurations(recovery, durationOf(workRecovery), plus);
}
