import { isKind } from "../model/declaration.ts";
import { scenariosOf } from "../model/scenario-list.ts";
import { type BackupEntry, backupEntry } from "./document/backup-entry.ts";
import type { FindingEntry } from "./document/finding-entry.ts";
import { type LinkEntry, linkEntry } from "./document/link-entry.ts";
import { type MigrationEntry, migrationEntry } from "./document/migration-entry.ts";
import { type OptionEntry, optionEntry } from "./document/option-entry.ts";
import { type ReplicationEntry, replicationEntry } from "./document/replication-entry.ts";
import { type ScenarioEntry, scenarioEntry } from "./document/scenario-entry.ts";
import type { LinkEstimate } from "./link-estimate.ts";
import { estimateOptions } from "./option-estimate.ts";
import type { AssumedElsewhere, PlanEstimates } from "./plan-estimates.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";

/**
 * All that is estimated of a plan, as plain data for other programs: `schemas/estimate.schema.json` describes it field by
 * field. Seconds, bytes, bytes per second, metres; `null` is what does not apply or is not known.
 */
export interface EstimateDocument {
  readonly schema: 1;
  readonly engine: string;
  readonly plan: string | null;
  readonly inputs: string;
  readonly links: readonly LinkEntry[];
  readonly replications: readonly ReplicationEntry[];
  readonly backups: readonly BackupEntry[];
  readonly migrations: readonly MigrationEntry[];
  readonly scenarios: readonly ScenarioEntry[];
  readonly options: readonly OptionEntry[];
  readonly findings: readonly FindingEntry[];
}

/** What the document says besides the estimates. */
export interface DocumentFrame {
  /** Version of the engine. */
  readonly engine: string;
  /** Fingerprint of the plan's sources. */
  readonly inputs: string;
  readonly findings: readonly FindingEntry[];
  /** Constants that a configuration file sets. */
  readonly assume?: AssumedElsewhere | undefined;
}

/** The document of a plan. What cannot be estimated, because a name in it is unknown, is left out. */
export function estimateDocument(
  estimated: PlanEstimates,
  { engine, inputs, findings, assume }: DocumentFrame,
): EstimateDocument {
  const { plan, estimates } = estimated;
  const links: LinkEstimate[] = [];
  const replications: ReplicationEstimate[] = [];
  const backups: BackupEntry[] = [];
  const migrations: MigrationEntry[] = [];
  let title: string | undefined;
  for (const { ids } of plan.files.values()) {
    for (const id of ids) {
      const declaration = plan.declarations.get(id);
      const link = estimates.link(declaration);
      if (link) links.push(link);
      replications.push(...estimates.replications(declaration));
      backups.push(...estimates.backups(declaration).map(backupEntry));
      const migration = estimates.migration(declaration);
      if (migration) migrations.push(migrationEntry(migration));
      if (declaration && isKind(declaration, "plan")) title ??= declaration.document.value.title;
    }
  }
  return {
    schema: 1,
    engine,
    plan: title ?? null,
    inputs,
    links: links.map((link) => linkEntry(link, estimates.loadsOn(link.link.id))),
    replications: replications.map((replication) => replicationEntry(replication, estimates.initialCopy)),
    backups,
    migrations,
    scenarios: scenariosOf(plan).flatMap(({ name }) => {
      const scenario = estimates.scenario(name);
      return scenario ? [scenarioEntry(scenario)] : [];
    }),
    options: estimateOptions(estimated, assume).map(optionEntry),
    findings,
  };
}
