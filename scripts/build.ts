import { type BuildOptions, type BuildResult, build, context } from "esbuild";
import { schemaAsRead } from "./schema-as-read.ts";
import { withoutRulePages } from "./without-rule-pages.ts";

const KB = 1000;

/** Shared by all bundles. The source maps are for developers: `.vscodeignore` keeps them out of the package. */
const COMMON: BuildOptions = {
  bundle: true,
  minify: true,
  sourcemap: "linked",
  metafile: true,
  logLevel: "warning",
  legalComments: "none",
};
const NODE: BuildOptions = {
  ...COMMON,
  platform: "node",
  format: "cjs",
  target: "node20",
  // jsonc-parser's `main` requires its parts in a way that no bundler sees.
  mainFields: ["module", "main"],
};
const BROWSER: BuildOptions = { ...COMMON, platform: "browser", target: "es2022" };

interface Bundle {
  readonly entry: string;
  readonly outfile: string;
  readonly options: BuildOptions;
  /** The most that it may weigh minified, in bytes: what a reader of the plan waits for. */
  readonly budget: number;
}

const BUNDLES: readonly Bundle[] = [
  {
    entry: "client/src/extension.ts",
    outfile: "client/dist/extension.js",
    options: { ...NODE, external: ["vscode"] },
    budget: 500 * KB,
  },
  {
    entry: "client/src/extension.web.ts",
    outfile: "client/dist/extension.web.js",
    options: { ...BROWSER, format: "cjs", external: ["vscode"] },
    budget: 500 * KB,
  },
  {
    entry: "server/src/lsp/node.ts",
    outfile: "server/dist/server.js",
    options: { ...NODE, plugins: [schemaAsRead, withoutRulePages] },
    budget: 950 * KB,
  },
  {
    entry: "server/src/lsp/browser.ts",
    outfile: "server/dist/server.web.js",
    options: { ...BROWSER, format: "iife", plugins: [schemaAsRead, withoutRulePages] },
    budget: 950 * KB,
  },
  { entry: "server/src/cli/main.ts", outfile: "server/dist/cli.js", options: NODE, budget: 1000 * KB },
];

async function main(): Promise<void> {
  if (process.argv.includes("--watch")) {
    await Promise.all(BUNDLES.map(async (bundle) => (await context(optionsOf(bundle))).watch()));
    console.log("Watching; Ctrl-C ends it.");
    return;
  }
  const results = await Promise.all(BUNDLES.map(async (bundle) => report(bundle, await build(optionsOf(bundle)))));
  if (results.includes(false)) process.exitCode = 1;
}

function optionsOf({ entry, outfile, options }: Bundle): BuildOptions {
  return { ...options, entryPoints: [entry], outfile };
}

/** Prints what a bundle weighs and what weighs most in it; false when it is over its budget. */
function report({ outfile, budget }: Bundle, { metafile }: BuildResult): boolean {
  const output = metafile?.outputs[outfile];
  if (!output) throw new Error(`No output ${outfile}.`);
  const parts = new Map<string, number>();
  for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
    const part = partOf(input);
    parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
  }
  const largest = [...parts].sort((a, b) => b[1] - a[1]).slice(0, 4);
  const over = output.bytes > budget ? `  over its budget of ${kilobytes(budget)}` : "";
  console.log(`${outfile.padEnd(30)} ${kilobytes(output.bytes).padStart(7)}${over}`);
  console.log(`  ${largest.map(([part, bytes]) => `${part} ${kilobytes(bytes)}`).join(", ")}`);
  return over === "";
}

/** The package that an input belongs to, or the project's folder. */
function partOf(input: string): string {
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input);
  return inPackage?.[1] ?? input.split("/").slice(0, 3).join("/");
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / KB)} kB`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
