import { execFileSync } from "node:child_process";
import { analyse } from "../../server/src/analysis.ts";
import { editPlanFile, readPlanFile } from "../../server/src/workspace/plan-file.ts";
import { generateSharedPlan } from "./generate-shared-plan.ts";
import { type Summary, summarise } from "./summary.ts";

/** What the model takes for a plan in which everything shares links and every scenario is estimated. Milliseconds. */
export interface ModelMeasures {
  readonly workloads: number;
  /** How many scenarios there are, and how many recoveries in them. */
  readonly scenarios: number;
  readonly recoveries: number;
  readonly read: number;
  /** The first analysis in a fresh process: estimates, all scenarios, findings. */
  readonly cold: number;
  /** After an edit of one workload's change rate, everything up to date again. */
  readonly edit: Summary;
}

/** Measures in a process of its own, which has run none of the code before. */
export function measureModel(workloads: number, edits: number): ModelMeasures {
  const args = ["--import", "tsx", import.meta.filename, String(workloads), String(edits)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1e8 })) as ModelMeasures;
}

const URI = "file:///bench.drplan";

function measure(workloads: number, edits: number): ModelMeasures {
  const text = generateSharedPlan(workloads);
  const start = performance.now();
  let file = readPlanFile(URI, text);
  const read = performance.now();
  let analysis = analyse(URI, () => file);
  const cold = performance.now();
  const times: number[] = [];
  // The same length before and after, so that offsets stay right: `change 2 MB/s; change …` with another first digit.
  for (let edit = 0; edit < edits; edit++) {
    const workload = Math.floor(((edit + 0.5) / edits) * workloads);
    const at = text.indexOf("change ", text.indexOf(`workload w${workload} `)) + "change ".length;
    const before = performance.now();
    file = editPlanFile(file, { span: { start: at, end: at + 1 }, text: text[at] === "2" ? "1" : "2" });
    const now = file;
    analysis = analyse(URI, () => now, analysis);
    times.push(performance.now() - before);
  }
  const scenarios = [...analysis.estimated.scenarios.byName.values()];
  return {
    workloads,
    scenarios: scenarios.length,
    recoveries: scenarios.reduce((sum, { outcomes }) => sum + outcomes.length, 0),
    read: read - start,
    cold: cold - read,
    edit: summarise(times),
  };
}

if (process.argv[1] === import.meta.filename) {
  const [workloads, edits] = process.argv.slice(2).map(Number);
  process.stdout.write(JSON.stringify(measure(workloads ?? 1000, edits ?? 20)));
}
