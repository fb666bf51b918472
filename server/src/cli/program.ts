import { join } from "node:path";
import { Command, CommanderError, Option } from "commander";
import { version } from "../../package.json";
import { SEVERITIES, type Severity } from "../base/severity.ts";
import { checkCommand } from "./check-command.ts";
import { CommandFailure } from "./command-failure.ts";
import { convertCommand } from "./convert-command.ts";
import { estimateCommand } from "./estimate-command.ts";
import { explainCommand } from "./explain-command.ts";
import type { ExitCode, Host } from "./host.ts";
import { technologiesCommand } from "./technologies-command.ts";

export type Format = "text" | "json";

/** Runs the command that the arguments (without the program's own name) mean. Never throws for what a user may do wrong. */
export async function runProgram(args: readonly string[], host: Host): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = programFor(host, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CommandFailure)) throw error;
    host.err(`drplan: ${error.place}: ${error.message}\n`);
    return 2;
  }
}

function programFor(host: Host, done: (code: ExitCode) => void): Command {
  const program = new Command("drplan")
    .description(
      "Checks disaster-recovery plans and estimates what they achieve: RPO, write latency, load of the lines.",
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: host.out,
      writeErr: host.err,
      outputError: (text, write) => write(text.replace(/^error: /, "drplan: ")),
      getOutHasColors: () => host.colours,
      getErrHasColors: () => host.colours,
    })
    .showHelpAfterError("Try 'drplan --help'.")
    .helpCommand(false)
    .addHelpText("after", HELP);

  program
    .command("check")
    .description("Report what is wrong with plans.")
    .argument("<file...>", FILES)
    .addOption(format())
    .addOption(
      new Option("--fail-on <severity>", "end with 1 when there is a finding as bad as this, or worse")
        .choices(SEVERITIES)
        .default("error"),
    )
    .action(async (files: string[], options: { format: Format; failOn: Severity }) =>
      done(await checkCommand(files, options, host)),
    );

  program
    .command("estimate")
    .description("Estimate links and replications of plans.")
    .argument("<file...>", FILES)
    .addOption(format())
    .action(async (files: string[], options: { format: Format }) => done(await estimateCommand(files, options, host)));

  program
    .command("explain")
    .description("Show how the figures of a link, or of a workload's copies, came about.")
    .argument("<name>", "a link or a workload of the plan")
    .argument("<file...>", FILES)
    .action(async (name: string, files: string[]) => done(await explainCommand(name, files, host)));

  program
    .command("convert")
    .description("Write a plan file in its other form: JSON for the language, the language for JSON.")
    .argument("<file>", "a plan file (*.drplan, *.drplan.json)")
    .action((file: string) => done(convertCommand(file, host)));

  program
    .command("technologies")
    .description("List what a plan may name with 'using', with published limits.")
    .argument("[search...]", "words that must occur in the id, product, vendor, class or modes")
    .addOption(format())
    .action((words: string[], options: { format: Format }) =>
      done(technologiesCommand(words.join(" "), options, host)),
    );

  program
    .command("lsp")
    .description("Start the language server, for editors.")
    .option("--stdio", "over standard input and output (the default)")
    .option("--node-ipc", "over the channel of a Node.js parent process")
    .option("--socket <port>", "over a TCP socket")
    .option("--pipe <name>", "over a named pipe")
    .option("--clientProcessId <id>", "end when this process has ended")
    .action(startServer);

  return program;
}

const FILES = "plan files (*.drplan, *.drplan.json), folders, or - for standard input";

function format(): Option {
  return new Option("--format <format>", "for people or for programs").choices(["text", "json"]).default("text");
}

/** The server's own bundle lies beside this one. It reads its transport from the arguments of the process. */
function startServer({ nodeIpc, socket, pipe }: Readonly<Record<string, unknown>>): void {
  if (!nodeIpc && socket === undefined && pipe === undefined && !process.argv.includes("--stdio")) {
    process.argv.push("--stdio");
  }
  require(join(__dirname, "server.js"));
}

const HELP = `
Examples:
  drplan check plan.drplan                  what is wrong with a plan
  drplan check plans --fail-on warning      all plans in a folder, in a build
  drplan check --format json - < plan.drplan
  drplan estimate plan.drplan               round trips, RPO, load of the lines
  drplan explain wan plan.drplan            how the figures of link 'wan' came about
  drplan convert plan.drplan                the same plan as JSON, on standard output
  drplan technologies vsphere               published limits of products

A file without a 'plan' block that another file imports is checked with that plan. Imports stay inside the nearest
folder that holds drplan.config.json or .git, else inside the plan's own folder.

Exit codes: 0 done; 1 check found something as bad as --fail-on, or worse; 2 the work could not be done.
`;
