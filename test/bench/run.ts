import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BENCH_SERVERS, type BenchServer, type Located, prepareWorkspace } from "./bench-servers.ts";
import { breakPlan } from "./break-plan.ts";
import { bundleSizes } from "./bundle-sizes.ts";
import { measureColdStart } from "./measure-cold-start.ts";
import { type EditLimits, measureEdits } from "./measure-edits.ts";
import { measureEngine } from "./measure-engine.ts";
import { bundleModel, measureModel } from "./measure-model.ts";
import {
  type BenchResults,
  type EditResult,
  type EngineResult,
  formatResults,
  growthOf,
  type ModelResult,
  ratiosOf,
  type ServerResult,
} from "./results.ts";

const USAGE = `npm run bench -- [options]
  --quick            drplan alone, small files, few edits
  --servers a,b      of ${BENCH_SERVERS.map((server) => server.id).join(", ")} (default: all)
  --sizes 100,1000   declarations (default: 100, 1000, 10000, and for drplan 100000)
  --texts valid,...  of valid, missing-brace, unclosed-string; the broken ones for drplan alone (default: all)
  --model 1000,...   workloads of the plan with shared links and all scenarios (default: 100, 1000, 3000, 10000)
  --edits 30         edits that count, of each kind
  --budget 60        seconds for a series of edits
  --starts 10        cold starts of drplan; the others get a third (0: none)
Measures language servers as an editor feels them; writes .bench/results.json.`;

const ROOT = join(import.meta.dirname, "..", "..");
/** Where tools, workspaces and results go; not part of the repository. */
const FOLDER = join(ROOT, ".bench");
const TEXTS = ["valid", "missing-brace", "unclosed-string"] as const;
/** Lines of the file that cold starts open. */
const COLD_START_LINES = 300;
/** Edits before those that count: the server's code gets compiled. */
const WARM_UP = 10;

interface Options {
  readonly servers: readonly BenchServer[];
  readonly sizes: readonly number[];
  readonly texts: readonly (typeof TEXTS)[number][];
  readonly model: readonly number[];
  readonly limits: EditLimits;
  readonly starts: number;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === undefined) {
    console.log(USAGE);
    return;
  }
  const servers: ServerResult[] = [];
  const edits: EditResult[] = [];
  const engine = benchEngine(options);
  const model = await benchModel(options);
  for (const server of options.servers) {
    try {
      const at = await server.locate(join(FOLDER, "tools"));
      servers.push(await benchServer(server, at, options, edits));
    } catch (problem) {
      servers.push({ server: server.id, failure: reason(problem) });
    }
  }
  const results: BenchResults = {
    at: new Date().toISOString(),
    machine: { processor: cpus()[0]?.model ?? "unknown processor", cores: cpus().length, node: process.versions.node },
    servers,
    edits,
    engine,
    model,
    growth: growthOf(edits, engine, model),
    ratios: ratiosOf(edits),
    bundles: await bundleSizes(ROOT),
  };
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, "results.json"), `${JSON.stringify(results, undefined, 2)}\n`);
  console.log(`\n${formatResults(results)}`);
}

function benchEngine(options: Options): readonly EngineResult[] {
  const results: EngineResult[] = [];
  const server = options.servers.find((candidate) => candidate.id === "drplan");
  if (server === undefined) return results;
  for (const declarations of options.sizes) {
    const valid = server.generate(declarations);
    for (const text of options.texts) {
      progress(`drplan's engine: ${declarations} declarations, ${text}`);
      const content = text === "valid" ? valid : breakPlan(valid, text);
      try {
        results.push({ declarations, text, measures: measureEngine(content, server.spots, options.limits) });
      } catch (problem) {
        results.push({ declarations, text, failure: reason(problem) });
      }
    }
  }
  return results;
}

