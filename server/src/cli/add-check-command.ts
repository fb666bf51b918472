import { type Command, Option } from "commander";
import { SEVERITIES, type Severity } from "../base/severity.ts";
import { type CheckOptions, checkCommand } from "./check-command.ts";
import { CHECK_FORMATS } from "./check-report.ts";
import type { ExitCode, Host } from "./host.ts";
import { todayOption } from "./today-option.ts";

/** What commander makes of the arguments. */
interface Parsed extends Pick<CheckOptions, "format" | "baseline"> {
  readonly dryRun?: boolean;
  readonly writeBaseline?: boolean;
  readonly failOn: Severity;
  readonly maxSeverity: Severity | "none" | undefined;
  readonly fix?: boolean;
  readonly fixPreferred?: boolean;
  readonly today: string | undefined;
}

/** Adds `drplan check` with its options. */
export function addCheckCommand(program: Command, host: Host, done: (code: ExitCode) => void): void {
  const command = program
    .command("check")
    .description("Report what is wrong with plans, and repair what has one obvious meaning.")
    .argument("<file...>", "plan files (*.drplan, *.drplan.json), folders, patterns, or - for standard input")
    .addOption(
      new Option("--format <format>", "text for people, the others for programs")
        .choices(CHECK_FORMATS)
        .default("text"),
    )
    .addOption(
      new Option("--fail-on <severity>", "end with 1 when there is a finding as bad as this, or worse")
        .choices(SEVERITIES)
        .default("error"),
    )
    .addOption(
      new Option("--max-severity <severity>", "the same from the other side: the worst that is still accepted")
        .choices(["none", ...[...SEVERITIES].reverse()])
        .conflicts("failOn"),
    )
    .option("--fix", "apply proven repairs that have one obvious meaning, and write the files")
    .option("--fix-preferred", "apply also the repairs that most authors want: they may change what the plan promises")
    .option("--dry-run", "with --fix: show the changes and write nothing")
    .option("--baseline <file>", "findings in this file are known: they neither fail nor are they shown")
    .option("--write-baseline", "write the findings of today into the --baseline file")
    .addOption(todayOption());
  command.action(async (files: string[], parsed: Parsed) => {
    if (parsed.writeBaseline && parsed.baseline === undefined)
      command.error("error: --write-baseline needs --baseline <file>");
    if (parsed.dryRun && !parsed.fix && !parsed.fixPreferred)
      command.error("error: --dry-run needs --fix or --fix-preferred");
    done(await checkCommand(files, optionsOf(parsed), { ...host, today: parsed.today ?? host.today }));
  });
}

function optionsOf({ format, dryRun = false, baseline, writeBaseline = false, ...rest }: Parsed): CheckOptions {
  const { failOn, maxSeverity, fix, fixPreferred } = rest;
  return {
    format,
    dryRun,
    baseline,
    writeBaseline,
    failOn: maxSeverity === undefined ? failOn : worseThan(maxSeverity),
    fix: fixPreferred ? "preferred" : fix ? "safe" : undefined,
  };
}

/** The next worse severity; nothing is worse than an error. */
function worseThan(severity: Severity | "none"): Severity | undefined {
  return severity === "none" ? SEVERITIES.at(-1) : SEVERITIES[SEVERITIES.indexOf(severity) - 1];
}
