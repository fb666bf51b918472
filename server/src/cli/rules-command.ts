import { nearest } from "../base/nearest.ts";
import { rules } from "../findings/registry.ts";
import type { Rule } from "../findings/rule.ts";
import { paintWith } from "../report/paint.ts";
import { rulePageText, rulesText } from "../report/rules-text.ts";
import { CommandFailure } from "./command-failure.ts";
import type { ExitCode, Host } from "./host.ts";
import type { Format } from "./program.ts";

/** Prints all rules. */
export function rulesCommand({ format }: { readonly format: Format }, host: Host): ExitCode {
  if (format === "text") host.out(rulesText(rules, paintWith(host.colours)));
  else host.out(`${JSON.stringify({ rules: rules.map(entryOf) }, null, 2)}\n`);
  return 0;
}

/** Prints the page of one rule. */
export function ruleCommand(code: string, { format }: { readonly format: Format }, host: Host): ExitCode {
  const rule = rules.find((one) => one.code === code.toLowerCase());
  if (!rule) {
    const meant = nearest(
      code,
      rules.map((one) => one.code),
    );
    const hint = meant === undefined ? "'drplan rules' lists them" : `did you mean '${meant}'?`;
    throw new CommandFailure(code, `there is no such rule: ${hint}`);
  }
  if (format === "text") host.out(rulePageText(rule, paintWith(host.colours)));
  else
    host.out(
      `${JSON.stringify({ ...entryOf(rule), why: rule.why, examples: rule.examples, sources: rule.sources ?? [] }, null, 2)}\n`,
    );
  return 0;
}

function entryOf({ code, severity, summary, fixes }: Rule) {
  return { code, severity, summary, fixable: fixes !== undefined };
}