async function benchModel(options: Options): Promise<readonly ModelResult[]> {
  if (!options.servers.some(({ id }) => id === "drplan")) return [];
  const bundle = await bundleModel(FOLDER);
  return options.model.map((workloads) => {
    progress(`drplan's model: ${workloads} workloads on shared links`);
    try {
      return { workloads, measures: measureModel(bundle, workloads, options.limits) };
    } catch (problem) {
      return { workloads, failure: reason(problem) };
    }
  });
}

async function benchServer(
  server: BenchServer,
  at: Located,
  options: Options,
  edits: EditResult[],
): Promise<ServerResult> {
  for (const declarations of options.sizes) {
    // The largest size is drplan's own goal; at a slow server's pace it would take hours.
    if (server.id !== "drplan" && declarations > 10_000) continue;
    const valid = server.generate(declarations);
    for (const text of options.texts) {
      if (text !== "valid" && server.id !== "drplan") continue;
      const content = text === "valid" ? valid : breakPlan(valid, text);
      progress(`${server.id}: ${declarations} declarations, ${text}`);
      const launch = await prepareWorkspace(server, at, workspace(server, `${declarations}-${text}`), content);
      const row = { server: server.id, declarations, text, bytes: Buffer.byteLength(content) };
      try {
        edits.push({ ...row, measures: await measureEdits(launch, content, server.spots, options.limits) });
      } catch (problem) {
        edits.push({ ...row, failure: reason(problem) });
      }
    }
  }
  const starts = server.id === "drplan" ? options.starts : Math.ceil(options.starts / 3);
  if (starts === 0) return { server: server.id, version: at.version };
  progress(`${server.id}: cold start`);
  const text = textOfLines(server, COLD_START_LINES);
  const launch = await prepareWorkspace(server, at, workspace(server, "cold-start"), text);
  return { server: server.id, version: at.version, coldStart: await measureColdStart(launch, text, starts) };
}

/** The smallest generated text with at least so many lines. */
function textOfLines(server: BenchServer, lines: number): string {
  for (let declarations = 20; ; declarations++) {
    const text = server.generate(declarations);
    if (text.split("\n").length > lines) return text;
  }
}

function workspace(server: BenchServer, name: string): string {
  return join(FOLDER, "workspaces", server.id, name);
}

/** Undefined when help is wanted. Throws on an argument that is unknown or wrong. */
function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      servers: { type: "string" },
      sizes: { type: "string" },
      texts: { type: "string" },
      model: { type: "string" },
      edits: { type: "string" },
      budget: { type: "string" },
      starts: { type: "string" },
    },
  });
  if (values.help) return undefined;
  const { quick } = values;
  const ids = list(values.servers) ?? (quick ? ["drplan"] : BENCH_SERVERS.map((server) => server.id));
  return {
    servers: ids.map((id) => choice(id, BENCH_SERVERS, (server) => server.id)),
    sizes: list(values.sizes)?.map(count) ?? (quick ? [100, 1_000] : [100, 1_000, 10_000, 100_000]),
    texts: list(values.texts)?.map((text) => choice(text, TEXTS, String)) ?? TEXTS,
    model: list(values.model)?.map(count) ?? (quick ? [100, 1_000] : [100, 1_000, 3_000, 10_000]),
    limits: {
      edits: count(values.edits ?? (quick ? "10" : "30")),
      warmUp: quick ? 4 : WARM_UP,
      budget: count(values.budget ?? "60") * 1000,
    },
    starts: count(values.starts ?? (quick ? "3" : "10")),
  };
}

function list(value: string | undefined): readonly string[] | undefined {
  return value?.split(",").map((part) => part.trim());
}

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`'${text}' is not a whole number.\n${USAGE}`);
  return Number(text);
}

function choice<T>(id: string, choices: readonly T[], idOf: (choice: T) => string): T {
  const found = choices.find((candidate) => idOf(candidate) === id);
  if (found === undefined) throw new Error(`'${id}' is none of ${choices.map(idOf).join(", ")}.\n${USAGE}`);
  return found;
}

function progress(message: string): void {
  process.stderr.write(`${message}\n`);
}

function reason(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

main().catch((problem: unknown) => {
  console.error(reason(problem));
  process.exitCode = 2;
});
