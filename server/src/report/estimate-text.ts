import type { BackupEntry } from "../estimate/document/backup-entry.ts";
import type { LinkEntry } from "../estimate/document/link-entry.ts";
import type { MigrationEntry } from "../estimate/document/migration-entry.ts";
import type { ReplicationEntry } from "../estimate/document/replication-entry.ts";
import type { EstimateDocument } from "../estimate/estimate-document.ts";
import type { Constant } from "../model/constants.ts";
import {
  formatDistance,
  formatDuration,
  formatNumber,
  formatRate,
  formatRatio,
  formatSize,
} from "../quantity/format-quantity.ts";
import { likely, range, shown } from "./figure-text.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { optionsText, scenariosText } from "./scenarios-text.ts";
import { type Column, textTable } from "./text-table.ts";
import { wrapText } from "./wrap-text.ts";

/** Columns of the text outside of tables. */
const WIDTH = 110;

/** The estimates of a plan for a terminal: what it moves, what becomes of it in each scenario, what stands against it, and what was assumed. */
export function estimateText(
  document: EstimateDocument,
  assumed: readonly Pick<Constant, "name" | "text" | "source" | "overridden">[],
  paint: Paint,
): string {
  const { links, replications, backups, migrations, scenarios, options } = document;
  const sections = [
    section("Links", textTable(links, LINK_COLUMNS, paint), "No links are declared.", paint),
    section("Replications", textTable(replications, replicationColumns(paint), paint), "Nothing is replicated.", paint),
    connected(replications, paint),
    optional("Backups", textTable(backups, BACKUP_COLUMNS, paint), paint),
    optional("Migrations", textTable(migrations, migrationColumns(paint), paint), paint),
    scenariosText(scenarios, paint),
    optionsText(options, paint),
    against(document, paint),
    assumptions(assumed, paint),
  ];
  return `${paint.strong(printable(document.plan ?? "Plan without a title"))}\n\n${sections.filter((text) => text !== "").join("\n")}`;
}

function section(title: string, table: string, otherwise: string, paint: Paint): string {
  return `${paint.strong(title)}\n${table === "" ? `  ${otherwise}\n` : table}`;
}

function optional(title: string, table: string, paint: Paint): string {
  return table === "" ? "" : section(title, table, "", paint);
}

const LINK_COLUMNS: readonly Column<LinkEntry>[] = [
  { title: "link", cell: ({ name }) => printable(name) },
  { title: "between", cell: ({ from, to }) => printable(`${from} – ${to}`) },
  { title: "distance", cell: ({ greatCircle }) => shown(greatCircle, formatDistance), align: "right" },
  { title: "round trip", cell: ({ rtt }) => range(rtt, formatDuration) },
  { title: "from", cell: ({ rttSource }) => (rttSource ? RTT_SOURCES[rttSource] : "") },
  { title: "floor", cell: ({ rttFloor }) => shown(rttFloor, formatDuration), align: "right" },
  { title: "one flow", cell: ({ goodput }) => likely(goodput, bytesPerSecond), align: "right" },
  { title: "may use", cell: ({ available }) => likely(available, bytesPerSecond), align: "right" },
  { title: "load", cell: ({ utilisation }) => shown(utilisation?.mean, percent), align: "right" },
  { title: "peak", cell: ({ utilisation }) => shown(utilisation?.peak, percent), align: "right" },
  { title: "credits", cell: ({ creditsNeeded }) => shown(creditsNeeded, formatNumber), align: "right" },
];

const RTT_SOURCES: Readonly<Record<NonNullable<LinkEntry["rttSource"]>, string>> = {
  declared: "declared",
  distance: "its length",
  private: "private fibre",
  radio: "radio",
  carrier: "carriers' practice",
};

const FEASIBLE: Readonly<Record<ReplicationEntry["feasible"], string>> = {
  yes: "✓ yes",
  "at-risk": "! at risk",
  no: "✗ no",
};

