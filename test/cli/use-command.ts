import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, beforeEach } from "vitest";
import { buildCli, type Run, type RunOptions, runCli } from "../support/built-cli.ts";

/** The command as it is shipped, in a folder that is empty at the start of each test. */
export interface TestCommand {
  /** Runs it to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Run>;
  /** Starts it and leaves it running. */
  start(args: readonly string[]): ChildProcessWithoutNullStreams;
  /** Writes a file of the folder. */
  put(name: string, content: string | Uint8Array): void;
  path(name: string): string;
}

export function useCommand(): TestCommand {
  let cli = "";
  let folder = "";
  beforeAll(async () => {
    cli = await buildCli();
    return () => rmSync(dirname(cli), { recursive: true, force: true });
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drplan-plans-"));
    return () => rmSync(folder, { recursive: true, force: true });
  });
  const path = (name: string) => join(folder, name);
  return {
    path,
    run: (args, options) => runCli(cli, args, { cwd: folder, ...options }),
    start: (args) => spawn(process.execPath, [cli, ...args], { cwd: folder }),
    put(name, content) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
    },
  };
}
