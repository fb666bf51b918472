import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { generateLikec4 } from "./generate-likec4.ts";
import { generatePlan } from "./generate-plan.ts";
import { generateTypescript } from "./generate-typescript.ts";
import { generateTypespec } from "./generate-typespec.ts";
import { generateYaml, YAML_SCHEMA, YAML_SCHEMA_FILE } from "./generate-yaml.ts";
import { installTool, newerNode, type Tool } from "./install-tool.ts";
import type { Launch } from "./lsp-client.ts";

/** A language server to measure. */
export interface BenchServer {
  readonly id: "drplan" | "tsc" | "likec4" | "yaml" | "typespec";
  readonly languageId: string;
  /** Name of the measured file in its workspace. */
  readonly file: string;
  readonly generate: (declarations: number, seed?: number) => string;
  /** Places for the edits: the character goes in behind the match that follows the middle of the text. */
  readonly spots: { readonly number: RegExp; readonly name: RegExp };
  /** Further files of the workspace, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** What the client answers to `workspace/configuration`, by section. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Finds or installs the server; rejects when that fails. */
  readonly locate: (cache: string) => Promise<Located>;
}

/** The command of a server, and its version for the record. */
export interface Located {
  readonly version: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly probe: boolean;
}

const ROOT = join(import.meta.dirname, "..", "..");
const PROBE_ARGS = ["--expose-gc", "--require", join(import.meta.dirname, "process-probe.cjs")];

export const BENCH_SERVERS: readonly BenchServer[] = [
  {
    id: "drplan",
    languageId: "drplan",
    file: "bench.drplan",
    generate: generatePlan,
    spots: { number: /^workload [^{]*\{[^}]*change \d/m, name: /needs +[a-z]/ },
    files: {},
    settings: {},
    locate: async () => {
      const manifest: { version: string } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
      const script = join(ROOT, "server", "dist", "cli.js");
      await access(script).catch(() => Promise.reject(new Error("It is not built: run `npm run build` first.")));
      const args = [...PROBE_ARGS, script, "lsp", "--stdio"];
      return { version: manifest.version, command: process.execPath, args, probe: true };
    },
  },
  {
    id: "tsc",
    languageId: "typescript",
    file: "bench.ts",
    generate: generateTypescript,
    spots: { number: /size: \d/, name: /upstream: service\d/ },
    files: {
      "tsconfig.json":
        '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [] }, "files": ["bench.ts"] }\n',
    },
    settings: {},
    locate: async () => {
      const manifestPath = createRequire(import.meta.url).resolve("typescript/package.json");
      const manifest: { version: string } = JSON.parse(await readFile(manifestPath, "utf8"));
      const args = [join(dirname(manifestPath), "bin", "tsc"), "--lsp", "--stdio"];
      // The script only starts the native server: a probe in it would see nothing.
      return { version: manifest.version, command: process.execPath, args, probe: false };
    },
  },
  {
    id: "likec4",
    languageId: "likec4",
    file: "bench.c4",
    generate: generateLikec4,
    spots: { number: /Keeps \d/, name: /-> s\d+\.w/ },
    files: {},
    settings: {},
    locate: (cache) => locateScript({ name: "likec4", version: "1.59.4" }, "likec4", ["lsp", "--stdio"], cache),
  },
  {
    id: "yaml",
    languageId: "yaml",
    file: "bench.yaml",
    generate: generateYaml,
    spots: { number: /size: \d/, name: /tier: [a-z]/ },
    files: { [YAML_SCHEMA_FILE]: JSON.stringify(YAML_SCHEMA) },
    settings: { yaml: { validate: true, schemaStore: { enable: false } } },
    locate: (cache) =>
      locateScript({ name: "yaml-language-server", version: "2.0.0" }, "yaml-language-server", ["--stdio"], cache),
  },
  {
    id: "typespec",
    languageId: "typespec",
    file: "main.tsp",
    generate: generateTypespec,
    spots: { number: /maxLength\(\d/, name: /upstream\?: S/ },
    files: {},
    settings: {},
    locate: (cache) =>
      locateScript({ name: "@typespec/compiler", version: "1.17.0" }, "tsp-server", ["--stdio"], cache),
  },
];

/** Writes the server's workspace for a text and says how to start it there. */
export async function prepareWorkspace(
  server: BenchServer,
  at: Located,
  folder: string,
  text: string,
): Promise<Launch> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries({ ...server.files, [server.file]: text })) {
    await writeFile(join(folder, name), content);
  }
  const { command, args, probe } = at;
  return {
    command,
    args,
    probe,
    folder,
    file: server.file,
    languageId: server.languageId,
    settings: server.settings,
  };
}

async function locateScript(tool: Tool, script: string, args: readonly string[], cache: string): Promise<Located> {
  const installed = join(await installTool(tool, cache), "node_modules", tool.name);
  const manifest: { bin: Readonly<Record<string, string>> } = JSON.parse(
    await readFile(join(installed, "package.json"), "utf8"),
  );
  const path = manifest.bin[script];
  if (path === undefined) throw new Error(`${tool.name} ${tool.version} has no command '${script}'.`);
  const command = await newerNode(cache);
  return { version: tool.version, command, args: [...PROBE_ARGS, join(installed, path), ...args], probe: true };
}
