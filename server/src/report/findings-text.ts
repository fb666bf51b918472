import { SEVERITIES, type Severity } from "../base/severity.ts";
import { displayWidth } from "./display-width.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import type { RelatedEntry, ReportedFinding } from "./reported-findings.ts";

/** Findings for a terminal: place, severity, message and rule on a line, below it the text with what is meant underlined. */
export function findingsText(findings: readonly ReportedFinding[], paint: Paint): string {
  return findings.map((finding) => `${findingText(finding, paint)}\n`).join("");
}

function findingText(finding: ReportedFinding, paint: Paint): string {
  const { rule, severity, message, range, file, related } = finding;
  const place = paint.strong(`${placeText(file, range.start)}:`);
  const title = `${place} ${paint[severity](`${severity}:`)} ${printable(message)} ${paint.faint(`[${rule}]`)}`;
  return [title, ...excerpt(finding, paint), ...related.map((entry) => relatedText(entry, paint)), ""].join("\n");
}

function relatedText({ file, at, message }: RelatedEntry, paint: Paint): string {
  return `  ${paint.faint(`${placeText(file, at)}:`)} ${printable(message)}`;
}

/** Counts from one, as editors show it. */
function placeText(file: string, { line, character }: { readonly line: number; readonly character: number }): string {
  return `${printable(file)}:${line + 1}:${character + 1}`;
}

/** The most of a line that is shown, in code units: lines of converted JSON are endless. */
const WIDEST = 120;
/** How much of a long line is shown before what is meant. */
const BEFORE = 40;

function excerpt({ lines, range, severity }: ReportedFinding, paint: Paint): readonly string[] {
  const line = lines.line(range.start.line);
  if (line.trim() === "") return [];
  const last = range.end.line === range.start.line ? Math.min(range.end.character, line.length) : line.trimEnd().length;
  const from = line.length > WIDEST && range.start.character > BEFORE ? range.start.character - BEFORE : 0;
  const to = Math.min(line.length, from + WIDEST);
  const [head, tail] = [from > 0 ? "…" : "", to < line.length ? "…" : ""];
  const number = String(range.start.line + 1);
  const margin = (text: string) => paint.faint(`${text.padStart(Math.max(4, number.length + 1))} │ `);
  const before = displayWidth(printable(head + line.slice(from, range.start.character)));
  const marked = displayWidth(printable(line.slice(range.start.character, Math.min(last, to))));
  return [
    `${margin(number)}${head}${printable(line.slice(from, to))}${tail}`,
    `${margin("")}${" ".repeat(before)}${paint[severity]("^".repeat(Math.max(1, marked)))}`,
  ];
}

/** `2 errors, 1 warning in 3 plans (1 suppressed).`; what is not there is not mentioned. A line of its own. */
export function findingsSummary(
  severities: readonly Severity[],
  plans: number,
  paint: Paint,
  notes: readonly string[] = [],
): string {
  const where = plans === 1 ? "1 plan" : `${plans} plans`;
  const counts = SEVERITIES.flatMap((severity) => {
    const count = severities.filter((one) => one === severity).length;
    return count === 0 ? [] : [paint[severity](counted(count, severity))];
  });
  const noted = notes.length === 0 ? "" : paint.faint(` (${notes.join(", ")})`);
  return `${counts.length === 0 ? paint.good("No findings") : counts.join(", ")} in ${where}${noted}.\n`;
}

function counted(count: number, severity: Severity): string {
  const plural = severity === "info" ? "infos" : `${severity}s`;
  return `${count} ${count === 1 ? severity : plural}`;
}
