import type { Declaration } from "../model/declaration.ts";
import type { CheckSettings } from "./check-settings.ts";
import type { Finding } from "./finding.ts";
import { rules } from "./registry.ts";
import type { Rule, RuleContext } from "./rule.ts";
import type { SuppressibleRules } from "./suppress.ts";

const rulesOfKind = new Map<string, readonly Rule[]>();

function rulesFor(kind: string): readonly Rule[] {
  let found = rulesOfKind.get(kind);
  if (!found) {
    found = rules.filter(
      ({ kinds, isAboutSuppressions }) => !isAboutSuppressions && (kinds === undefined || kinds.includes(kind)),
    );
    rulesOfKind.set(kind, found);
  }
  return found;
}

const aboutSuppressions: readonly Rule[] = rules.filter(({ isAboutSuppressions }) => isAboutSuppressions);

/** The codes of all rules, and whether suppressions may name them. */
export const suppressibleRules: SuppressibleRules = new Map(
  rules.map(({ code, isAboutSuppressions }) => [code, !isAboutSuppressions]),
);

const NOTHING: readonly Finding[] = [];

/** What all rules find at one declaration, in the order of the text; those about suppressions are asked apart. */
export function checkDeclaration(declaration: Declaration, context: CheckContext): readonly Finding[] {
  return findingsOf(rulesFor(declaration.document.kind), declaration, context);
}

/** What is wrong with the suppressions in a declaration's block. */
export function checkSuppressions(declaration: Declaration, context: CheckContext): readonly Finding[] {
  return findingsOf(aboutSuppressions, declaration, context);
}

/** What rules look at, and how bad the configuration says that each is. */
export interface CheckContext extends RuleContext {
  readonly settings: CheckSettings;
}

function findingsOf(asked: readonly Rule[], declaration: Declaration, context: CheckContext): readonly Finding[] {
  const { severities } = context.settings;
  let findings: Finding[] | undefined;
  for (const rule of asked) {
    const configured = severities?.get(rule.code);
    for (const violation of rule.check(declaration, context)) {
      const usual = violation.severity ?? rule.severity;
      const isPhysics = (violation.isPhysics ?? false) && usual === "error";
      const severity = isPhysics ? usual : (configured ?? usual);
      if (severity === "off") continue;
      findings ??= [];
      findings.push({
        rule: rule.code,
        severity,
        message: rule.message(violation.facts),
        declaration: declaration.id,
        span: violation.at,
        related: violation.related ?? [],
        unused: violation.unused ?? false,
        isPhysics,
        facts: violation.facts,
        fixable: rule.fixes !== undefined,
      });
    }
  }
  return findings?.sort(inOrder) ?? NOTHING;
}

/** The order of the text. */
export function inOrder(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
