import { existsSync } from "node:fs";
import { type BuildOptions, build, context, type Metafile } from "esbuild";

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
const NODE: BuildOptions = { ...COMMON, platform: "node", format: "cjs", target: "node20" };
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
  { entry: "server/src/lsp/node.ts", outfile: "server/dist/server.js", options: NODE, budget: 600 * KB },
  {
    entry: "server/src/lsp/browser.ts",
    outfile: "server/dist/server.web.js",
    options: { ...BROWSER, format: "iife" },
    budget: 600 * KB,
  },
  { entry: "server/src/cli/main.ts", outfile: "server/dist/cli.js", options: NODE, budget: 600 * KB },
];

async function main(): Promise<void> {
  const present = BUNDLES.filter(({ entry }) => existsSync(entry));
  for (const { entry } of BUNDLES.filter((bundle) => !present.includes(bundle))) console.warn(`Missing: ${entry}`);
  if (process.argv.includes("--watch")) {
    await Promise.all(present.map(async (bundle) => (await context(optionsOf(bundle))).watch()));
    console.log("Watching; Ctrl-C ends it.");
    return;
  }
  const results = await Promise.all(present.map((bundle) => build(optionsOf(bundle))));
  results.forEach(({ metafile }, index) => {
    report(present[index], metafile);
  });
}

function optionsOf({ entry, outfile, options }: Bundle): BuildOptions {
  return { ...options, entryPoints: [entry], outfile };
}

/** Prints what a bundle weighs and what weighs most in it. */
function report(bundle: Bundle | undefined, metafile: Metafile | undefined): void {
  const output = bundle && metafile?.outputs[bundle.outfile];
  if (!output) throw new Error(`No output for ${bundle?.entry}.`);
  const parts = new Map<string, number>();
  for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
    const part = partOf(input);
    parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
  }
  const largest = [...parts].sort((a, b) => b[1] - a[1]).slice(0, 4);
  const over = output.bytes > bundle.budget ? `  over its budget of ${kilobytes(bundle.budget)}` : "";
  console.log(`${bundle.outfile.padEnd(30)} ${kilobytes(output.bytes).padStart(7)}${over}`);
  console.log(`  ${largest.map(([part, bytes]) => `${part} ${kilobytes(bytes)}`).join(", ")}`);
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
