import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";
import { schemaAsRead } from "../../scripts/schema-as-read.ts";
import { withoutRulePages } from "../../scripts/without-rule-pages.ts";
import type { EditLimits } from "./measure-edits.ts";
import type { Summary } from "./summary.ts";

/** What the model takes for a plan in which everything shares links and every scenario is estimated. Milliseconds. */
export interface ModelMeasures {
  readonly workloads: number;
  /** How many scenarios there are, and how many recoveries in them. */
  readonly scenarios: number;
  readonly recoveries: number;
  readonly read: number;
  /** The first analysis in a fresh process: estimates, all scenarios, findings. */
  readonly cold: number;
  /** Processor time of the same, with what compiles and collects garbage beside it. */
  readonly coldCpu: number;
  /** After the first edit of a workload's change rate, everything up to date again: most of the code is not compiled yet. */
  readonly firstEdit: number;
  /** The edits that follow, each of another workload, while more and more of the code is compiled. */
  readonly warmingUp: Summary;
  /** The same after those. */
  readonly edit: Summary;
  /** Mean processor time of the same, with what compiles and collects garbage beside it. */
  readonly editCpu: number;
  /** What an edit changes: copies that get another estimate, and scenarios; means. */
  readonly changed: { readonly copies: number; readonly scenarios: number };
  /** What is in use after all that, collected; bytes. */
  readonly heap: number;
}

/** Bundles what measures, as the server is bundled: so that a cold start does not wait for a compiler of TypeScript. Its path. */
export async function bundleModel(folder: string): Promise<string> {
  const outfile = join(folder, "model-process.cjs");
  await build({
    entryPoints: [join(import.meta.dirname, "model-process.ts")],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    plugins: [schemaAsRead, withoutRulePages],
    logLevel: "warning",
  });
  return outfile;
}

/** An edit here runs more of the code than one in a plan of clusters: it takes as many times more of them until that is compiled. */
const WARMING_UP = 4;

/** Measures in a process of its own, which has run none of the code before. */
export function measureModel(bundle: string, workloads: number, { edits, warmUp }: EditLimits): ModelMeasures {
  const args = ["--expose-gc", bundle, ...[workloads, edits, WARMING_UP * warmUp].map(String)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1e8 })) as ModelMeasures;
}
