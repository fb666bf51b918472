import { cell, codeSpan, plain } from "../base/markdown.ts";
import type { CompareDocument, ComparedDesign } from "./compare-document.ts";
import type { ComparedFinding } from "./compare-findings.ts";
import { changeWords, costWords, designWords, horizonWords, moveRows, paybackWords } from "./compare-words.ts";

/** The same for a pull request, in the Markdown of GitHub. */
export function compareMarkdown({ base, designs }: CompareDocument): string {
  return `${designs.map((design) => designMarkdown(base, design)).join("\n\n")}\n`;
}

function designMarkdown(base: CompareDocument["base"], design: ComparedDesign): string {
  const against = design.kind === "option" ? "the plan as it is" : base.name;
  const { findingMoves, changes } = design;
  const parts = [
    `### ${plain(designWords(design))}, against ${plain(against)}`,
    summary(base, design),
    movesTable(design),
    findingList("New findings", findingMoves.new),
    findingList("Findings gone", findingMoves.gone),
    folded(
      `What changed (${changes.length})`,
      changes.map((change) => `- ${plain(changeWords(change))}`),
    ),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Objectives and costs, as far as there are any. */
function summary(base: CompareDocument["base"], design: ComparedDesign): string {
  const counts = ({ met, missed }: { readonly met: number; readonly missed: readonly unknown[] }) =>
    `${met} of ${met + missed.length}`;
  const [was, is] = [costWords(base.cost), costWords(design.cost)];
  const rows = [
    ["objectives met", counts(base), counts(design)],
    ["setup", was.setup, is.setup],
    ["a year", was.yearly, is.yearly],
    [horizonWords(base), was.overall, is.overall],
    ["pays back after", "", paybackWords(design)],
  ].filter(([, ...values]) => values.some((value) => value !== ""));
  return table(["", "before", "after"], rows);
}

function movesTable({ workloads }: ComparedDesign): string {
  const rows = moveRows(workloads);
  if (rows.length === 0) return "No estimate moves.";
  const columns = [
    { title: "workload", of: rows.map(({ workload }) => plain(workload)) },
    { title: "in", of: rows.map(({ where }) => plain(where)) },
    { title: "RPO", of: rows.map(({ rpo }) => rpo) },
    { title: "RTO", of: rows.map(({ rto }) => rto) },
    { title: "per write", of: rows.map(({ latency }) => latency) },
    { title: "verdict", of: rows.map(({ verdict, way }) => (way === "same" ? verdict : `**${verdict}**`)) },
    { title: "penalty", of: rows.map(({ penalty }) => penalty) },
  ].filter(({ of }) => of.some((text) => text !== ""));
  return table(
    columns.map(({ title }) => title),
    rows.map((_, index) => columns.map(({ of }) => of[index] ?? "")),
  );
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(titles), `|${titles.map(() => ":--|").join("")}`, ...rows.map(line)].join("\n");
}

function findingList(title: string, findings: readonly ComparedFinding[]): string {
  if (findings.length === 0) return "";
  const lines = findings.map(({ rule, severity, message, of }) => {
    const where = of === null ? "" : ` on ${codeSpan(of)}`;
    return `- ${severity} ${codeSpan(rule)}${where}: ${plain(message)}`;
  });
  return `**${title}**\n\n${lines.join("\n")}`;
}

function folded(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `<details><summary>${title}</summary>\n\n${lines.join("\n")}\n\n</details>`;
}
