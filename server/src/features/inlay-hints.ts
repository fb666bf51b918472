import type { Analysis } from "../analysis.ts";
import { sections } from "../base/markdown.ts";
import type { Span } from "../base/span.ts";
import type { BackupEstimate } from "../estimate/backup-estimate.ts";
import type { Estimates } from "../estimate/estimates.ts";
import { explainBackup } from "../estimate/explain/explain-backup.ts";
import { explainLink } from "../estimate/explain/explain-link.ts";
import { explainMigration } from "../estimate/explain/explain-migration.ts";
import { explainReplication } from "../estimate/explain/explain-replication.ts";
import { compareDurations, type UncertainDuration } from "../estimate/kernel/duration.ts";
import { profileMin } from "../estimate/kernel/weekly-profile.ts";
import type { LinkEstimate } from "../estimate/link-estimate.ts";
import type { MigrationEstimate } from "../estimate/migration-estimate.ts";
import type { ReplicationEstimate } from "../estimate/replication-estimate.ts";
import { showLikely } from "../findings/show.ts";
import { type Declaration, isKind } from "../model/declaration.ts";
import { formatDuration, formatRate } from "../quantity/format-quantity.ts";
import { isExact } from "../quantity/uncertain.ts";
import { addedToWrites } from "./copy-text.ts";
import { derivationMarkdown } from "./derivation-markdown.ts";
import { blocksIn, inFile, type LocatedBlock } from "./locate.ts";
import { metBy, tierOutcomes, tierTable } from "./outcome-markdown.ts";
import { lossText } from "./outcome-text.ts";

/** What a hint says: each kind can be switched off. */
export const HINT_KINDS = [
  "link-rtt",
  "link-capacity",
  "write-latency",
  "replication-rpo",
  "backup-loss",
  "migration-time",
  "tier-verdict",
] as const;
export type HintKind = (typeof HINT_KINDS)[number];

/** An estimate shown in the text. */
export interface InlayHint {
  /** In the file. */
  readonly offset: number;
  readonly kind: HintKind;
  readonly label: string;
  /** How it came about, in Markdown; made when somebody looks at it. */
  readonly tooltip: () => string;
}

/** The estimates that belong to a range of a file. Touches only the blocks in it. */
export function inlayHints(
  analysis: Analysis,
  uri: string,
  range: Span,
  kinds: ReadonlySet<HintKind> = new Set(HINT_KINDS),
): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  for (const located of blocksIn(analysis, uri, range)) {
    const offset = headerEnd(located);
    if (offset === undefined || offset < range.start || offset > range.end) continue;
    const found = hintsFor(analysis, located).filter(({ kind }) => kinds.has(kind));
    for (const hint of found) hints.push({ ...hint, offset });
  }
  return hints;
}

/** Behind the last value before the brace. */
function headerEnd(located: LocatedBlock): number | undefined {
  const { statement } = located.block;
  if (!statement) return undefined;
  const { span } = statement.values.at(-1) ?? statement.word;
  return inFile(located, span).end;
}

type Hint = Omit<InlayHint, "offset">;

function hintsFor(analysis: Analysis, { declaration }: LocatedBlock): readonly Hint[] {
  const { estimates } = analysis;
  const link = estimates.link(declaration);
  if (link) {
    return linkHints(link, () => explainLink(link, estimates).map(derivationMarkdown));
  }
  const backups = estimates.backups(declaration);
  if (backups.length > 0) return backupHints(backups, estimates);
  const migration = estimates.migration(declaration);
  if (migration) return migrationHints(migration, estimates);
  if (declaration && isKind(declaration, "tier")) return tierHints(analysis, declaration);
  const replications = estimates.replications(declaration);
  const explained = (estimate: ReplicationEstimate) => explainReplication(estimate, estimates).map(derivationMarkdown);
  return replicationHints(replications, explained);
}