function replicationColumns(paint: Paint): readonly Column<ReplicationEntry>[] {
  return [
    { title: "workload", cell: ({ workload }) => printable(workload) },
    { title: "copy", cell: ({ from, to }) => printable(`${from} → ${to}`) },
    { title: "over", cell: ({ route }) => printable(route.join(", ")) },
    { title: "mode", cell: ({ mode }) => mode ?? "" },
    {
      title: "works",
      cell: (entry) => (isUnknown(entry) ? "? not known" : FEASIBLE[entry.feasible]),
      look: ({ feasible }, text) =>
        (feasible === "yes" ? paint.good : feasible === "no" ? paint.error : paint.warning)(text),
    },
    { title: "writes wait", cell: ({ addedWriteLatency }) => range(addedWriteLatency, formatDuration) },
    {
      title: "RPO",
      cell: (entry) => (isVain(entry) ? "–" : likely(entry.rpo?.typical, formatDuration)),
      align: "right",
    },
    { title: "at worst", cell: (entry) => (isVain(entry) ? "–" : range(entry.rpo?.worst, formatDuration)) },
    { title: "when", cell: ({ rpo }) => rpo?.worstAt ?? "" },
    { title: "needs", cell: ({ required }) => likely(required, bytesPerSecond), align: "right" },
    {
      title: "grows a day",
      cell: ({ backlogPerDay }) => (backlogPerDay?.high === 0 ? "" : likely(backlogPerDay, formatSize)),
      align: "right",
    },
    { title: "first copy", cell: ({ initialCopy }) => likely(initialCopy, formatDuration), align: "right" },
  ];
}

const BACKUP_COLUMNS: readonly Column<BackupEntry>[] = [
  { title: "backup", cell: ({ name }) => printable(name) },
  { title: "of", cell: ({ of }) => printable(of) },
  { title: "at", cell: ({ to }) => printable(to) },
  { title: "loses at most", cell: ({ loss }) => range(loss, formatDuration) },
  { title: "takes", cell: ({ duration }) => likely(duration, formatDuration), align: "right" },
  { title: "restore", cell: ({ restore }) => likely(restore, formatDuration), align: "right" },
  { title: "fits", cell: ({ fits }) => (fits === null ? "? not known" : fits ? "✓ yes" : "✗ no") },
];

function migrationColumns(paint: Paint): readonly Column<MigrationEntry>[] {
  return [
    { title: "migration", cell: ({ workload }) => printable(workload) },
    { title: "way", cell: ({ from, to }) => printable(`${from} → ${to}`) },
    { title: "method", cell: ({ method }) => method ?? "" },
    {
      title: "works",
      cell: ({ feasible }) => FEASIBLE[feasible],
      look: ({ feasible }, text) =>
        (feasible === "yes" ? paint.good : feasible === "no" ? paint.error : paint.warning)(text),
    },
    { title: "takes", cell: ({ duration }) => range(duration, formatDuration) },
    { title: "pause", cell: ({ pause }) => likely(pause, formatDuration), align: "right" },
  ];
}

/** Whether too little is known to estimate what the copy achieves. */
function isUnknown({ reasons }: ReplicationEntry): boolean {
  return reasons.includes("not-estimated");
}

/** Whether nothing would be lost, by a copy that does not work: what it promises counts for nothing. */
function isVain({ feasible, rpo }: ReplicationEntry): boolean {
  return feasible === "no" && rpo?.worst.high === 0;
}

/** Nothing is lost only as long as the copy is connected; a quorum stops rather than lose. */
function connected(replications: readonly ReplicationEntry[], paint: Paint): string {
  const lossless = replications.some((entry) => entry.mode === "sync" && entry.rpo?.worst.high === 0 && !isVain(entry));
  return lossless ? paint.faint("  An RPO of 0 s holds while both sides are connected.\n") : "";
}

/** What the rules say about the replications and migrations that do not work, or may not. */
function against({ replications, migrations, findings }: EstimateDocument, paint: Paint): string {
  const rules = new Set([...replications, ...migrations].flatMap(({ reasons }) => reasons));
  const reasons = findings.filter(({ rule }) => rules.has(rule));
  if (reasons.length === 0) return "";
  const texts = reasons.map(({ rule, severity, message, file, range }) => {
    const place = `${printable(file)}:${range.start.line + 1}`;
    const title = `  ${paint[severity](rule)} ${paint.faint(place)}\n`;
    return title + wrapText(message, WIDTH, "    ");
  });
  return `${paint.strong("Why not")}\n${texts.join("")}`;
}

function assumptions(
  assumed: readonly Pick<Constant, "name" | "text" | "source" | "overridden">[],
  paint: Paint,
): string {
  if (assumed.length === 0) return "";
  const columns: readonly Column<(typeof assumed)[number]>[] = [
    { title: "constant", cell: ({ name }) => name },
    { title: "value", cell: ({ text }) => printable(text) },
    { title: "because", cell: ({ source }) => printable(source) },
  ];
  return `${paint.strong("Assumed")}${paint.faint(", override with assume { … }")}\n${textTable(assumed, columns, paint)}`;
}

function bytesPerSecond(value: number): string {
  return formatRate(value, "bytes");
}

function percent(value: number): string {
  return value > 10 ? formatRatio(value) : `${formatNumber(value * 100)} %`;
}
