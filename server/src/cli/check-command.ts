import { atLeast, type Severity } from "../base/severity.ts";
import type { FixChoice } from "../features/fix-all.ts";
import { paintWith } from "../report/paint.ts";
import { textDiff } from "../report/text-diff.ts";
import { readBaseline, writeBaseline } from "./baseline.ts";
import { type CheckFormat, checkReport, comparedWith } from "./check-report.ts";
import { checkedPlans } from "./checked-plans.ts";
import { CommandFailure } from "./command-failure.ts";
import { type FixedPlans, fixPlans, overwrite } from "./fix-plans.ts";
import type { ExitCode, Host } from "./host.ts";
import { type LoadedPlans, loadPlans } from "./load-plans.ts";
import { reportFailures } from "./report-failures.ts";

export interface CheckOptions {
  readonly format: CheckFormat;
  /** The least severity that fails; absent: nothing does. */
  readonly failOn: Severity | undefined;
  readonly fix: FixChoice | undefined;
  readonly dryRun: boolean;
  readonly baseline: string | undefined;
  readonly writeBaseline: boolean;
}

/** Reports the findings of the plans, and repairs them if told to; 1 when one that is not known is as bad as `failOn`. */
export async function checkCommand(files: readonly string[], options: CheckOptions, host: Host): Promise<ExitCode> {
  const { baseline, failOn, format } = options;
  const known = baseline !== undefined && !options.writeBaseline ? readBaseline(baseline, host) : undefined;
  const given = await loadPlans(files, host);
  const fixed = options.fix ? repaired(given, options.fix, options.dryRun) : undefined;
  const checked = checkedPlans(fixed?.loaded ?? given);
  const result = comparedWith(known, checked);
  if (baseline !== undefined && options.writeBaseline) {
    writeBaseline(baseline, result.fresh, host);
    host.err(`drplan: ${baseline}: ${counted(result.fresh.length, "finding")} written\n`);
    return reportFailures(checked, host) ? 2 : 0;
  }
  if (fixed) tellRepairs(fixed, options, host);
  if (checked.plans > 0 || format !== "text") host.out(checkReport(result, checked, options, host));
  if (reportFailures(checked, host)) return 2;
  return failOn && result.fresh.some(({ severity }) => atLeast(severity, failOn)) ? 1 : 0;
}

/** Repairs the plans, and writes the files unless it is only a trial. */
function repaired(loaded: LoadedPlans, choice: FixChoice, isTrial: boolean): FixedPlans {
  if (loaded.hasStdin && !isTrial) {
    throw new CommandFailure(
      "-",
      "the standard input cannot be repaired in place; with --dry-run the changes are shown",
    );
  }
  const fixed = fixPlans(loaded, choice);
  if (!isTrial) for (const { uri, after } of fixed.files) overwrite(uri, after, loaded.nameOf(uri));
  return fixed;
}

/** On the standard error where the output is for programs. */
function tellRepairs({ repairs, files, loaded }: FixedPlans, { format, dryRun }: CheckOptions, host: Host): void {
  const tell = format === "text" ? host.out : host.err;
  const paint = paintWith(format === "text" && host.colours);
  for (const { file, rule, title } of repairs) {
    tell(`${file}: ${paint.good(dryRun ? "would repair:" : "repaired:")} ${title} ${paint.faint(`[${rule}]`)}\n`);
  }
  if (dryRun) for (const { uri, before, after } of files) tell(textDiff(loaded.nameOf(uri), before, after, paint));
  if (repairs.length === 0) tell("Nothing that can be repaired without asking.\n");
  else
    tell(
      `${counted(repairs.length, "repair")} in ${counted(files.length, "file")}${dryRun ? ", not written" : ""}.\n\n`,
    );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
