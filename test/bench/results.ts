import type { BenchServer } from "./bench-servers.ts";
import type { Damage } from "./break-plan.ts";
import { formatTable } from "./format-table.ts";
import type { EditMeasures, EditSeries } from "./measure-edits.ts";
import type { EngineMeasures } from "./measure-engine.ts";
import type { ModelMeasures } from "./measure-model.ts";
import type { Summary } from "./summary.ts";

/** One file in one server; `failure` says why there are no measures. */
export interface EditResult {
  readonly server: BenchServer["id"];
  readonly declarations: number;
  readonly text: "valid" | Damage;
  readonly bytes: number;
  readonly measures?: EditMeasures;
  readonly failure?: string;
}

/** The engine without a server, on one file. */
export interface EngineResult {
  readonly declarations: number;
  readonly text: "valid" | Damage;
  readonly measures?: EngineMeasures;
  readonly failure?: string;
}

/** The model on a plan in which everything shares links. */
export interface ModelResult {
  readonly workloads: number;
  readonly measures?: ModelMeasures;
  readonly failure?: string;
}

export interface ServerResult {
  readonly server: BenchServer["id"];
  readonly version?: string;
  readonly coldStart?: Summary;
  readonly failure?: string;
}

/** All that a run of the benchmark measured; times in milliseconds, sizes in bytes. */
export interface BenchResults {
  readonly at: string;
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly servers: readonly ServerResult[];
  readonly edits: readonly EditResult[];
  readonly engine: readonly EngineResult[];
  readonly model: readonly ModelResult[];
  /** drplan's edits at 10 000 declarations over those at 1 000: median latency, mean processor time, median of the engine alone; of the model, workloads. */
  readonly growth: Readonly<Record<string, number>>;
  /** Median latency of an edit in a valid file, other server / drplan, by server and declarations. */
  readonly ratios: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly bundles: Readonly<Record<string, number>>;
}

/** Which kinds of edit a file is measured with. */
const KINDS = ["number", "name"] as const;

/** How much more drplan's edits take at 10 000 declarations than at 1 000, by text, kind of edit and measure; and the model, by workloads. */
export function growthOf(
  edits: readonly EditResult[],
  engine: readonly EngineResult[],
  model: readonly ModelResult[],
): Readonly<Record<string, number>> {
  const growth: Record<string, number> = {};
  const own = edits.filter((edit) => edit.server === "drplan");
  for (const [text, small, large] of grown(own)) {
    for (const kind of KINDS) {
      const [from, to] = [small[kind], large[kind]];
      growth[`${text}, ${kind}, latency`] = to.latency.p50 / from.latency.p50;
      if (from.cpu !== undefined && to.cpu !== undefined) growth[`${text}, ${kind}, cpu`] = to.cpu / from.cpu;
    }
  }
  for (const [text, small, large] of grown(engine)) {
    for (const kind of KINDS) growth[`${text}, ${kind}, engine`] = large[kind].p50 / small[kind].p50;
  }
  const [small, large] = [1_000, 10_000].map((size) => model.find(({ workloads }) => workloads === size)?.measures);
  if (small && large) {
    growth["model, cold"] = large.cold / small.cold;
    growth["model, edit"] = large.edit.p50 / small.edit.p50;
    growth["model, heap"] = large.heap / small.heap;
  }
  return growth;
}

/** The measures of the same text at 1 000 and at 10 000 declarations. */
function grown<M>(
  rows: readonly { readonly declarations: number; readonly text: string; readonly measures?: M }[],
): readonly (readonly [string, M, M])[] {
  return rows
    .filter((row) => row.declarations === 10_000)
    .flatMap(({ text, measures: large }) => {
      const small = rows.find((row) => row.declarations === 1_000 && row.text === text)?.measures;
      return small === undefined || large === undefined ? [] : [[text, small, large] as const];
    });
}

/** How much longer the other servers take than drplan, at each number of declarations; the mean over both kinds of edit. */
export function ratiosOf(edits: readonly EditResult[]): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const ratios: Record<string, Record<string, number>> = {};
  for (const other of edits.filter((edit) => edit.server !== "drplan")) {
    const own = edits.find(
      (edit) => edit.server === "drplan" && edit.text === "valid" && edit.declarations === other.declarations,
    );
    if (own?.measures === undefined || other.measures === undefined) continue;
    ratios[other.server] ??= {};
    const row = ratios[other.server];
    if (row !== undefined) row[String(other.declarations)] = typical(other.measures) / typical(own.measures);
  }
  return ratios;
}

