import type { BackupEstimate } from "../../estimate/backup-estimate.ts";
import { BACKUP_PRIORITY, flowPriority } from "../../estimate/flow-priority.ts";
import type { Hop } from "../../estimate/network.ts";
import type { ReplicationEstimate } from "../../estimate/replication-estimate.ts";
import type { WeekSpan } from "../../quantity/week.ts";
import { defineRule, type FixCandidate, type FixContext, type RuleContext } from "../rule.ts";
import { removeStatement, replaceValue } from "../statement-edit.ts";

interface BulkFirst {
  readonly backup: string;
  readonly priority: number;
  /** Names of the links on which they meet. */
  readonly links: readonly string[];
  /** Those that the backup goes before, or level with; at least one. */
  readonly copies: readonly ReplicationEstimate[];
}

export const bulkGoesFirst = defineRule<BulkFirst>({
  code: "bulk-goes-first",
  severity: "warning",
  summary: "A backup must not go before replications, or level with them, on a link that both take.",
  why: "A full backup is more than a replication sends in days, and it can wait; a replication cannot, for what it has not sent is lost with the site. With a lower number the backup takes a full link first, with the same number an equal share of it, and each full makes the copies older. Backups that say nothing have 4, after all replications that say nothing.",
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }
backup nightly of files to leeds { every 1 d; full-every 7 d; keep 30 d; immutable yes; priority <|1|> }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async; history 7 d every 1 h }
backup nightly of files to leeds { every 1 d; full-every 7 d; keep 30 d; immutable yes }`,
  },
  kinds: ["backup"],

  *check(declaration, { estimates, flowsOver }) {
    const at = declaration.document.spans.at("/priority");
    const backups = at ? estimates.backups(declaration) : [];
    const priority = backups[0]?.bound.backup.priority;
    if (!at || priority === undefined) return;
    const links = new Set<string>();
    const copies = new Set<ReplicationEstimate>();
    for (const hop of hopsOf(backups)) {
      for (const copy of copiesBeside(hop, flowsOver)) {
        const { replication } = copy.bound;
        if (flowPriority(replication) < priority) continue;
        if (!areOpenTogether(backups[0]?.bound.backup.window, replication.window)) continue;
        links.add(hop.link.link.name);
        copies.add(copy);
      }
    }
    if (copies.size === 0) return;
    const blocks = new Set([...copies].map(({ bound }) => bound.replication.id));
    yield {
      at,
      facts: { backup: declaration.name ?? "", priority, links: [...links], copies: [...copies] },
      related: [...blocks].map((id) => ({ declaration: id, pointer: "/priority", message: "A copy that it delays" })),
    };
  },

  message({ backup, priority, links, copies }) {
    const told = copies.slice(0, MOST_TOLD).map(({ bound: { workload, to, replication } }) => {
      return `'${workload.workload.name}' to '${to.name}' (${flowPriority(replication)})`;
    });
    const more = copies.length > MOST_TOLD ? ` and ${copies.length - MOST_TOLD} more` : "";
    const what = copies.length === 1 ? "the copy" : "the copies";
    const theirs = copies.map(({ bound }) => flowPriority(bound.replication));
    const isBefore = theirs.some((their) => their > priority);
    const goes = !isBefore
      ? "goes level with"
      : theirs.includes(priority)
        ? "goes before, or level with,"
        : "goes before";
    const over = links.map((link) => `'${link}'`).join(", ");
    return `'${backup}' with priority ${priority} ${goes} ${what} of ${told.join(", ")}${more} on ${over}. While it sends, they fall behind where the line is full.`;
  },

  fixes: ({ copies }, context) => priorityFixes(copies, context),
});

/** Copies that a message names. */
const MOST_TOLD = 3;

/** The ways over links that a block's members take, each once. */
function hopsOf(backups: readonly BackupEstimate[]): Iterable<Hop> {
  const hops = backups.flatMap(({ route }) => route?.hops ?? []);
  return new Map(hops.map((hop) => [`${hop.link.link.id} ${hop.forward}`, hop])).values();
}

/** Replications that take a link in the same direction. */
function copiesBeside({ link, forward }: Hop, flowsOver: RuleContext["flowsOver"]): readonly ReplicationEstimate[] {
  const { id } = link.link;
  return flowsOver(id).filter(({ route }) =>
    route?.hops.some((hop) => hop.link.link.id === id && hop.forward === forward),
  );
}

/** Whether there is a time at which both may send. */
function areOpenTogether(a: readonly WeekSpan[] | undefined, b: readonly WeekSpan[] | undefined): boolean {
  return !a || !b || a.some((one) => b.some((other) => one.start < other.end && other.start < one.end));
}

/** What backups have that say nothing, where that is after all of them; else, or by number, right after the last. */
function priorityFixes(copies: readonly ReplicationEstimate[], { declaration }: FixContext): readonly FixCandidate[] {
  const last = Math.max(...copies.map(({ bound }) => flowPriority(bound.replication)));
  const isLastAnyway = last < BACKUP_PRIORITY;
  const after: FixCandidate = {
    edits: replaceValue(declaration, "/priority", `${last + 1}`),
    preferred: !isLastAnyway,
    title: () => `Let it go after the copies, with priority ${last + 1}`,
  };
  if (!isLastAnyway) return [after];
  const unsaid: FixCandidate = {
    edits: removeStatement(declaration, "/priority"),
    preferred: true,
    title: () => `Remove the priority: backups then have ${BACKUP_PRIORITY}, after the copies`,
  };
  return [unsaid, after];
}