function linkHints({ rtt, flow }: LinkEstimate, derivations: () => readonly string[]): readonly Hint[] {
  const hints: Hint[] = [];
  if (rtt && rtt.source !== "declared") {
    const sign = isExact(rtt.time) ? "" : "≈ ";
    hints.push({
      kind: "link-rtt",
      label: `RTT ${sign}${formatDuration(rtt.time.likely)}`,
      tooltip: () => derivations()[0] ?? "",
    });
  }
  if (flow) {
    const least = profileMin(flow.flowCapacity.likely);
    hints.push({
      kind: "link-capacity",
      label: `≈ ${formatRate(least, "bytes")} for copies`,
      tooltip: () => sections(...derivations().slice(1)),
    });
  }
  return hints;
}

/** Of several workloads the one that is worst off. */
function replicationHints(
  estimates: readonly ReplicationEstimate[],
  explained: (estimate: ReplicationEstimate) => readonly string[],
): readonly Hint[] {
  const hints: Hint[] = [];
  const slowest = worstBy(estimates, ({ sync }) => sync && addedToWrites(sync));
  if (slowest) {
    const stalls = estimates.some(({ sync }) => sync?.added.likely.kind === "never");
    const label = `+ ${showLikely(slowest.value)} per write${stalls ? ", stalls at peak" : ""}`;
    hints.push({ kind: "write-latency", label, tooltip: () => explained(slowest.estimate)[0] ?? "" });
  }
  // What a synchronous copy promises counts for nothing where it cannot work.
  const oldest = worstBy(estimates, ({ rpo, sync, verdict }) =>
    sync && verdict === "missed" ? undefined : rpo?.worst,
  );
  if (oldest) {
    const label = `RPO ${lossText(oldest.value)}`;
    hints.push({ kind: "replication-rpo", label, tooltip: () => explained(oldest.estimate).at(-1) ?? "" });
  }
  return hints;
}

/** Of several workloads the one that loses most, and the one that is slowest to read back. */
function backupHints(backups: readonly BackupEstimate[], estimates: Estimates): readonly Hint[] {
  const oldest = worstBy(backups, ({ loss }) => loss);
  const slowest = worstBy(backups, ({ restore }) => restore);
  if (!oldest || !slowest) return [];
  // Editors cut off long hints: there is no room for both.
  const isLate = backups.some(({ fits }) => fits === "missed");
  const rest = isLate ? "does not fit" : `restore ${showLikely(slowest.value)}`;
  const explained = () => {
    const [loss, ...others] = explainBackup(oldest.estimate, estimates);
    const rest = oldest.estimate === slowest.estimate ? others : explainBackup(slowest.estimate, estimates).slice(1);
    return [...(loss ? [loss] : []), ...rest];
  };
  return [
    {
      kind: "backup-loss",
      label: `loses ${lossText(oldest.value)} · ${rest}`,
      tooltip: () => sections(...explained().map(derivationMarkdown)),
    },
  ];
}

function migrationHints(migration: MigrationEstimate, estimates: Estimates): readonly Hint[] {
  const { duration, pause } = migration;
  const parts = [
    ...(duration ? [duration.likely.kind === "never" ? "never ends" : showLikely(duration)] : []),
    ...(pause && duration?.likely.kind === "after" ? [`pause ${showLikely(pause)}`] : []),
  ];
  if (parts.length === 0) return [];
  const explained = () => explainMigration(migration, estimates).map(derivationMarkdown);
  return [{ kind: "migration-time", label: parts.join(" · "), tooltip: () => sections(...explained()) }];
}

/** How many of a tier's workloads keep its objectives in all scenarios. */
function tierHints(analysis: Analysis, tier: Declaration): readonly Hint[] {
  const struck = tierOutcomes(analysis, tier);
  if (struck.length === 0) return [];
  return [{ kind: "tier-verdict", label: metBy(struck), tooltip: () => tierTable(struck) }];
}

function worstBy<E>(
  estimates: readonly E[],
  of: (estimate: E) => UncertainDuration | undefined,
): { readonly estimate: E; readonly value: UncertainDuration } | undefined {
  let worst: { readonly estimate: E; readonly value: UncertainDuration } | undefined;
  for (const estimate of estimates) {
    const value = of(estimate);
    if (value && (!worst || compareDurations(value.likely, worst.value.likely) > 0)) worst = { estimate, value };
  }
  return worst;
}