/** The results as tables for people. */
export function formatResults(results: BenchResults): string {
  const { machine } = results;
  const parts = [`${machine.processor}, ${machine.cores} cores, Node ${machine.node}, ${results.at}`];
  parts.push(
    formatTable([
      ["server", "version", "cold start p50", "p95", ""],
      ...results.servers.map((row) => [
        row.server,
        row.version ?? "",
        milliseconds(row.coldStart?.p50),
        milliseconds(row.coldStart?.p95),
        row.failure ?? "",
      ]),
    ]),
  );
  const heads = [
    "file",
    "kB",
    "",
    "open",
    "heap MB",
    "number p50",
    "p95",
    "cpu",
    "name p50",
    "p95",
    "cpu",
    "diagnostics",
  ];
  parts.push(`Milliseconds from an edit to its diagnostics:\n${formatTable([heads, ...results.edits.map(editRow)])}`);
  if (results.engine.length > 0) {
    const engineHeads = [
      "drplan's engine alone",
      "parse",
      "analysis",
      "number p50",
      "p95",
      "name p50",
      "p95",
      "findings",
    ];
    parts.push(formatTable([engineHeads, ...results.engine.map(engineRow)]));
  }
  if (results.model.length > 0) {
    const heads = [
      "shared links, workloads",
      "scenarios",
      "recoveries",
      "read",
      "cold",
      "cpu",
      "first edit",
      "warming up p50",
      "edit p50",
      "p95",
      "cpu",
      "copies",
      "scenarios",
      "heap MB",
    ];
    parts.push(formatTable([heads, ...results.model.map(modelRow)]));
  }
  const ratios = Object.entries(results.ratios).map(([server, row]) => [
    server,
    ...Object.entries(row).map(([declarations, ratio]) => `${declarations}: ${ratio.toFixed(1)}x`),
  ]);
  if (ratios.length > 0) parts.push(`Edit latency, other / drplan:\n${formatTable([["server"], ...ratios])}`);
  const growth = Object.entries(results.growth).map(([name, factor]) => [name, `${factor.toFixed(1)}x`]);
  if (growth.length > 0)
    parts.push(
      `drplan, 10 000 / 1 000 declarations, or workloads of the model:\n${formatTable([["edit", "growth"], ...growth])}`,
    );
  const bundles = Object.entries(results.bundles).map(([name, size]) => [name, (size / 1000).toFixed(1)]);
  if (bundles.length > 0) parts.push(formatTable([["bundle", "kB"], ...bundles]));
  return parts.join("\n\n");
}

function editRow(row: EditResult): readonly string[] {
  const file = `${row.server} ${row.declarations}${row.text === "valid" ? "" : ` ${row.text}`}`;
  const size = (row.bytes / 1000).toFixed(0);
  if (row.measures === undefined) return [file, size, row.failure ?? ""];
  const { mode, open, heap, number, name } = row.measures;
  const memory = heap === undefined ? "" : (heap / 1e6).toFixed(1);
  const counts = `${name.diagnostics.deleted} -> ${name.diagnostics.inserted}`;
  return [file, size, mode, milliseconds(open), memory, ...seriesCells(number), ...seriesCells(name), counts];
}

function engineRow(row: EngineResult): readonly string[] {
  const file = `${row.declarations}${row.text === "valid" ? "" : ` ${row.text}`}`;
  if (row.measures === undefined) return [file, row.failure ?? ""];
  const { parse, analysis, number, name, findings } = row.measures;
  const times = [parse, analysis, number.p50, number.p95, name.p50, name.p95].map(milliseconds);
  return [file, ...times, String(Object.values(findings).reduce((sum, count) => sum + count, 0))];
}

function modelRow({ workloads, measures, failure }: ModelResult): readonly string[] {
  if (measures === undefined) return [String(workloads), failure ?? ""];
  const { scenarios, recoveries, read, cold, coldCpu, firstEdit, warmingUp, edit, editCpu, changed, heap } = measures;
  const times = [read, cold, coldCpu, firstEdit, warmingUp.p50, edit.p50, edit.p95, editCpu].map(milliseconds);
  const what = [changed.copies.toFixed(0), changed.scenarios.toFixed(0), (heap / 1e6).toFixed(0)];
  return [String(workloads), String(scenarios), String(recoveries), ...times, ...what];
}

function seriesCells(series: EditSeries): readonly string[] {
  return [milliseconds(series.latency.p50), milliseconds(series.latency.p95), milliseconds(series.cpu)];
}

function milliseconds(value: number | undefined): string {
  if (value === undefined) return "";
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

function typical(measures: EditMeasures): number {
  return (measures.number.latency.p50 + measures.name.latency.p50) / 2;
}
