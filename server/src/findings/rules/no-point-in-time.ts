import type { BoundReplication } from "../../model/bind.ts";
import type { Constants } from "../../model/constants.ts";
import { lookUp } from "../../model/plan.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { POINTS_KEPT, pointSpacing, snapshotBlock } from "../fixes/snapshot-block.ts";
import { type Protection, protectionOf } from "../protection.ts";
import { defineRule, type FixCandidate, type FixContext } from "../rule.ts";
import { addBehind, addStatement } from "../statement-edit.ts";

interface NoPoint extends Protection {
  /** The tier's own objective for corruption; absent: it has none. */
  readonly objective: Seconds | undefined;
}

export const noPointInTime = defineRule<NoPoint>({
  code: "no-point-in-time",
  severity: "warning",
  summary: "What is only copied as it changes needs a point in time to go back to.",
  why: "Replication copies a deletion, a corruption or an encryption as faithfully as everything else, and at once. Whoever has only replicas has the same wrong data several times. It takes points in time that do not change any more: a history at the copy, snapshots, or backups. Where the tier sets a `corruption-rpo`, their absence breaks a promise and is an error.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009: replication copies corruption and deletions at once",
    "K. Keeton, A. Merchant: A framework for evaluating storage system dependability, DSN 2004: mirrors do not protect against errors in the data",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
<|workload files|> { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan, estimates }) {
    const protection = protectionOf(plan, declaration);
    if (!protection || protection.copies.length === 0 || protection.backups.length > 0) return;
    if (protection.copies.some((copy) => keepsPoints(copy, estimates.constants))) return;
    const { tier } = protection.bound;
    const named = tier && lookUp(plan, tier.name);
    const stated = named?.document.spans.at("/corruption-rpo") !== undefined;
    yield {
      at: declaration.document.spans.header,
      severity: stated ? "error" : "warning",
      facts: { ...protection, objective: stated ? tier?.corruptionRpo : undefined },
      related:
        named && stated
          ? [{ declaration: named.id, pointer: "/corruption-rpo", message: "The tier's objective for corruption" }]
          : [],
    };
  },

  message({ bound: { workload, tier }, copies, objective }) {
    const where = [...new Set(copies.map(({ to }) => `'${to.name}'`))].join(", ");
    const wanted =
      objective === undefined
        ? ""
        : `, but tier '${tier?.name ?? ""}' allows to lose ${formatDuration(objective)} when data is corrupted`;
    return `What corrupts or deletes '${workload.name}' is copied to ${where} as well: no history, snapshot or backup keeps an earlier state${wanted}.`;
  },

  fixes: (facts, context) => [...historyFix(facts, context), ...snapshotFix(facts, context)],
});

/** Whether a copy keeps a state that is older than corruption stays unnoticed, or is held back. A cycle that is as long is no worse than a backup. */
function keepsPoints({ replication, technology }: BoundReplication, constants: Constants): boolean {
  const { history, applyDelay, mode, every } = replication;
  if (history || technology?.history?.value || applyDelay.high > 0) return true;
  return (mode === "periodic" || mode === "log-shipping") && (every?.low ?? 0) >= constants.undetected.value.likely;
}

/** Points at the copy, where no product is named that is not known to keep them. */
function historyFix({ copies, objective, bound }: NoPoint, { plan }: FixContext): readonly FixCandidate[] {
  const copy = copies.find(({ technology, replication }) => !technology && replication.workloads.length > 0);
  const spacing = pointSpacing(objective);
  if (!copy || !spacing) return [];
  return [
    {
      edits: addStatement(plan.declarations.get(copy.replication.id), `history ${POINTS_KEPT} every ${spacing}`),
      preferred: true,
      title: () =>
        `Keep points in time of '${bound.workload.name}' at '${copy.to.name}', ${spacing} apart for ${POINTS_KEPT} (needs space there for a week of changes)`,
    },
  ];
}

function snapshotFix({ bound, objective }: NoPoint, { plan, declaration }: FixContext): readonly FixCandidate[] {
  const block = snapshotBlock(bound, objective, plan);
  if (!block) return [];
  const where = `'${bound.workload.name}' at '${bound.site?.name ?? ""}'`;
  return [
    {
      edits: addBehind(declaration, [block.text]),
      title: () =>
        `Take snapshots of ${where} every ${block.spacing}, kept for ${POINTS_KEPT} (they are lost with the site)`,
    },
  ];
}
