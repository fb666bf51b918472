import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const ROOT = join(import.meta.dirname, "../..");

/** What a run of the command left behind. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Bundles the command and the server beside it, as a release holds them, into a folder of its own; the path of the command. */
export async function buildCli(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "drplan-cli-"));
  await build({
    entryPoints: { cli: join(ROOT, "server/src/cli/main.ts"), server: join(ROOT, "server/src/lsp/node.ts") },
    outdir: folder,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "silent",
  });
  return join(folder, "cli.js");
}

/** Runs the command to its end. */
export function runCli(
  cli: string,
  args: readonly string[],
  { cwd = ROOT, input = "", env = {} }: RunOptions = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd, env: { ...process.env, ...env } });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    // A command that ends before it has read everything closes its end.
    child.stdin.on("error", () => undefined);
    child.on("close", (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
    child.stdin.end(input);
  });
}
