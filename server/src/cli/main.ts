import { localDay } from "../base/local-day.ts";
import type { ExitCode, Host } from "./host.ts";
import { runProgram } from "./program.ts";

/** Output goes on until it is written: the process ends by itself, with the code that is set. */
function main(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", endQuietly);
  const host: Host = {
    cwd: process.cwd(),
    colours: mayColour(),
    terminal: process.stderr.isTTY === true && process.env.TERM !== "dumb",
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    today: localDay(new Date()),
    stdin: () => process.stdin,
  };
  runProgram(process.argv.slice(2), host).then(setCode, failed);
}

function setCode(code: ExitCode): void {
  if (code !== 0) process.exitCode = code;
}

/** Whoever read the output has gone (`drplan … | head`): there is nobody left to tell. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit();
}

/** See no-color.org; a terminal that is called `dumb` knows no colours. */
function mayColour(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}

/** A defect of the program itself, so that whoever reports it can say where. */
function failed(error: unknown): void {
  process.stderr.write(
    `drplan: an internal error, please report it\n${error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 2;
}

main();
