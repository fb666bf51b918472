import type { BackupEstimate } from "../../estimate/backup-estimate.ts";
import { statesOfReplica } from "../../estimate/recovery/points-in-time.ts";
import { durationText } from "../../estimate/round-sizes.ts";
import { lookUp } from "../../model/plan.ts";
import type { Tier } from "../../model/tier.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { DAY } from "../../quantity/week.ts";
import { outcomesOf } from "../outcomes-of.ts";
import { protectionOf } from "../protection.ts";
import { defineRule, type FixCandidate, type FixContext } from "../rule.ts";
import { setAttributes } from "../statement-edit.ts";

interface KeptTooShort {
  readonly name: string;
  /** How far back the oldest point in time reaches, and what keeps it. */
  readonly kept: Kept;
  readonly wanted: Seconds;
  /** The tier that asks for it; absent: corruption is noticed so late. */
  readonly tier: Tier | undefined;
  readonly scenario: string | undefined;
}

interface Kept {
  readonly time: Seconds;
  readonly by: { readonly kind: "backup" | "replicate"; readonly id: number; readonly words: string } | undefined;
}

export const retentionTooShort = defineRule<KeptTooShort>({
  code: "retention-too-short",
  severity: "error",
  summary: "Points in time must be kept as long as the tier demands, and until corruption is noticed.",
  why: "Corruption is often noticed days later. If all points in time from before it are gone by then, there is nothing to go back to, however many there are. What the tier demands with `retain` must be kept by a backup or by the history at a copy. That corruption is noticed late breaks a promise only where the tier sets a `corruption-rpo`; else it is a warning.",
  sources: [
    "K. Keeton, A. Merchant: A framework for evaluating storage system dependability, DSN 2004: retention and recovery point",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 24 h; rto 12 h; retain 30 d }
<|workload files|> { site york; tier silver; data 60 GB; change 25 kB/s }
backup nightly of files to leeds { every 12 h; keep 14 d; immutable yes }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 24 h; rto 12 h; retain 30 d }
workload files { site york; tier silver; data 60 GB; change 25 kB/s }
backup nightly of files to leeds { every 12 h; keep 30 d; immutable yes }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan, estimates }) {
    const name = declaration.name ?? "";
    const protection = protectionOf(plan, declaration);
    if (!protection || lookUp(plan, name) !== declaration) return;
    const kept = longestKept(estimates.backupsOf(name), keptByCopies(name, estimates));
    // What keeps no points at all is told by other rules.
    if (!kept?.by) return;
    const { tier } = protection.bound;
    const at = declaration.document.spans.header;
    if (tier?.retain !== undefined && kept.time < tier.retain * (1 - ROUNDING)) {
      const declared = lookUp(plan, tier.name);
      yield {
        at,
        facts: { name, kept, wanted: tier.retain, tier, scenario: undefined },
        related: [
          ...(declared ? [{ declaration: declared.id, pointer: "/retain", message: "The tier demands this" }] : []),
          relatedTo(kept),
        ],
      };
      return;
    }
    const late = outcomesOf(estimates, name).find(
      ({ outcome, estimate }) =>
        outcome.by === "corruption" && !outcome.chosen && !estimate.scenario.attacker && outcome.verdict !== "none",
    );
    const unnoticed = late?.outcome.undetected;
    if (!late || !unnoticed || kept.time > unnoticed.low) return;
    const scenario = late.estimate.scenario.name;
    const stated = tier !== undefined && lookUp(plan, tier.name)?.document.spans.at("/corruption-rpo") !== undefined;
    yield {
      at,
      severity: stated ? "error" : "warning",
      facts: { name, kept, wanted: unnoticed.high, tier: undefined, scenario },
      related: [relatedTo(kept)],
    };
  },

  message({ name, kept, wanted, tier, scenario }) {
    const oldest = `The oldest point in time of '${name}' is ${formatDuration(kept.time)} old (${kept.by?.words ?? ""})`;
    return tier
      ? `${oldest}; tier '${tier.name}' asks for ${formatDuration(wanted)}.`
      : `${oldest}, but corruption stays unnoticed for ${formatDuration(wanted)} in '${scenario ?? ""}': no clean state is left then.`;
  },

  fixes: ({ kept, wanted, tier }, { plan }: FixContext): readonly FixCandidate[] => {
    const block = kept.by && plan.declarations.get(kept.by.id);
    if (!kept.by || !block) return [];
    // Beyond the time until it is noticed, another one for the way back.
    const least = tier ? wanted : 2 * wanted;
    const text = least % DAY === 0 || least > DAY ? `${Math.ceil(least / DAY)} d` : durationText(least);
    const isBackup = kept.by.kind === "backup";
    const pointer = block.document.spans.at("/history/keep") ? "history/keep" : "history";
    return [
      {
        edits: setAttributes(block, { [isBackup ? "keep" : pointer]: text }),
        preferred: true,
        title: () =>
          `Keep points for ${text} instead of ${formatDuration(kept.time)} (${kept.by?.words ?? ""}; it takes more space)`,
      },
    ];
  },
});

/** Relative shortfall that is rounding: a month is not 30 d. */
const ROUNDING = 0.02;

function relatedTo({ by }: Kept) {
  return {
    declaration: by?.id ?? 0,
    pointer: by?.kind === "backup" ? "/keep" : "/history",
    message: "This keeps the oldest",
  };
}

/** Logs reach no further back than what they are applied to. */
function keptBy({ bound: { backup }, keep, base }: BackupEstimate): Kept {
  const under = base && keptBy(base);
  if (under && under.time < keep.low) return under;
  return { time: keep.low, by: { kind: "backup", id: backup.id, words: `backup '${backup.name}'` } };
}

function keptByCopies(name: string, estimates: Parameters<typeof outcomesOf>[0]): readonly Kept[] {
  return estimates.copiesOf(name).flatMap((copy): readonly Kept[] => {
    const states = statesOfReplica(copy, estimates.constants);
    const { replication, to } = copy.bound;
    if (!states) return [];
    const by = { kind: "replicate", id: replication.id, words: `at '${to.name}'` } as const;
    return [{ time: states.keep.low, by }];
  });
}

function longestKept(backups: readonly BackupEstimate[], copies: readonly Kept[]): Kept | undefined {
  return [...backups.map(keptBy), ...copies].reduce<Kept | undefined>(
    (most, one) => (most && most.time >= one.time ? most : one),
    undefined,
  );
}
