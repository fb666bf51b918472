import type { Analysis } from "../../server/src/analysis.ts";
import type { BackupEntry } from "../../server/src/estimate/document/backup-entry.ts";
import type { T } from "../../server/src/estimate/document/figure.ts";
import type { LinkEntry } from "../../server/src/estimate/document/link-entry.ts";
import type { MigrationEntry } from "../../server/src/estimate/document/migration-entry.ts";
import type { OptionEntry } from "../../server/src/estimate/document/option-entry.ts";
import type { ReplicationEntry } from "../../server/src/estimate/document/replication-entry.ts";
import type { ScenarioEntry } from "../../server/src/estimate/document/scenario-entry.ts";
import { estimateDocument } from "../../server/src/estimate/estimate-document.ts";
import type { Declaration } from "../../server/src/model/declaration.ts";
import { reportedFindings } from "../../server/src/report/reported-findings.ts";
import { textOfPlanFile } from "../../server/src/workspace/plan-file.ts";

/** What begins a line of annotation; the others are the plan's. */
const MARK = "//@";

/** The sources of a plan with what is found in them, below the lines in question and underlined. */
export function annotatedFindings(analysis: Analysis): string {
  const notes = reportedFindings(analysis, (uri) => uri).map(({ file, range, severity, rule, message }) => {
    const end = range.end.line === range.start.line ? range.end.character : range.start.character + 1;
    const line = `${" ".repeat(range.start.character)}${"^".repeat(Math.max(1, end - range.start.character))}`;
    const underlined = line.startsWith("   ") ? MARK + line.slice(MARK.length) : `${MARK} ${line.trimStart()}`;
    return { file, line: range.start.line, text: `${underlined}\n${MARK} ${severity} ${rule}: ${message}` };
  });
  return annotated(analysis, notes);
}

/** The sources of a plan with what is estimated of each link and replication, below the line on which it begins. */
export function annotatedEstimates(analysis: Analysis): string {
  const { plan, estimates } = analysis;
  const document = estimateDocument(analysis.estimated, { engine: "", inputs: "", findings: [] });
  const links = [...document.links];
  const replications = [...document.replications];
  const backups = [...document.backups];
  const migrations = [...document.migrations];
  const notes = [...plan.files.values()].flatMap(({ uri, ids, source }) => {
    const text = source ? textOfPlanFile(source) : "";
    return ids.flatMap((id, index) => {
      const declaration = plan.declarations.get(id) as Declaration;
      const start = source?.form === "drplan" ? (source.syntax.starts[index] as number) : 0;
      const line = text.slice(0, start + declaration.document.spans.statement.start).split("\n").length - 1;
      const texts = [
        ...links.splice(0, estimates.link(declaration) ? 1 : 0).map(linkText),
        ...replications.splice(0, estimates.replications(declaration).length).map(replicationText),
        ...backups.splice(0, estimates.backups(declaration).length).map(backupText),
        ...migrations.splice(0, estimates.migration(declaration) ? 1 : 0).map(migrationText),
      ];
      return texts.map((note) => ({ file: uri, line, text: note }));
    });
  });
  return `${annotated(analysis, notes)}${document.scenarios.map(scenarioText).join("")}${document.options.map(optionText).join("")}`;
}

