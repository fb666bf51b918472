import type { Analysis } from "../analysis.ts";
import { bullets, paragraphs, plain, planCode, sections } from "../base/markdown.ts";
import type { Derivation } from "../estimate/explain/derivation.ts";
import { explainBackup } from "../estimate/explain/explain-backup.ts";
import { explainInitialCopy } from "../estimate/explain/explain-initial-copy.ts";
import { explainLink } from "../estimate/explain/explain-link.ts";
import { explainMigration } from "../estimate/explain/explain-migration.ts";
import { explainReplication } from "../estimate/explain/explain-replication.ts";
import { explainScenario } from "../estimate/explain/explain-scenario.ts";
import type { ScenarioEstimate } from "../estimate/recovery/workload-outcome.ts";
import type { ReplicationEstimate } from "../estimate/replication-estimate.ts";
import { siteOf } from "../model/bind.ts";
import { type Declaration, isKind } from "../model/declaration.ts";
import { declaredTechnology } from "../model/declared-technology.ts";
import { usersOf } from "../model/plan.ts";
import { backupText, copyText } from "./copy-text.ts";
import { derivationMarkdown } from "./derivation-markdown.ts";
import { technologyMarkdown } from "./hover-technology.ts";
import { coordinatesText } from "./hover-value.ts";
import { explainedOutcomes, scenarioOutcomes, tierOutcomes, tierTable, workloadTable } from "./outcome-markdown.ts";

/** A declaration as it is shown where its name is used: its text, its comment, and what follows from it. */
export function declarationMarkdown(analysis: Analysis, declaration: Declaration): string {
  return sections(paragraphs(planCode(sourceOf(declaration)), docOf(declaration)), factsOf(analysis, declaration));
}

/** What follows from a declaration, in full: what is shown at its own head. */
export function estimateMarkdown(analysis: Analysis, declaration: Declaration): string | undefined {
  const { estimates } = analysis;
  const link = estimates.link(declaration);
  if (link) return sections(...explainLink(link, estimates).map(derivationMarkdown));
  const replications = estimates.replications(declaration);
  if (replications.length > 0) return replicationsMarkdown(analysis, replications);
  const backups = estimates.backups(declaration);
  if (backups.length > 0) {
    const explained = backups.slice(0, MOST_EXPLAINED).flatMap((backup) => explainBackup(backup, estimates));
    const listed = backups.length > MOST_EXPLAINED ? factsOf(analysis, declaration) : undefined;
    return sections(listed, ...explained.map(derivationMarkdown));
  }
  const migration = estimates.migration(declaration);
  if (migration) return sections(...explainMigration(migration, estimates).map(derivationMarkdown));
  const scenario = scenarioOfBlock(analysis, declaration);
  if (scenario) return scenarioOutcomes(analysis, scenario);
  const explained = isKind(declaration, "workload") ? explainedOutcomes(analysis, declaration.name ?? "") : [];
  return sections(factsOf(analysis, declaration), ...explained);
}

function scenarioOfBlock({ estimates }: Analysis, declaration: Declaration): ScenarioEstimate | undefined {
  const { name } = declaration;
  return isKind(declaration, "scenario") && name !== undefined ? estimates.scenario(name) : undefined;
}

/** More than these are listed only, not explained. */
const MOST_EXPLAINED = 2;

function replicationsMarkdown({ estimates }: Analysis, all: readonly ReplicationEstimate[]): string {
  const explained = all.slice(0, MOST_EXPLAINED).flatMap((one) => {
    const first = explainFirst(one, estimates);
    return [...explainReplication(one, estimates), ...(first ? [first] : [])];
  });
  const rest = all.slice(MOST_EXPLAINED);
  const listed = rest.map((one) => [one.bound.workload.workload.name, copyText(one)] as const);
  return sections(...explained.map(derivationMarkdown), rest.length > 0 ? bullets(listed) : undefined);
}

/** How the first copy goes, unless that of so many others has to be solved with it that a hover would be late. */
function explainFirst(one: ReplicationEstimate, estimates: Analysis["estimates"]): Derivation | undefined {
  const group = estimates.initialCopy(one)?.group.length ?? 0;
  return group <= MOST_TOGETHER ? explainInitialCopy(one, estimates) : undefined;
}

/** Own choice; `drplan explain` knows no such limit. */
const MOST_TOGETHER = 50;

/** As many lines of a declaration as a hover shows. */
const MOST_LINES = 12;

function sourceOf({ unit, document, name }: Declaration): string {
  if (!("lineBreaks" in unit)) return name === undefined ? document.kind : `${document.kind} ${name}`;
  const { start, end } = document.spans.statement;
  const text = unit.text.slice(start, end);
  if (text.split("\n").length <= MOST_LINES) return text;
  const { header } = document.spans;
  return `${unit.text.slice(header.start, header.end)} { … }`;
}

export function docOf({ document: { value } }: Declaration): string | undefined {
  return "doc" in value && typeof value.doc === "string" ? value.doc : undefined;
}

function factsOf(analysis: Analysis, declaration: Declaration): string | undefined {
  const { estimates, plan } = analysis;
  const name = declaration.name ?? "";
  switch (declaration.document.kind) {
    case "site": {
      const location = siteOf(declaration)?.location;
      const place = location?.place ? `${location.place.name}, ${location.place.country} · ` : "";
      const where = location && `${place}${coordinatesText(location.latitude, location.longitude)}`;
      const workloads = usersOf(plan, "workload", name).size;
      return paragraphs(where, counted(workloads, "workload names", "workloads name", "this site"));
    }
    case "link": {
      const link = estimates.link(declaration);
      const derivations = link ? explainLink(link, estimates) : [];
      return derivations.map(({ title, value }) => `- ${title}: **${value}**`).join("\n");
    }
    case "tier": {
      const struck = tierOutcomes(analysis, declaration);
      const users = counted(usersOf(plan, "workload", name).size, "workload is", "workloads are", "of this tier");
      return paragraphs(users, struck.length > 0 ? tierTable(struck) : undefined);
    }
    case "backup":
      return bullets(estimates.backups(declaration).map((backup) => [backup.of, backupText(backup)]));
    case "scenario": {
      const scenario = scenarioOfBlock(analysis, declaration);
      return scenario && sections(...explainScenario(scenario, estimates).map(derivationMarkdown));
    }
    case "workload": {
      const copies = estimates
        .copiesOf(name)
        .map((copy) => [`${copy.bound.from.name} → ${copy.bound.to.name}`, copyText(copy)] as const);
      const backups = estimates
        .backupsOf(name)
        .map((backup) => [`${backup.bound.backup.name} → ${backup.bound.to.name}`, backupText(backup)] as const);
      const listed = copies.length + backups.length === 0 ? "Nothing copies it." : bullets([...copies, ...backups]);
      return sections(workloadTable(analysis, name), listed);
    }
    case "technology": {
      const technology = declaredTechnology(plan, declaration);
      return technology && technologyMarkdown(technology);
    }
    default:
      return undefined;
  }
}

function counted(count: number, one: string, several: string, rest: string): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : several} ${plain(rest)}.`;
}
