import type { Analysis } from "../analysis.ts";
import type { Severity } from "../base/severity.ts";
import { declarationTitle } from "../model/declaration-title.ts";

/** A finding that only one of two plans has. */
export interface ComparedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The block that it is about: `replicate orders to dublin`; null where it is about a file. */
  readonly of: string | null;
}

/** All findings of a plan in the order of its text, but for those of its options: these are designs beside it. */
export function findingsOf({ plan, findings }: Analysis): readonly ComparedFinding[] {
  return [...plan.files.values()].flatMap(({ source, ids }) => [
    ...(source?.form === "json" ? source.json.problems : []).map(({ code, severity, message }) => {
      return { rule: code, severity, message, of: null };
    }),
    ...ids.flatMap((id) => {
      const declaration = plan.declarations.get(id);
      if (declaration?.document.kind === "option") return [];
      const of = declaration ? declarationTitle(declaration) : null;
      return (findings.get(id) ?? []).map(({ rule, severity, message }) => ({ rule, severity, message, of }));
    }),
  ]);
}

/**
 * Findings that came and went. The same rule about the same block, as severe as before, is the same finding, though its
 * figures may be others now.
 */
export function findingMoves(
  before: Analysis,
  after: Analysis,
): { readonly new: readonly ComparedFinding[]; readonly gone: readonly ComparedFinding[] } {
  const [old, now] = [findingsOf(before), findingsOf(after)];
  return { new: without(now, old), gone: without(old, now) };
}

function without(findings: readonly ComparedFinding[], others: readonly ComparedFinding[]): readonly ComparedFinding[] {
  const counts = new Map<string, number>();
  for (const finding of others) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return findings.filter((finding) => {
    const left = counts.get(keyOf(finding)) ?? 0;
    counts.set(keyOf(finding), left - 1);
    return left <= 0;
  });
}

function keyOf({ rule, severity, of }: ComparedFinding): string {
  return `${rule} ${severity} ${of ?? ""}`;
}
