import type { Declaration } from "../model/declaration.ts";
import type { Finding } from "./finding.ts";
import { rules } from "./registry.ts";
import type { Rule, RuleContext } from "./rule.ts";

const rulesOfKind = new Map<string, readonly Rule[]>();

function rulesFor(kind: string): readonly Rule[] {
  let found = rulesOfKind.get(kind);
  if (!found) {
    found = rules.filter((rule) => rule.kinds === undefined || rule.kinds.includes(kind));
    rulesOfKind.set(kind, found);
  }
  return found;
}

const NOTHING: readonly Finding[] = [];

/** What all rules find at one declaration, in the order of the text. */
export function checkDeclaration(declaration: Declaration, context: RuleContext): readonly Finding[] {
  let findings: Finding[] | undefined;
  for (const rule of rulesFor(declaration.document.kind)) {
    for (const violation of rule.check(declaration, context)) {
      findings ??= [];
      findings.push({
        rule: rule.code,
        severity: violation.severity ?? rule.severity,
        message: rule.message(violation.facts),
        declaration: declaration.id,
        span: violation.at,
        related: violation.related ?? [],
        unused: violation.unused ?? false,
        facts: violation.facts,
        fixable: rule.fixes !== undefined,
      });
    }
  }
  return findings?.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end) ?? NOTHING;
}
