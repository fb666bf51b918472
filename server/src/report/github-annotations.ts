import type { Severity } from "../base/severity.ts";
import type { FindingEntry } from "../estimate/document/finding-entry.ts";

/** Findings as workflow commands of GitHub Actions, which shows them at the lines of a pull request. */
export function githubAnnotations(findings: readonly FindingEntry[]): string {
  return findings.map((finding) => `${annotation(finding)}\n`).join("");
}

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
};

/** Lines and columns count from one; columns only count where all is on one line. */
function annotation({ rule, severity, message, file, range: { start, end } }: FindingEntry): string {
  const columns: readonly (readonly [string, string | number])[] =
    start.line === end.line
      ? [
          ["col", start.character + 1],
          ["endColumn", Math.max(end.character, start.character + 1)],
        ]
      : [];
  const properties = [
    ["file", file],
    ["line", start.line + 1],
    ["endLine", end.line + 1],
    ...columns,
    ["title", rule],
  ] as const;
  const written = properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`).join(",");
  return `::${LEVELS[severity]} ${written}::${escaped(message)}`;
}

/** Source: the runner's reading of commands, which undoes exactly these. */
function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
