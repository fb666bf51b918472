import type { CompareDocument, ComparedDesign, DesignEntry } from "./compare-document.ts";
import type { ComparedFinding } from "./compare-findings.ts";
import {
  changeWords,
  costWords,
  designWords,
  horizonWords,
  type MoveRow,
  moveRows,
  paybackWords,
} from "./compare-words.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { type Column, textTable } from "./text-table.ts";
import { wrapText } from "./wrap-text.ts";

/** Columns of the text outside of tables. */
const WIDTH = 110;

/** Designs side by side for a terminal: an overview, then what each changes, moves, and what is found of it. */
export function compareText({ base, designs }: CompareDocument, paint: Paint): string {
  return [overview(base, designs, paint), ...designs.map((design) => designText(design, paint))].join("\n");
}

interface OverviewRow {
  readonly title: string;
  readonly design: DesignEntry;
  readonly payback: string;
}

function overview(base: DesignEntry, designs: readonly ComparedDesign[], paint: Paint): string {
  const rows: readonly OverviewRow[] = [
    { title: designs.some(({ kind }) => kind === "option") ? "as it is" : base.name, design: base, payback: "" },
    ...designs.map((design) => ({ title: design.name, design, payback: paybackWords(design) })),
  ];
  const columns: readonly Column<OverviewRow>[] = [
    { title: "design", cell: ({ title }) => printable(title), look: (_, text) => paint.strong(text) },
    { title: "objectives met", cell: ({ design }) => String(design.met), align: "right" },
    {
      title: "not met",
      cell: ({ design }) => String(design.missed.length),
      align: "right",
      look: ({ design }, text) => (design.missed.length > 0 ? paint.error(text) : text),
    },
    { title: "errors", cell: ({ design }) => String(design.findings.error), align: "right" },
    { title: "warnings", cell: ({ design }) => String(design.findings.warning), align: "right" },
    { title: "setup", cell: ({ design }) => printable(costWords(design.cost).setup), align: "right" },
    { title: "a year", cell: ({ design }) => printable(costWords(design.cost).yearly), align: "right" },
    { title: horizonWords(base), cell: ({ design }) => printable(costWords(design.cost).overall), align: "right" },
    { title: "pays back after", cell: ({ payback }) => printable(payback), align: "right" },
  ];
  return textTable(rows, columns, paint);
}

function designText(design: ComparedDesign, paint: Paint): string {
  const rows = moveRows(design.workloads);
  const changes = design.changes.map((change) => wrapText(changeWords(change), WIDTH, "  ")).join("");
  return [
    `${paint.strong(printable(designWords(design)))}\n`,
    changes === "" ? "  Nothing is changed.\n" : changes,
    rows.length === 0 ? "  No estimate moves.\n" : `\n${textTable(rows, moveColumns(paint), paint)}`,
    findingsText("New", design.findingMoves.new, paint),
    findingsText("Gone", design.findingMoves.gone, paint),
  ].join("");
}

function moveColumns(paint: Paint): readonly Column<MoveRow>[] {
  const look = ({ way }: MoveRow, text: string) =>
    way === "worse" ? paint.error(text) : way === "better" ? paint.good(text) : text;
  return [
    { title: "workload", cell: ({ workload }) => printable(workload) },
    { title: "in", cell: ({ where }) => printable(where) },
    { title: "RPO", cell: ({ rpo }) => printable(rpo) },
    { title: "RTO", cell: ({ rto }) => printable(rto) },
    { title: "per write", cell: ({ latency }) => printable(latency) },
    { title: "verdict", cell: ({ verdict }) => printable(verdict), look },
    { title: "penalty", cell: ({ penalty }) => printable(penalty) },
  ];
}

function findingsText(title: string, findings: readonly ComparedFinding[], paint: Paint): string {
  if (findings.length === 0) return "";
  const lines = findings.map(({ rule, severity, message, of }) => {
    const where = of === null ? "" : `${of}: `;
    return `  ${paint[severity](severity)} ${paint.strong(rule)}\n${wrapText(`${where}${message}`, WIDTH, "    ")}`;
  });
  return `\n  ${title} findings\n${lines.join("")}`;
}
