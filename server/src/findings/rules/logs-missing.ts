import { isKind } from "../../model/declaration.ts";
import { lookUp } from "../../model/plan.ts";
import { formatDuration } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { freeName } from "../free-name.ts";
import { type Protection, protectionOf } from "../protection.ts";
import { defineRule } from "../rule.ts";
import { addBehind } from "../statement-edit.ts";

interface NoLogs extends Protection {
  readonly objective: Seconds;
  /** The shortest time between two of its backups. */
  readonly spacing: Seconds;
}

export const logsMissing = defineRule<NoLogs>({
  code: "logs-missing",
  severity: "error",
  summary: "A database that may lose less than the time between its backups needs its logs backed up.",
  why: "An image, a snapshot or a dump holds one moment. What was written until the next one is in the transaction logs: with them a database is rolled forward to any moment, without them it goes back to the last image, and an image of a running database may not even be complete without the logs of its time.",
  sources: ["P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009"],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 1 h; rto 8 h }
workload orders { site york; tier silver; kind <|database|>; data 60 GB; change 250 kB/s }
backup nightly of orders to leeds { every 1 d; keep 30 d }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 1 h; rto 8 h }
workload orders { site york; tier silver; kind database; data 60 GB; change 250 kB/s }
backup nightly of orders to leeds { every 1 d; keep 30 d }
backup logs of orders to leeds { every 15 min; method log; keep 7 d }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan }) {
    if (!isKind(declaration, "workload") || declaration.document.value.kind !== "database") return;
    const protection = protectionOf(plan, declaration);
    const tier = protection?.bound.tier;
    // A replica meets the objective by other means; what it misses is reported of it.
    if (!protection || tier?.rpo === undefined || protection.copies.length > 0) return;
    const { backups } = protection;
    const intervals = backups.flatMap(({ every }) => every?.low ?? []);
    if (intervals.length === 0 || backups.some(({ method }) => method === "log")) return;
    const spacing = Math.min(...intervals) as Seconds;
    if (spacing <= tier.rpo) return;
    const { spans } = declaration.document;
    const named = lookUp(plan, tier.name);
    yield {
      at: spans.at("/kind") ?? spans.header,
      facts: { ...protection, objective: tier.rpo, spacing },
      related: named ? [{ declaration: named.id, pointer: "/rpo", message: "The tier's objective" }] : [],
    };
  },

  message: ({ bound: { workload, tier }, objective, spacing }) =>
    `The database '${workload.name}' is backed up every ${formatDuration(spacing)} without its logs; tier '${tier?.name ?? ""}' allows to lose ${formatDuration(objective)}.`,

  fixes({ bound: { workload }, backups, objective }, { plan, declaration }) {
    const every = LOG_SPACINGS.find(([time]) => 2 * time <= objective)?.[1];
    const to = backups[0]?.to;
    if (every === undefined || to === undefined) return [];
    const name = freeName(`${workload.name}-logs`, plan);
    const block = `backup ${name} of ${workload.name} to ${to} { every ${every}; method log; keep 7 d }`;
    return [
      {
        edits: addBehind(declaration, [block]),
        preferred: true,
        title: () => `Back up the logs of '${workload.name}' to '${to}' every ${every}`,
      },
    ];
  },
});

/** Spacings of log backups that people choose, longest first: half of the objective leaves time for their way. */
const LOG_SPACINGS = [
  [7200, "2 h"],
  [3600, "1 h"],
  [900, "15 min"],
  [300, "5 min"],
  [60, "1 min"],
] as const;