interface Note {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

function annotated({ plan }: Analysis, notes: readonly Note[]): string {
  const files = [...plan.files.values()].map(({ uri, source }) => {
    const lines = (source ? textOfPlanFile(source) : "").trimEnd().split("\n");
    const withNotes = lines.flatMap((text, line) => [
      text,
      ...notes.filter((note) => note.file === uri && note.line === line).map((note) => note.text),
    ]);
    const name = uri.slice(uri.lastIndexOf("/") + 1);
    return [...(plan.files.size > 1 ? [`${MARK} file ${name}`] : []), ...withNotes, ""].join("\n");
  });
  return files.join("\n");
}

function linkText(entry: LinkEntry): string {
  const { greatCircle, route, rttFloor, rtt, rttSource, goodput, available, creditsNeeded, utilisation } = entry;
  return lines({
    distance: `${metres(greatCircle)}, route ${figure(route, metres)}`,
    rtt: `${figure(rtt, milliseconds)}, ${rttSource}, floor ${milliseconds(rttFloor)}`,
    goodput: `${figure(goodput, kilobytes)}, available ${figure(available, kilobytes)}`,
    utilisation: utilisation ? `mean ${percent(utilisation.mean)}, peak ${percent(utilisation.peak)}` : "unknown",
    ...(creditsNeeded === null ? {} : { credits: String(creditsNeeded) }),
  });
}

function replicationText(entry: ReplicationEntry): string {
  const { workload, from, to, route, feasible, reasons, addedWriteLatency, required, rpo } = entry;
  const when = rpo?.worstAt ? ` at ${rpo.worstAt}` : "";
  return lines({
    [workload]: `${from} to ${to} over ${route.join(", ")}: ${feasible}${reasons.length > 0 ? ` (${reasons.join(", ")})` : ""}`,
    required: figure(required, kilobytes),
    ...(addedWriteLatency ? { "write latency": figure(addedWriteLatency, milliseconds) } : {}),
    rpo: rpo ? `typical ${figure(rpo.typical, time)}, worst ${figure(rpo.worst, time)}${when}` : "not estimated",
    ...(entry.backlogPerDay?.high ? { "backlog per day": figure(entry.backlogPerDay, kilobytesOnly) } : {}),
    "initial copy": figure(entry.initialCopy, time),
  });
}

function backupText({ of, to, loss, duration, restore, fits }: BackupEntry): string {
  return lines({
    [of]: `at ${to}: ${fits === null ? "unknown" : fits ? "fits" : "does not fit"}`,
    loss: figure(loss, time),
    takes: `${figure(duration, time)}, restore ${figure(restore, time)}`,
  });
}

function migrationText({ workload, feasible, reasons, duration, pause }: MigrationEntry): string {
  return lines({
    [workload]: `${feasible}${reasons.length > 0 ? ` (${reasons.join(", ")})` : ""}`,
    takes: `${figure(duration, time)}, pause ${figure(pause, time)}`,
  });
}

/** A scenario that hits nothing and disturbs no copy is left out. */
function scenarioText({ name, workloads, degraded }: ScenarioEntry): string {
  if (workloads.length + degraded.length === 0) return "";
  const outcomes = workloads.map(
    ({ workload, copy, at, rpo, rto, verdict, dependsOn }) =>
      `${MARK}   ${workload}: ${copy ?? "nothing left"}${at ? ` at ${at}` : ""}, rpo ${figure(rpo, time)}, rto ${figure(rto, time)}: ${verdict}${dependsOn ? ` (${dependsOn})` : ""}`,
  );
  const copies = degraded.map(
    ({ workload, to, route, rpo }) =>
      `${MARK}   ${workload} to ${to}: ${route.length > 0 ? `over ${route.join(", ")}, rpo ${figure(rpo, time)}` : "stops"}`,
  );
  return `${[`${MARK} scenario ${name}`, ...outcomes, ...copies].join("\n")}\n`;
}

function optionText({ name, setup, yearly, horizonCost, met, missed }: OptionEntry): string {
  const cost = [setup, yearly, horizonCost].map((amount) => (amount === null ? "–" : rounded(amount))).join(" / ");
  const open = missed.map(({ scenario, workload, objective }) => `${MARK}   ${scenario} ${workload} ${objective}`);
  return `${[`${MARK} option ${name}: ${cost}, ${met} met`, ...open].join("\n")}\n`;
}

function lines(figures: Readonly<Record<string, string>>): string {
  return Object.entries(figures)
    .map(([name, text]) => `${MARK} ${name}: ${text}`)
    .join("\n");
}

function figure(value: T | null, show: (value: number) => string): string {
  if (!value) return "unknown";
  const bound = (one: number | "never") => (one === "never" ? `never (${value.reason})` : show(one));
  const [low, likely, high] = [bound(value.low), bound(value.likely), bound(value.high)];
  return low === high ? likely : `${likely} [${low} … ${high}]`;
}

/** Own rounding, so that a baseline does not change with how numbers are shown to people. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}

const milliseconds = (value: number | null) => (value === null ? "unknown" : `${rounded(value * 1000)} ms`);
const metres = (value: number | null) => (value === null ? "unknown" : `${rounded(value / 1000)} km`);
const kilobytes = (value: number) => `${rounded(value / 1000)} kB/s`;
const kilobytesOnly = (value: number) => `${rounded(value / 1000)} kB`;
const percent = (value: number | null) => (value === null ? "unknown" : `${rounded(value * 100)} %`);
const time = (value: number) => (value < 3600 ? `${rounded(value)} s` : `${rounded(value / 3600)} h`);
