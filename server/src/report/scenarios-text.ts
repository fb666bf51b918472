import type { OptionEntry } from "../estimate/document/option-entry.ts";
import type { DegradedEntry, OutcomeEntry, ScenarioEntry } from "../estimate/document/scenario-entry.ts";
import { formatDuration, formatNumber } from "../quantity/format-quantity.ts";
import { likely, range, shown } from "./figure-text.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { type Column, textTable } from "./text-table.ts";

/** What becomes of each workload in each scenario that hits it, and of copies that cannot go their usual way. */
export function scenariosText(scenarios: readonly ScenarioEntry[], paint: Paint): string {
  const outcomes = scenarios.flatMap(({ name, workloads }) => workloads.map((outcome) => ({ name, ...outcome })));
  const degraded = scenarios.flatMap(({ name, degraded }) => degraded.map((copy) => ({ name, ...copy })));
  return [
    titled("Scenarios", textTable(outcomes, outcomeColumns(paint), paint), paint),
    titled("Copies while something is lost", textTable(degraded, DEGRADED_COLUMNS, paint), paint),
  ].join(outcomes.length > 0 && degraded.length > 0 ? "\n" : "");
}

/** What the designs cost and achieve. */
export function optionsText(options: readonly OptionEntry[], paint: Paint): string {
  return titled("Options", textTable(options, OPTION_COLUMNS, paint), paint);
}

function titled(title: string, table: string, paint: Paint): string {
  return table === "" ? "" : `${paint.strong(title)}\n${table}`;
}

const VERDICTS: Readonly<Record<OutcomeEntry["verdict"], string>> = {
  met: "✓ met",
  "at-risk": "! at risk",
  missed: "✗ missed",
  none: "",
};

function outcomeColumns(paint: Paint): readonly Column<OutcomeEntry & { readonly name: string }>[] {
  return [
    { title: "scenario", cell: ({ name }) => printable(name) },
    { title: "workload", cell: ({ workload }) => printable(workload) },
    { title: "from", cell: ({ copy }) => printable(copy ?? "nothing left") },
    { title: "runs at", cell: ({ at }) => printable(at ?? "") },
    { title: "RPO", cell: ({ rpo }) => range(rpo, formatDuration) },
    { title: "RTO", cell: ({ rto }) => range(rto, formatDuration) },
    { title: "asked", cell: asked },
    {
      title: "verdict",
      cell: ({ verdict }) => VERDICTS[verdict],
      look: ({ verdict }, text) =>
        (verdict === "met" ? paint.good : verdict === "missed" ? paint.error : paint.warning)(text),
    },
  ];
}

/** `15 min / 4 h`: what is expected or promised, loss first. */
function asked({ objective, expect }: OutcomeEntry): string {
  const [rpo, rto] = [expect.rpo ?? objective.rpo, expect.rto ?? objective.rto];
  if (rpo === null && rto === null) return "";
  return [rpo, rto].map((limit) => (limit === null ? "–" : shown(limit, formatDuration))).join(" / ");
}

const DEGRADED_COLUMNS: readonly Column<DegradedEntry & { readonly name: string }>[] = [
  { title: "scenario", cell: ({ name }) => printable(name) },
  { title: "workload", cell: ({ workload }) => printable(workload) },
  { title: "copy", cell: ({ from, to }) => printable(`${from} → ${to}`) },
  { title: "over", cell: ({ route }) => printable(route.length > 0 ? route.join(", ") : "stops") },
  { title: "RPO meanwhile", cell: ({ rpo }) => range(rpo, formatDuration) },
  { title: "journal lasts", cell: ({ journalLasts }) => likely(journalLasts, formatDuration), align: "right" },
];

const OPTION_COLUMNS: readonly Column<OptionEntry>[] = [
  { title: "option", cell: ({ name }) => printable(name) },
  { title: "once", cell: ({ setup }) => shown(setup, formatNumber), align: "right" },
  { title: "a year", cell: ({ yearly }) => shown(yearly, formatNumber), align: "right" },
  { title: "over the horizon", cell: ({ horizonCost }) => shown(horizonCost, formatNumber), align: "right" },
  { title: "met", cell: ({ met }) => String(met), align: "right" },
  { title: "not met", cell: ({ missed }) => String(missed.length), align: "right" },
];
