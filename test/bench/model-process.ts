import { type Analysis, analyse } from "../../server/src/analysis.ts";
import { workloadOf } from "../../server/src/model/bind.ts";
import { lookUp } from "../../server/src/model/plan.ts";
import { editPlanFile, readPlanFile } from "../../server/src/workspace/plan-file.ts";
import { generateSharedPlan } from "./generate-shared-plan.ts";
import type { ModelMeasures } from "./measure-model.ts";
import { summarise } from "./summary.ts";

// The process that `measureModel` starts: it says what it measured as JSON, and ends.

const URI = "file:///bench.drplan";

function measure(workloads: number, edits: number, warmUp: number): ModelMeasures {
  const text = generateSharedPlan(workloads);
  const start = performance.now();
  let file = readPlanFile(URI, text);
  const read = performance.now();
  const beforeCold = processorTime();
  let analysis = analyse(URI, () => file);
  const cold = performance.now();
  const coldCpu = processorTime() - beforeCold;
  let editCpu = 0;
  const times: number[] = [];
  const changed = { copies: 0, scenarios: 0 };
  const all = warmUp + edits;
  for (let edit = 0; edit < all; edit++) {
    const name = `w${Math.floor(((edit + 0.5) / all) * workloads)}`;
    // One digit for another, so that offsets stay right: `change 2 MB/s; change …` with another first digit.
    const at = text.indexOf("change ", text.indexOf(`workload ${name} `)) + "change ".length;
    const before = analysis;
    const begin = performance.now();
    const beforeEdit = processorTime();
    file = editPlanFile(file, { span: { start: at, end: at + 1 }, text: text[at] === "2" ? "1" : "2" });
    const now = file;
    analysis = analyse(URI, () => now, before);
    times.push(performance.now() - begin);
    if (edit >= warmUp) editCpu += (processorTime() - beforeEdit) / edits;
    if (changeOf(before, name) === changeOf(analysis, name)) throw new Error(`'${name}' changes as much as before.`);
    changed.copies += differing(before.estimated.replications, analysis.estimated.replications) / all;
    changed.scenarios += differing(before.estimated.scenarios.byName, analysis.estimated.scenarios.byName) / all;
  }
  const scenarios = [...analysis.estimated.scenarios.byName.values()];
  globalThis.gc?.();
  return {
    workloads,
    scenarios: scenarios.length,
    recoveries: scenarios.reduce((sum, { outcomes }) => sum + outcomes.length, 0),
    read: read - start,
    cold: cold - read,
    coldCpu,
    firstEdit: times[0] ?? Number.NaN,
    warmingUp: summarise(times.slice(1, warmUp)),
    edit: summarise(times.slice(warmUp)),
    editCpu,
    changed,
    heap: process.memoryUsage().heapUsed,
  };
}

/** Of this process, milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What a workload writes, as text. */
function changeOf({ plan }: Analysis, workload: string): string {
  return JSON.stringify(workloadOf(lookUp(plan, workload))?.change);
}

interface Entries<K> {
  readonly get: (key: K) => object | undefined;
  readonly entries: () => Iterable<readonly [K, object]>;
}

/** How many entries are others than before. */
function differing<K>(before: Entries<K>, after: Entries<K>): number {
  let count = 0;
  for (const [key, value] of after.entries()) if (before.get(key) !== value) count++;
  return count;
}

const [workloads = 1000, edits = 20, warmUp = 40] = process.argv.slice(2).map(Number);
process.stdout.write(JSON.stringify(measure(workloads, edits, warmUp)));
