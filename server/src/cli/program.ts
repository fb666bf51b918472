import { join } from "node:path";
import { Command, CommanderError, Option } from "commander";
import { version } from "../../package.json";
import { addCheckCommand } from "./add-check-command.ts";
import { CommandFailure } from "./command-failure.ts";
import { type CompareOptions, compareCommand } from "./compare-command.ts";
import { convertCommand } from "./convert-command.ts";
import { estimateCommand } from "./estimate-command.ts";
import { explainCommand } from "./explain-command.ts";
import { type FormatOptions, formatCommand } from "./format-command.ts";
import type { ExitCode, Host } from "./host.ts";
import { ruleCommand, rulesCommand } from "./rules-command.ts";
import { technologiesCommand } from "./technologies-command.ts";
import { todayOption } from "./today-option.ts";

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

  const on = (today: string | undefined): Host => (today === undefined ? host : { ...host, today });
  addCheckCommand(program, host, done);

  program
    .command("fmt")
    .description("Give plan files their usual form; only what differs is written.")
    .argument("<file...>", "plan files (*.drplan), folders, patterns, or - from standard input to standard output")
    .option("--check", "name the files that would change, write nothing, and end with 1 when there are any")
    .option("--diff", "show what would change, write nothing, and end with 1 when there is anything")
    .action(async (files: string[], options: FormatOptions) => done(await formatCommand(files, options, host)));

  program
    .command("rules")
    .description("List the rules that plans are checked against.")
    .addOption(format())
    .action((options: { format: Format }) => done(rulesCommand(options, host)));

  program
    .command("rule")
    .description("Show why a rule exists, with an example and its sources.")
    .argument("<code>", "a rule, as findings name it in square brackets")
    .addOption(format())
    .action((code: string, options: { format: Format }) => done(ruleCommand(code, options, host)));

  program
    .command("estimate")
    .description("Estimate links and replications of plans.")
    .argument("<file...>", FILES)
    .addOption(format())
    .addOption(todayOption())
    .action(async (files: string[], options: { format: Format; today?: string }) =>
      done(await estimateCommand(files, options, on(options.today))),
    );

  program
    .command("explain")
    .description("Show how figures came about, what moves them, and what would make them good enough.")
    .argument("<name>", "a link, a workload, a backup, a tier or a scenario of the plan")
    .argument("<file...>", FILES)
    .action(async (name: string, files: string[]) => done(await explainCommand(name, files, host)));

  program
    .command("compare")
    .description(
      "Compare a plan with each of its options, or two plans: RPO, RTO, cost, findings, and what was changed.",
    )
    .argument("<plan>", "a plan file, or - for standard input")
    .argument("[other]", "a second plan, to compare with the first; left out, the first plan's options")
    .addOption(
      new Option("--format <format>", "for people, for programs, or for a pull request")
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .option("--fail-on-worse", "end with 1 when a verdict gets worse, or there is a new error", false)
    .addOption(todayOption())
    .action(async (plan: string, other: string | undefined, options: CompareOptions & { today?: string }) =>
      done(await compareCommand(plan, other, options, on(options.today))),
    );

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

const FILES = "plan files (*.drplan, *.drplan.json), folders, patterns, or - for standard input";

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
  drplan check plans --fix --dry-run        what could be repaired without asking
  drplan check plans --format sarif         for code scanners; also junit and github
  drplan fmt plans                          the usual form of all plans
  drplan rule sync-too-far                  why a rule exists
  drplan estimate plan.drplan               round trips, RPO, load of the lines
  drplan explain wan plan.drplan            how the figures of link 'wan' came about
  drplan compare plan.drplan                what each option achieves and costs
  git show main:plan.drplan | drplan compare --format markdown - plan.drplan
  drplan convert plan.drplan                the same plan as JSON, on standard output
  drplan technologies vsphere               published limits of products

A file without a 'plan' block that another file imports is checked with that plan. Imports stay inside the nearest
folder that holds drplan.config.json or .git, else inside the plan's own folder. That drplan.config.json sets how bad
findings are, other constants of the model, and what searching a folder leaves out.

Exit codes: 0 done; 1 check found something as bad as --fail-on, or worse, fmt --check
something to change, or compare something worse with --fail-on-worse; 2 the work could not be done.
`;
